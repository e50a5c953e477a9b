import type {Data, Parent, PhrasingContent, Root, RootContent, TableCell} from 'mdast'

/** How a badge or a part of a chart is toned; each output language has its own colours for them. */
export type Tone = 'critical' | 'high' | 'medium' | 'low' | 'pass' | 'fail' | 'review' | 'error' | 'skipped' | 'info' | 'neutral'

/** A short word in a coloured pill: a status, an outcome, a severity. In Markdown it is strong text. */
export interface Badge {
  type: 'badge'
  /** Colour. */
  tone: Tone
  /** The word. */
  value: string
  data?: Data
}

/**
 * One finding: a heading and its blocks. HTML folds it (`<details>`), Markdown and PDF show its children in place.
 * `children[0]` is the heading.
 */
export interface FindingBlock extends Parent {
  type: 'finding'
  /** Whether HTML shows it unfolded. */
  open: boolean
  /** Anchor, unique in the document (example: `'f-2-14'`). */
  anchor: string
  /** What filters may ask for. */
  facets: Readonly<Record<string, string>>
  children: RootContent[]
}

/** One part of a chart. */
export interface ChartPart {
  /** Label. */
  readonly label: string
  /** How many, at least 0. */
  readonly value: number
  /** Colour. */
  readonly tone: Tone
}

/** A stacked bar with its legend; in Markdown a table. */
export interface Chart {
  type: 'chart'
  /** What it shows, in words; the caption and the start of the text alternative. */
  title: string
  /** Parts from left to right; parts of value 0 are kept in the legend. */
  parts: readonly ChartPart[]
  /** Whether a table beside it says the same, so that Markdown needs none. */
  told: boolean
  data?: Data
}

/** Where the table of contents goes: made from the headings of depth 2 (and 3 in PDF) behind it. */
export interface Contents {
  type: 'contents'
  data?: Data
}

declare module 'mdast' {
  interface PhrasingContentMap {
    badge: Badge
  }
  interface BlockContentMap {
    chart: Chart
    contents: Contents
    finding: FindingBlock
  }
  interface RootContentMap {
    badge: Badge
    chart: Chart
    contents: Contents
    finding: FindingBlock
  }
  interface HeadingData {
    /** Anchor of the heading, unique in the document, `[a-z0-9-]+`. */
    anchor?: string
  }
}

export type {PhrasingContent, Root, RootContent, TableCell}
