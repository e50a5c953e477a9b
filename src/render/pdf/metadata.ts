import {visible} from '../visible.ts'
import type {PdfOptions} from './options.ts'

/** What a document says of itself; no key without a value, which pdfkit cannot take. */
export interface Information {
  readonly Title: string
  readonly Subject?: string
  readonly Creator: string
  readonly Producer: string
  readonly CreationDate: Date
  readonly ModDate: Date
}

/**
 * Make the information of a document.
 *
 * @param options Options.
 * @returns Information.
 */
export function toInformation({title, subject, date}: PdfOptions): Information {
  const day = date ?? new Date(0)
  const about = subject === undefined ? '' : line(subject)
  return {
    Title: line(title) || 'Report',
    ...(about === '' ? {} : {Subject: about}),
    Creator: 'benchscribe',
    Producer: 'pdfkit',
    CreationDate: day,
    ModDate: day
  }
}

function line(text: string): string {
  return visible(text.replace(/[\t\n\r]+/g, ' ')).trim()
}

/**
 * Write the same as XMP. pdfkit does not escape there: a title with `&` in it makes XML nobody can read.
 *
 * @param information Information.
 * @param language Language.
 * @returns RDF descriptions.
 */
export function toXmp({Title, Subject, Creator, Producer, CreationDate, ModDate}: Information, language: string): string {
  const alternatives = (name: string, text: string): string =>
    `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt></dc:${name}>`
  return [
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<dc:format>application/pdf</dc:format>',
    alternatives('title', Title),
    ...(Subject === undefined ? [] : [alternatives('description', Subject)]),
    `<dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language>`,
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
    `<xmp:CreatorTool>${escapeXml(Creator)}</xmp:CreatorTool>`,
    `<xmp:CreateDate>${seconds(CreationDate)}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${seconds(ModDate)}</xmp:ModifyDate>`,
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
    `<pdf:Producer>${escapeXml(Producer)}</pdf:Producer>`,
    '</rdf:Description>'
  ].join('\n')
}

function seconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

const references: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;'}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, sign => references[sign] ?? sign)
}
