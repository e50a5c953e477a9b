import type {Root} from 'mdast'
import type {Report} from '../model/index.ts'
import type {Template, TemplateHelper} from './template/index.ts'

/** What a renderer is told besides the report. */
export interface RenderOptions {
  /** Template of document formats, or the name of a built-in one; default: `full` for scans, else that of the kind of report. */
  readonly template?: Template | string
  /** Partials by name, in the place of the template's and the built-in ones. */
  readonly partials?: Readonly<Record<string, string>>
  /** Helpers by name, besides the template's. */
  readonly helpers?: Readonly<Record<string, TemplateHelper>>
  /**
   * Whether the template may only do what one from outside may: no raw output, no computed or inline partial, no `log`,
   * nothing of prototypes; default: true. It sets no limit of time.
   */
  readonly safe?: boolean
  /** Whether a field that is not in the report is a mistake instead of nothing; default: true. */
  readonly strict?: boolean
  /** Makes the tree of a report elsewhere, for example in a worker; default: here. */
  readonly makeTree?: (report: Report, template: Template, options: Pick<RenderOptions, 'safe' | 'strict'>) => Promise<Root>
  /** Page size of paged formats; default: A4. */
  readonly pageSize?: 'A4' | 'Letter'
  /** Fonts of PDF for what the bundled ones have no glyph for, such as Chinese: the first that has one is taken. */
  readonly fonts?: readonly {
    /** TrueType or OpenType, collections too. */
    readonly bytes: Uint8Array
    /** PostScript name of the font to take from a collection; default: its first. */
    readonly name?: string
  }[]
  /** Logo of HTML and PDF: PNG or JPEG. */
  readonly logo?: {
    /** The file. */
    readonly bytes: Uint8Array
    /** What it shows, for those who do not see it; default: `'Logo'`. */
    readonly alt?: string
  }
}

/** Writes reports in one format. */
export interface Renderer {
  /** Name, as `--to` takes it (example: `'html'`). */
  readonly name: string
  /** Title for people. */
  readonly title: string
  /** Ending of its files, with the dot. */
  readonly extension: string
  /** Media type. */
  readonly mediaType: string
  /** Kinds of report it can write. */
  readonly accepts: readonly Report['kind'][]
  /**
   * Write a report.
   * @param report Report.
   * @param options What else there is to say.
   */
  render(report: Report, options: RenderOptions): Promise<string | Uint8Array>
}
