import type {Emit} from './events.ts'
import type {Line, Place} from './line.ts'

/** A surface syntax of a log: one that is read line by line, or one that is a document. */
export type Dialect = LineDialect | DocumentDialect

/** A dialect read line by line; several may take turns in one log. */
export interface LineDialect {
  /** Tells it from a document. */
  readonly kind: 'lines'
  /** Name (example: `'docker-bench-security-text'`). */
  readonly name: string
  /** Title for people. */
  readonly title: string
  /** Scanner that prints it. */
  readonly tool: string
  /**
   * Say how sure it is that a line is the first of a log of this dialect: 0 not at all … 1 only this.
   * @param line Line without carriers.
   */
  claims(line: string): number
  /**
   * Begin to read.
   * @param emit Takes the events.
   * @param node Machine the carrier names.
   */
  read(emit: Emit, node: string | null): LineReader
}

/** Reads the lines of one stream; total: any line is fine. */
export interface LineReader {
  /**
   * Read one line.
   * @returns Whether it was understood; if not, nothing was emitted.
   */
  line(line: Line): boolean
  /** The log ends at `place`. */
  end(place: Place): void
}

/** A dialect that is a document, such as JSON. */
export interface DocumentDialect {
  /** Tells it from lines. */
  readonly kind: 'document'
  /** Name (example: `'kube-bench-json'`). */
  readonly name: string
  /** Title for people. */
  readonly title: string
  /** Scanner that prints it. */
  readonly tool: string
  /**
   * Say how sure it is from the first characters: 0 not at all … 1 only this.
   * @param head The first characters of the log, at most 64 KiB.
   */
  detect(head: string): number
  /**
   * Read the log; total: trouble is an event too.
   * @param text The log.
   * @param emit Takes the events.
   */
  events(text: string, emit: Emit): void
}
