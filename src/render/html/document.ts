import type {Heading} from 'mdast'
import type {Definitions} from './inline.ts'

/** What blocks need to know of their document, and what they count. */
export interface Document extends Definitions {
  /** Headings that the table of contents names. */
  readonly contents: readonly Heading[]
  /** Ids that are given away. */
  readonly ids: Set<string>
  /** What filters show or hide. */
  readonly items: ReadonlySet<unknown>
  /** Whether findings may come unfolded. */
  readonly unfold: boolean
  /** How many tables were written. */
  tables: number
}
