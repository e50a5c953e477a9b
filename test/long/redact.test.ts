import fc from 'fast-check'
import {test} from 'vitest'
import {names} from '../redact/inject.ts'
import {expectGoneFromPdf, expectGoneFromText} from '../redact/left.ts'

const seed = Date.now() % 1_000_000_000

test(`no name should be left in any text format (seed ${seed})`, () =>
  fc.assert(fc.asyncProperty(names, expectGoneFromText), {numRuns: 25, seed}))

test(`no name should be left in any PDF (seed ${seed})`, () => fc.assert(fc.asyncProperty(names, expectGoneFromPdf), {numRuns: 5, seed}))
