import type {Fragment} from './documents/fragments.ts'
import type {JsonDocument} from './documents/json.ts'
import type {JsonRecord} from './documents/values.ts'
import type {Writer} from './documents/writer.ts'
import type {XmlElement} from './documents/xml.ts'
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

/** A dialect that is a document: JSON or XML. */
export interface DocumentDialect {
  /** Tells it from lines. */
  readonly kind: 'document'
  /** Name (example: `'kube-bench-json'`). */
  readonly name: string
  /** Title for people. */
  readonly title: string
  /** Scanner that prints it. */
  readonly tool: string
  /** Keys of its JSON objects: where one stands behind `{`, or at the start of a line, a document may begin. */
  readonly names: readonly string[]
  /** Keys that only its outermost JSON objects have: one inside of another object begins the next document. */
  readonly heads: readonly string[]
  /** Names of its XML elements; the last one is that of a check and is read whole. */
  readonly elements: readonly string[]
  /**
   * Begin to read one stream.
   * @param emit Takes the events.
   * @param node Machine the carrier names.
   */
  read(emit: Emit, node: string | null): DocumentParts
}

/** Reads the parts of the documents of one stream, in the order of the log; each says whether a part is of its dialect. */
export interface DocumentParts {
  /**
   * Read a whole JSON object.
   * @param record The value of `document`, or one of its entries when that is an array.
   * @param value The same as it stands in the document: a placeholder when it holds no further object.
   * @param document The document.
   * @param writer Accounts for its bytes.
   * @param continues Whether it may go on with the scan before it; false for the first entry of an array.
   * @returns Whether it was understood; if not, nothing was emitted.
   */
  value?(record: JsonRecord, value: unknown, document: JsonDocument, writer: Writer, continues: boolean): boolean
  /**
   * Read an object of a document that is cut or broken.
   * @param part What is left of the object.
   * @param writer Accounts for its bytes.
   * @returns Whether it was understood; if not, nothing was emitted.
   */
  fragment?(part: Fragment, writer: Writer): boolean
  /**
   * Read a tag of XML, or an element that holds no further one of its kind.
   * @param element The tag or element.
   * @param writer Accounts for its bytes.
   * @returns Whether it was understood; if not, nothing was emitted.
   */
  element?(element: XmlElement, writer: Writer): boolean
}
