import {escaped} from './escape.ts'

/** Attributes of an element; those without a value are left out, `true` stands alone. */
export type Attributes = Readonly<Record<string, string | true | undefined>>

/**
 * Where elements and text go. The writers of nodes know elements, and each sink knows how its language holds text: the
 * one place where text is escaped.
 */
export interface Sink {
  /** Start an element. */
  open(tag: string, attributes?: Attributes): void
  /** End it. */
  close(tag: string): void
  /** An element that has no content. */
  empty(tag: string, attributes?: Attributes): void
  /** Text inside an element. */
  text(value: string): void
  /** A line end between elements, for people who read the source. */
  line(): void
  /** What was written so far. */
  result(): string
}

/** A sink of HTML, which also takes what is no tree. */
export interface HtmlSink extends Sink {
  /** The first line of the document. */
  doctype(): void
  /** A style sheet or script: text that is ours, or made safe for where it stands. */
  raw(tag: 'script' | 'style', text: string, attributes?: Attributes): void
}

/**
 * Write HTML.
 *
 * @returns An empty sink; its result is HTML.
 */
export function htmlSink(): HtmlSink {
  let out = ''
  const start = (tag: string, attributes: Attributes | undefined): void => {
    out += `<${tag}`
    if (attributes !== undefined) {
      for (const name in attributes) {
        const value = attributes[name]
        if (value === true) out += ` ${name}`
        else if (value !== undefined) out += ` ${name}="${escaped(value)}"`
      }
    }
    out += '>'
  }
  return {
    open: start,
    empty: start,
    close(tag) {
      out += `</${tag}>`
    },
    text(value) {
      out += escaped(value)
    },
    line() {
      out += '\n'
    },
    doctype() {
      out += '<!doctype html>'
    },
    raw(tag, text, attributes) {
      start(tag, attributes)
      out += `${text}</${tag}>`
    },
    result: () => out
  }
}

/**
 * Write elements as JSON: text is a string, an element `[tag, attributes, …children]` or `[tag, 0, …children]`. The
 * script of a paged document makes elements of it again.
 *
 * @returns An empty sink; its result is a list of what was written.
 */
export function jsonSink(): Sink {
  let out = '['
  let first = true
  const item = (json: string): void => {
    out += first ? json : `,${json}`
    first = false
  }
  const open = (tag: string, attributes: Attributes | undefined): void =>
    item(`[${JSON.stringify(tag)},${attributes === undefined ? '0' : JSON.stringify(attributes)}`)
  return {
    open,
    close() {
      out += ']'
      first = false
    },
    empty(tag, attributes) {
      open(tag, attributes)
      out += ']'
    },
    text: value => item(JSON.stringify(value)),
    line() {},
    result: () => `${out}]`
  }
}
