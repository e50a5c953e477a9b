import type {Dialect} from './dialect.ts'

/** What the log cannot say, and which dialects to try. */
export interface ParseOptions {
  /** Name of the log, for positions in messages. */
  readonly file?: string | null
  /** Node the log is from; wins over what the log says. */
  readonly node?: string | null
  /** Dialects to try, in order; default: all built in. */
  readonly dialects?: readonly Dialect[]
}
