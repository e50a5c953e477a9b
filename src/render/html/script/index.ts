import {engine} from './engine.ts'
import {handlers} from './handlers.ts'
import {fromPage} from './page.ts'
import {fromData} from './pages.ts'
import {start} from './start.ts'

/**
 * The one script of documents with findings, the same in every document. It is text and not a function because its
 * hash stands in the content security policy: what a compiler makes of a function would change it.
 *
 * It filters, groups and sorts numbered findings (`engine`) that a store knows and shows: findings of the page
 * (`fromPage`), or findings of embedded data a page at a time (`fromData`).
 */
export const script: string = `(() => {
'use strict'
${[start, engine, fromPage, fromData, handlers].join('\n')}})()`

/** SHA-256 of `script`, base64; a test holds it in step. */
export const scriptHash: string = 'EDaYTsVUq8MiuOJMqXQzbKI6VIxu9Y959kCzU1hwpMc='
