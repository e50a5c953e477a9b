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
  /** What filters may ask for: text on one line; several values are parted by line ends. */
  facets: Readonly<Record<string, string>>
  children: RootContent[]
}

/** The finding that a row of a table is about: what filters may ask for, as with findings in full. */
export interface RowItem {
  /** Anchor (example: `'f-2-14'`); a finding in full with the same anchor comes before it. */
  readonly anchor: string
  /** What it is called (example: `'2.14 Ensure …'`). */
  readonly label: string
  /** What filters may ask for, as with findings in full. */
  readonly facets: Readonly<Record<string, string>>
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

/** One bar of several. */
export interface Bar {
  /** What the bar is about (example: `'critical'`, `'daemon'`, `'worker-1'`). */
  readonly label: string
  /** Its parts, the same labels and tones in the same order in every bar; values may be 0. */
  readonly parts: readonly ChartPart[]
}

/**
 * Stacked bars under each other with one legend: one for each severity, STRIDE letter, surface or node. In Markdown a
 * table.
 */
export interface Bars {
  type: 'bars'
  /** What they show, in words; the caption and the start of the text alternative. */
  title: string
  /** What the labels of the bars are; heads their column (example: `'Severity'`). */
  by: string
  /** Bars from top to bottom; those of no checks are kept. */
  rows: readonly Bar[]
  /** `length`: one scale for all, so that lengths compare; `share`: every bar is as wide as the page. */
  scale: 'length' | 'share'
  /** Whether a table beside it says the same, so that Markdown needs none. */
  told: boolean
  data?: Data
}

/** A tint of a table cell: how much of the worst value of its table stands in it. The words of the cell say the same. */
export interface Shade {
  /** Colour. */
  readonly tone: Tone
  /** 0 (none) to 1 (as strong as it gets). */
  readonly weight: number
}

/**
 * The front of a document: its title (the first child, a heading of depth 1), what it says in a sentence, and what it is
 * about. A page of its own in PDF, the head of the page in HTML, its children in place in Markdown.
 */
export interface Cover extends Parent {
  type: 'cover'
  children: RootContent[]
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
    bars: Bars
    chart: Chart
    contents: Contents
    cover: Cover
    finding: FindingBlock
  }
  interface RootContentMap {
    badge: Badge
    bars: Bars
    chart: Chart
    contents: Contents
    cover: Cover
    finding: FindingBlock
  }
  interface TableCellData {
    /** Tint of the cell in HTML and PDF. */
    shade?: Shade
  }
  interface TableRowData {
    /** The finding it is about. */
    item?: RowItem
  }
  interface HeadingData {
    /** Anchor of the heading, unique in the document, `[a-z0-9-]+`. */
    anchor?: string
  }
}

export type {PhrasingContent, Root, RootContent, TableCell}
