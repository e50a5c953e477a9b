import type {FontFile} from './font-file.ts'

/** Fonts, TrueType or OpenType, one file each. */
export interface FontSet {
  /** Running text. */
  readonly sans: Uint8Array
  /** Headings, strong text, badges. */
  readonly bold: Uint8Array
  /** Emphasis. */
  readonly italic: Uint8Array
  /** Code. */
  readonly mono: Uint8Array
  /** Code in headings and strong text. */
  readonly monoBold: Uint8Array
}

/** Name of a face. */
export type FaceName = keyof FontSet

/** How to write a PDF. */
export interface PdfOptions {
  /** Title: metadata, window title, running head; shown on the first page when the tree has no heading of depth 1. */
  readonly title: string
  /** Language of the text, BCP 47 (default: `'en'`). */
  readonly language?: string
  /** When it was made; null is 1970-01-01, so that the bytes depend on the tree alone. */
  readonly date: Date | null
  /** Subject, for the metadata. */
  readonly subject?: string
  /** Size of the pages (default: `'A4'`). */
  readonly pageSize?: 'A4' | 'Letter'
  /** Picture on the cover, or above the first page when there is no cover: PNG or JPEG. */
  readonly logo?: {
    readonly bytes: Uint8Array
    /** What it shows, for those who do not see it (default: `'Logo'`). */
    readonly alt?: string
  }
  /** Fonts to use instead of the bundled DejaVu; what they have no glyph for is still looked up in DejaVu. */
  readonly fonts?: Partial<FontSet>
  /** Fonts for what those have no glyph for, such as Chinese, Japanese and Korean: the first that has one is taken. */
  readonly furtherFonts?: readonly FontFile[]
}
