/*
 * The XML that the scanners print: no namespaces, no DTD, no comments inside of elements. A scanner of our own because
 * such logs have several roots, begin and end anywhere and stand among other lines, which XML parsers refuse, and
 * because the offset of each element is wanted.
 */

import {seeker} from './seek.ts'

/** A tag, or an element that was read whole. */
export interface XmlElement {
  readonly name: string
  /** Whether it is `</name>`. */
  readonly closes: boolean
  readonly attributes: ReadonlyMap<string, string>
  readonly start: number
  readonly end: number
  /** What stands between its tags, raw; null for a tag alone. */
  readonly content: string | null
}

const tagAt = /<(\/?)([A-Za-z][\w.-]{0,60})((?:\s+[\w:.-]{1,60}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const attribute = /([\w:.-]{1,60})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g
const entity = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/g
const named: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'"}

/**
 * Make a reader of the elements of a text.
 *
 * @param text Text.
 * @param whole Names of elements that are wanted with their content.
 * @returns Reads the tag at an offset of `<`, or the whole element when it is one of `whole`; null when there is none,
 *   or when it is cut off. Offsets must not go down.
 */
export function createXml(text: string, whole: ReadonlySet<string>): (at: number) => XmlElement | null {
  const seekers = new Map<string, (from: number) => number>()

  function next(string: string, from: number): number {
    const seek = seekers.get(string) ?? seeker(text, string)
    seekers.set(string, seek)
    return seek(from)
  }

  return at => {
    tagAt.lastIndex = at
    const hit = tagAt.exec(text)
    if (!hit) return null
    const name = hit[2] ?? ''
    const closes = hit[1] === '/'
    const behind = tagAt.lastIndex
    const attributes = attributesOf(hit[3] ?? '')
    if (closes || hit[4] === '/' || !whole.has(name)) {
      const empty = hit[4] === '/' && whole.has(name)
      return {name, closes, attributes, start: at, end: behind, content: empty ? '' : null}
    }
    const close = next(`</${name}>`, behind)
    if (close === text.length || close > next(`<${name} `, behind)) return null
    return {name, closes, attributes, start: at, end: close + name.length + 3, content: text.slice(behind, close)}
  }
}

function attributesOf(raw: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const hit of raw.matchAll(attribute)) attributes.set(hit[1] ?? '', decodeXml(hit[2] ?? hit[3] ?? ''))
  return attributes
}

/**
 * Read the content of a child element.
 *
 * @param content Content of the element, raw.
 * @param name Name of the child.
 * @returns Its text, or null when it has no such child.
 */
export function childText(content: string, name: string): string | null {
  const open = new RegExp(`<${name}(?=[\\s/>])[^<>]*>`).exec(content)
  if (!open) return null
  if (open[0].endsWith('/>')) return ''
  const start = open.index + open[0].length
  const end = content.indexOf(`</${name}>`, start)
  return end === -1 ? null : decodeXml(content.slice(start, end))
}

/**
 * Take the escapes of XML off.
 *
 * @param raw Text as it stands in the document.
 * @returns The text.
 */
export function decodeXml(raw: string): string {
  const text = raw.startsWith('<![CDATA[') && raw.endsWith(']]>') ? raw.slice(9, -3) : raw
  if (text !== raw || !text.includes('&')) return text
  return text.replace(entity, (all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return named[name] ?? all
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}
