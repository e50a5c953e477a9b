import type {Nodes, Root} from 'mdast'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {gfmTableFromMarkdown} from 'mdast-util-gfm-table'
import {gfmTable} from 'micromark-extension-gfm-table'
import {combine} from '../../src/combine.ts'
import {render, report} from '../../src/pipeline.ts'
import {loadCatalog} from '../../src/catalog/index.ts'
import type {Catalog, Findings, Report, ScanReport} from '../../src/model/index.ts'
import {parse} from '../../src/parse/index.ts'
import type {Template} from '../../src/render/index.ts'
import {script, scriptHash} from '../../src/render/html/script/index.ts'
import {style, styleHash} from '../../src/render/html/style.ts'

/** The time every report of these tests is made at. */
export const now = '2026-01-02T03:04:05.000Z'

/** A log and what it does not say. */
export interface Log {
  readonly text: string
  readonly file?: string
  readonly node?: string
}

const catalogs = new Map<string, Promise<Catalog>>()

/** The catalogue for findings, loaded once. */
function catalogOf(findings: Findings): Promise<Catalog> {
  const key = findings.scans.map(scan => `${scan.tool} ${scan.benchmark.family}`).join()
  const catalog = catalogs.get(key) ?? loadCatalog(findings)
  catalogs.set(key, catalog)
  return catalog
}

/** Make the report of logs. */
export async function reportOf(...logs: readonly (Log | string)[]): Promise<ScanReport> {
  const parsed = logs.map(log => (typeof log === 'string' ? parse(log) : parse(log.text, {file: log.file ?? null, node: log.node ?? null})))
  const catalog = await catalogOf(combine(parsed, null))
  return report(combine(parsed, catalog), {catalog, now})
}

/** Write a report as text. */
export async function write(value: Report, to: 'markdown' | 'html', template?: Template): Promise<string> {
  return String(await render(value, {to, ...(template ? {template} : {})}))
}

/** What HTML has of its own: its style sheet and script are the same in every document, and have tests of their own. */
export function ownOf(html: string): string {
  return html.replace(style, '…').replace(script, '…').replace(styleHash, '…').replace(scriptHash, '…')
}

/** Read Markdown the way GitHub does, as far as it matters here. */
export function readMarkdown(markdown: string): Root {
  const processor = unified().use(remarkParse)
  processor.data('micromarkExtensions', [gfmTable()])
  processor.data('fromMarkdownExtensions', [gfmTableFromMarkdown()])
  return processor.parse(markdown)
}

/** Every node of a tree, in order. */
export function nodesOf(node: Nodes): readonly Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap(nodesOf)] : [node]
}

/** The nodes of one type, in order. */
export function nodesOfType<Type extends Nodes['type']>(root: Root, type: Type): readonly Extract<Nodes, {type: Type}>[] {
  return nodesOf(root).filter((node): node is Extract<Nodes, {type: Type}> => node.type === type)
}

/** Where a template stands that says one thing. */
export function template(source: string, partials: Readonly<Record<string, string>> = {}): Template {
  return {name: 'test', source, partials}
}
