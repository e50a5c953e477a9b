/*
 * A checker of what can be told about a tagged PDF without looking at it: about thirty rules after the Matterhorn
 * protocol for PDF/UA-1. It reads what `qpdf --json --json-stream-data=inline --decode-level=generalized` writes.
 * It is no proof of PDF/UA; it does find untagged text, torn trees and links to nowhere.
 */

/** A value of qpdf's JSON. */
export type Value = null | boolean | number | string | readonly Value[] | {readonly [key: string]: Value}
type Dictionary = {readonly [key: string]: Value}

/** Objects by reference (example: `'12 0 R'`). */
export interface Document {
  readonly objects: ReadonlyMap<string, Value>
  readonly streams: ReadonlyMap<string, string>
  readonly trailer: Dictionary
}

/** Read qpdf's JSON, version 2. */
export function readQpdf(json: string): Document {
  const [, entries] = (JSON.parse(json) as {qpdf: [unknown, Record<string, {value?: Value; stream?: {dict: Value; data?: string}}>]}).qpdf
  const objects = new Map<string, Value>()
  const streams = new Map<string, string>()
  for (const [key, entry] of Object.entries(entries)) {
    const name = key.replace(/^obj:/, '')
    objects.set(name, entry.stream ? entry.stream.dict : (entry.value ?? null))
    if (entry.stream?.data !== undefined) streams.set(name, Buffer.from(entry.stream.data, 'base64').toString('latin1'))
  }
  return {objects, streams, trailer: dictionary(objects.get('trailer') ?? null)}
}

function dictionary(value: Value | undefined): Dictionary {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Dictionary) : {}
}

function array(value: Value | undefined): readonly Value[] {
  return value === null || value === undefined ? [] : Array.isArray(value) ? value : [value as Value]
}

/** An element of the structure tree, with its kids read. */
interface Node {
  readonly reference: string
  readonly type: string
  readonly body: Dictionary
  readonly kids: readonly Node[]
  readonly contents: readonly {readonly page: string; readonly id: number}[]
  readonly annotations: readonly {readonly page: string; readonly reference: string}[]
}

const standard = new Set(
  'Document Part Sect Div BlockQuote Caption TOC TOCI P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table THead TBody TR TH TD Span Quote Reference Code Link Figure'.split(
    ' '
  )
)

/** What may stand directly in what; types that are not here may hold anything. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  Table: ['THead', 'TBody', 'TR', 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TR: ['TH', 'TD'],
  L: ['LI', 'L', 'Caption'],
  LI: ['Lbl', 'LBody'],
  TOC: ['TOCI', 'TOC', 'Caption']
}
const parents: Readonly<Record<string, readonly string[]>> = {
  TR: ['Table', 'THead', 'TBody'],
  TH: ['TR'],
  TD: ['TR'],
  LI: ['L'],
  LBody: ['LI'],
  Lbl: ['LI'],
  TOCI: ['TOC'],
  THead: ['Table'],
  TBody: ['Table']
}

/**
 * Check a document.
 *
 * @param document Document.
 * @returns What is wrong, one sentence each; empty when nothing is.
 */
export function check(document: Document): readonly string[] {
  const faults: string[] = []
  const fault = (sentence: string): void => void faults.push(sentence)
  const get = (value: Value | undefined): Value =>
    typeof value === 'string' && / 0 R$/.test(value) ? (document.objects.get(value) ?? null) : (value ?? null)
  const at = (value: Value | undefined): Dictionary => dictionary(get(value))
  const catalog = at(document.trailer['/Root'])

  // 1–5: what the catalog says.
  if (at(catalog['/MarkInfo'])['/Marked'] !== true) fault('MarkInfo: the document is not marked')
  if (at(catalog['/MarkInfo'])['/Suspects'] === true) fault('MarkInfo: its tags are said to be suspect')
  if (typeof catalog['/Lang'] !== 'string' || catalog['/Lang'] === 'u:') fault('Lang: the document has no language')
  if (at(catalog['/ViewerPreferences'])['/DisplayDocTitle'] !== true) fault('DisplayDocTitle: viewers show the name of the file')
  const xmp =
    typeof catalog['/Metadata'] === 'string' ? Buffer.from(document.streams.get(catalog['/Metadata']) ?? '', 'latin1').toString('utf8') : ''
  if (!/<dc:title>.*?<rdf:li[^>]*>[^<]+<\/rdf:li>/s.test(xmp)) fault('XMP: there is no dc:title')
  if (!wellFormed(xmp)) fault('XMP: it is not well-formed')

  // The structure tree.
  const treeRoot = at(catalog['/StructTreeRoot'])
  const read = (reference: Value, page: string): Node => {
    const body = at(reference)
    const own = typeof body['/Pg'] === 'string' ? body['/Pg'] : page
    const kids: Node[] = []
    const contents: {page: string; id: number}[] = []
    const annotations: {page: string; reference: string}[] = []
    for (const kid of array(body['/K'])) {
      if (typeof kid === 'number') contents.push({page: own, id: kid})
      else {
        const entry = at(kid)
        const place = typeof dictionary(kid)['/Pg'] === 'string' ? (dictionary(kid)['/Pg'] as string) : own
        if (entry['/Type'] === '/MCR') contents.push({page: place, id: entry['/MCID'] as number})
        else if (entry['/Type'] === '/OBJR') annotations.push({page: place, reference: entry['/Obj'] as string})
        else kids.push(read(kid, own))
      }
      if (typeof kid === 'string' && at(kid)['/P'] !== reference) fault(`P: ${kid} does not know its parent`)
    }
    return {reference: String(reference), type: String(body['/S']).slice(1), body, kids, contents, annotations}
  }
  const tops = array(treeRoot['/K']).map(kid => read(kid, ''))
  if (tops.length !== 1 || tops[0]?.type !== 'Document') fault('StructTreeRoot: its one child is not a Document')
  const nodes: Node[] = []
  const walk = (node: Node, parent: Node | null): void => {
    nodes.push(node)
    if (!standard.has(node.type)) fault(`S: ${node.type} is no standard type`)
    const must = parents[node.type]
    if (must && !must.includes(parent?.type ?? '')) fault(`${node.type}: it stands in ${parent?.type ?? 'nothing'}`)
    const may = parent && allowed[parent.type]
    if (may && !may.includes(node.type)) fault(`${parent?.type}: it holds ${node.type}`)
    if (allowed[node.type] && node.contents.length > 0) fault(`${node.type}: it holds text itself`)
    for (const kid of node.kids) walk(kid, node)
  }
  for (const top of tops) walk(top, null)

  // Headings: the first is H1 and the only one, none skips a level, each has words.
  let last = 0
  if (nodes.filter(node => node.type === 'H1').length > 1) fault('H1: there are several')
  for (const node of nodes) {
    const level = Number(/^H([1-6])$/.exec(node.type)?.[1] ?? 0)
    if (level === 0) continue
    if (textOf(node) === 0) fault(`H${level}: it has no text`)
    if (level > last + 1) fault(`H${level}: it follows ${last === 0 ? 'nothing' : `H${last}`}`)
    last = level
  }

  // Tables, lists, figures.
  for (const node of nodes) {
    if (node.type === 'TH' && !array(node.body['/A']).some(attributes => /^\/(Column|Row|Both)$/.test(String(at(attributes)['/Scope']))))
      fault('TH: it has no Scope')
    if (node.type === 'Table') {
      const rows = node.kids.flatMap(kid => (kid.type === 'TR' ? [kid] : kid.kids))
      if (new Set(rows.map(row => row.kids.length)).size > 1) fault('Table: its rows differ in length')
      if (!rows.some(row => row.kids.some(cell => cell.type === 'TH'))) fault('Table: it has no TH')
    }
    if (
      node.type === 'L' &&
      node.kids.some(item => item.kids.some(kid => kid.type === 'Lbl')) &&
      !array(node.body['/A']).some(attributes => '/ListNumbering' in at(attributes))
    )
      fault('L: it has labels and no ListNumbering')
    if (node.type === 'Figure') {
      if (typeof node.body['/Alt'] !== 'string' || node.body['/Alt'].length < 4) fault('Figure: it has no Alt')
      const [left = 0, bottom = 0, right = 0, top = 0] =
        array(node.body['/A'])
          .map(attributes => array(at(attributes)['/BBox']).map(Number))
          .find(corners => corners.length === 4) ?? []
      const [, , width = 0, height = 0] = array(inherited(node.contents[0]?.page, '/MediaBox', at)).map(Number)
      if (right === 0) fault('Figure: it has no BBox')
      else if (left < 0 || bottom < 0 || right > width || top > height || left >= right || bottom >= top)
        fault('Figure: its BBox is not on the page')
      if (textOf(node) === 0) fault('Figure: it has no content')
    }
    if (node.type === 'TOCI' && !node.kids.some(kid => kid.type === 'Reference')) fault('TOCI: it has no Reference')
    if (node.type === 'Link' && node.annotations.length === 0) fault('Link: it has no annotation')
    if (node.type === 'Link' && node.contents.length === 0) fault('Link: it has no text')
  }

  // Pages: their content, and the way back from content and annotations to the tree.
  const parentTree = new Map<number, Value>()
  const numbers = array(at(treeRoot['/ParentTree'])['/Nums'])
  for (let index = 0; index < numbers.length; index += 2) parentTree.set(numbers[index] as number, numbers[index + 1] as Value)
  const owner = new Map<string, string>()
  for (const node of nodes) {
    for (const {page, id} of node.contents) {
      if (owner.has(`${page} ${id}`)) fault(`MCID: ${id} of ${page} stands in two elements`)
      owner.set(`${page} ${id}`, node.reference)
    }
  }
  const linked = new Map(nodes.flatMap(node => node.annotations.map(({page, reference}) => [reference, {node, page}] as const)))
  const names = array(at(at(catalog['/Names'])['/Dests'])['/Names'])
  const keys = names.filter((_, index) => index % 2 === 0).map(String)
  const sorted = keys.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0))
  if (keys.join('\n') !== sorted.join('\n')) fault('Names: destinations are not in order, viewers may not find them')
  const pages = flatten(catalog['/Pages'], at)
  for (const page of pages) {
    const body = at(page)
    const annotations = array(get(body['/Annots']))
    if (annotations.length > 0 && body['/Tabs'] !== '/S') fault('Tabs: the order of tabs is not that of the structure')
    if (typeof body['/StructParents'] !== 'number') fault('StructParents: a page has none')
    const elements = array(get(parentTree.get(body['/StructParents'] as number) ?? null))
    const found = readContent(
      array(body['/Contents'])
        .map(part => document.streams.get(String(part)) ?? '')
        .join('\n')
    )
    for (const sentence of found.faults) fault(`Content of ${page}: ${sentence}`)
    const ids = new Set(found.ids)
    if (ids.size < found.ids.length) fault(`Content of ${page}: an MCID is used twice`)
    for (const id of ids) {
      const reference = owner.get(`${page} ${id}`)
      if (reference === undefined) fault(`Content of ${page}: MCID ${id} is in no element`)
      else if (elements[id] !== reference) fault(`ParentTree: MCID ${id} of ${page} leads to another element`)
    }
    for (const key of owner.keys())
      if (key.startsWith(`${page} `) && !ids.has(Number(key.slice(page.length + 1)))) fault(`MCID: ${key} is not on its page`)
    for (const reference of annotations) {
      const annotation = at(reference)
      const link = linked.get(String(reference))
      if (link === undefined) fault('Annot: it is in no element')
      else {
        if (link.page !== page) fault('OBJR: it names another page')
        if (parentTree.get(annotation['/StructParent'] as number) !== link.node.reference)
          fault('StructParent: the annotation leads to another element')
      }
      if (typeof annotation['/Contents'] !== 'string' || annotation['/Contents'].length < 3) fault('Annot: it has no Contents')
      const action = at(annotation['/A'])
      if (action['/S'] === '/GoTo' && !keys.includes(String(action['/D']))) fault(`GoTo: there is no ${String(action['/D'])}`)
      if (action['/S'] === '/URI' && !/^u:(?:https?:\/\/|mailto:)[\x21-\x7e]+$/i.test(String(action['/URI'])))
        fault(`URI: ${String(action['/URI'])} is not allowed`)
      if (action['/S'] !== '/GoTo' && action['/S'] !== '/URI') fault(`Action: ${String(action['/S'])} is not allowed`)
    }
    // Fonts.
    for (const font of Object.values(at(at(body['/Resources'])['/Font']))) {
      const descendant = at(array(get(at(font)['/DescendantFonts']))[0])
      const descriptor = at(descendant['/FontDescriptor'])
      if (!('/FontFile2' in descriptor) && !('/FontFile3' in descriptor)) fault(`Font: ${String(at(font)['/BaseFont'])} is not embedded`)
      if (!('/ToUnicode' in at(font))) fault(`Font: ${String(at(font)['/BaseFont'])} has no ToUnicode`)
    }
  }
  if (!('/Outlines' in catalog) && nodes.some(node => /^H[1-6]$/.test(node.type))) fault('Outlines: there are headings and no outline')
  const outlined = (first: Value | undefined): void => {
    for (let item = at(first); '/Title' in item; item = at(item['/Next'])) {
      if (typeof item['/Title'] !== 'string' || /^[ub]?:?\s*$/.test(item['/Title'])) fault('Outlines: an entry has no words')
      if (!pages.includes(String(array(get(item['/Dest']))[0]))) fault('Outlines: an entry leads nowhere')
      outlined(item['/First'])
    }
  }
  outlined(at(catalog['/Outlines'])['/First'])
  return [...new Set(faults)]
}

/** How many marked contents an element has, those of its kids too. */
function textOf(node: Node): number {
  return node.kids.reduce((sum, kid) => sum + textOf(kid), node.contents.length)
}

/** What a page or the node above it says. */
function inherited(page: Value | undefined, key: string, at: (value: Value | undefined) => Dictionary): Value | undefined {
  const body = at(page)
  return body[key] ?? (body['/Parent'] === undefined ? undefined : inherited(body['/Parent'], key, at))
}

function flatten(reference: Value | undefined, at: (value: Value | undefined) => Dictionary): readonly string[] {
  const body = at(reference)
  return body['/Type'] === '/Page' ? [String(reference)] : array(body['/Kids']).flatMap(kid => flatten(kid, at))
}

/** Walk the operators of a page: everything that leaves a mark stands in exactly one marked content. */
function readContent(source: string): {readonly ids: readonly number[]; readonly faults: readonly string[]} {
  const ids: number[] = []
  const faults = new Set<string>()
  const open: string[] = []
  let operands: string[] = []
  for (const [token] of source.matchAll(/<<.*?>>|<[0-9a-fA-F\s]*>|\[|\]|\((?:\\.|[^\\)])*\)|\/[^\s/<>[\]()]+|[^\s/<>[\]()]+/gs)) {
    if (!/^[A-Za-z'"*]+\d?\*?$/.test(token)) {
      operands.push(token)
      continue
    }
    if (token === 'BDC' || token === 'BMC') {
      const tag = operands[0] ?? ''
      if (open.length > 0) faults.add(`${tag} stands in ${open.at(-1)}`)
      open.push(tag)
      const id = /\/MCID (\d+)/.exec(operands[1] ?? '')?.[1]
      if (id !== undefined) ids.push(Number(id))
      else if (tag !== '/Artifact') faults.add(`${tag} has no MCID`)
    } else if (token === 'EMC') {
      if (open.pop() === undefined) faults.add('EMC without a start')
    } else if (token === 'Do' && open.at(-1) !== '/Figure') faults.add('a picture stands outside of a Figure')
    else if (/^(?:Tj|TJ|'|"|S|s|f|F|f\*|B|B\*|b|b\*|sh|Do|BI)$/.test(token) && open.length === 0)
      faults.add(`${token} outside of marked content`)
    operands = []
  }
  if (open.length > 0) faults.add(`${open.at(-1)} does not end`)
  return {ids, faults: [...faults]}
}

/** A small test of well-formedness: tags nest, and no `&` or `<` stands by itself. */
function wellFormed(xml: string): boolean {
  const open: string[] = []
  const rest = xml
    .replace(/<\?.*?\?>/gs, '')
    .replace(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g, (_, end: string, name: string, _attributes: string, empty: string) => {
      if (end) return open.pop() === name ? '' : '<'
      if (!empty) open.push(name)
      return ''
    })
  return xml !== '' && open.length === 0 && !rest.replace(/&(?:amp|lt|gt|quot|apos);/g, '').match(/[<&]/)
}
