/// <reference path="./pdfkit.d.ts" />
import type {PDFDocument} from 'pdfkit'

/** What pdfkit has written before anyone can listen. */
const header = '%PDF-1.7\n%\xff\xff\xff\xff\n'

/**
 * Gather what pdfkit writes in one growing array, as it is written. As a stream it would be held in hundreds of
 * thousands of small chunks until the document ends, and in browsers be taken from the front of an array of them.
 *
 * @param document Document, just made, of PDF version 1.7 and without a page.
 * @returns Function that gives the bytes when the document has ended.
 */
export function gather(document: PDFDocument): () => Uint8Array {
  if (document._offset !== header.length) throw new Error('pdfkit starts a document in another way than 0.20.2')
  let bytes = new Uint8Array(1 << 16)
  let length = 0
  let ended = false
  const append = (chunk: Uint8Array): void => {
    if (length + chunk.length > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, length + chunk.length))
      larger.set(bytes.subarray(0, length))
      bytes = larger
    }
    bytes.set(chunk, length)
    length += chunk.length
  }
  append(Uint8Array.from(header, character => character.charCodeAt(0)))
  document.push = chunk => {
    if (chunk === null) ended = true
    else append(chunk)
    return true
  }
  return () => {
    if (!ended) throw new Error('pdfkit did not end the document')
    return bytes.slice(0, length)
  }
}
