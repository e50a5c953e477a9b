import type {PdfOptions} from './options.ts'

/** Measures of a page, in points from its top left corner. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const sizes: Readonly<Record<NonNullable<PdfOptions['pageSize']>, readonly [number, number]>> = {A4: [595.28, 841.89], Letter: [612, 792]}

/**
 * Lay out a sheet.
 *
 * @param size Name of the size.
 * @returns Its measures and where content goes.
 */
export function sheet(size: NonNullable<PdfOptions['pageSize']>): Sheet {
  const [width, height] = sizes[size]
  return {width, height, left: 60, right: width - 60, top: 64, bottom: height - 60}
}

/** Colours: greys and one accent; tones come from `tones.ts`. */
export const colours = {
  accent: '#1f4e79',
  ink: '#1f2933',
  muted: '#5b6773',
  rule: '#d5dbe1',
  wash: '#f3f5f8',
  link: '#1d4f91',
  /** Lines on the accent. */
  highlight: '#7fb2dd'
} as const

/** How text of a kind is set: size and height of a line. */
export interface Setting {
  readonly size: number
  readonly leading: number
}

/** Running text, cells, code, and so on. */
export const settings: Readonly<Record<'body' | 'lede' | 'cell' | 'code' | 'entry' | 'chart' | 'running', Setting>> = {
  body: {size: 9.25, leading: 14},
  lede: {size: 12.5, leading: 19},
  cell: {size: 8.25, leading: 12},
  code: {size: 7.75, leading: 11.25},
  entry: {size: 8.75, leading: 13.5},
  chart: {size: 8.25, leading: 13},
  running: {size: 7.5, leading: 10}
}

/** How a heading is set and how much room it has. */
export interface HeadingSetting extends Setting {
  readonly before: number
  readonly after: number
  readonly colour: string
}

/** Headings by depth, 1 to 6. */
export const headings: readonly HeadingSetting[] = [
  {size: 22, leading: 28, before: 0, after: 14, colour: colours.accent},
  {size: 14.5, leading: 20, before: 22, after: 8, colour: colours.accent},
  {size: 11.5, leading: 16, before: 18, after: 6, colour: colours.accent},
  {size: 10, leading: 14.5, before: 13, after: 4, colour: colours.ink},
  {size: 9.25, leading: 14, before: 10, after: 3, colour: colours.ink},
  {size: 9.25, leading: 14, before: 10, after: 3, colour: colours.muted}
]

/** Room between blocks. */
export const gaps = {paragraph: 7, item: 3, block: 9} as const

/** Height of a capital letter as a part of the size: what lines of different sizes are centred on. */
export const capital = 0.73
