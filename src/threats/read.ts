import type {ExistingModel, ExistingThreat, Message, StrideLetter} from '../model/index.ts'
import {isObject, type Json, list, text} from './json.ts'

/** A threat model that was read. */
export interface ReadThreatModel {
  /** The model. */
  readonly model: ExistingModel
  /** Nothing stood in the way. */
  readonly reason: null
}

/** A text that is no threat model. */
export interface NoThreatModel {
  /** There is none. */
  readonly model: null
  /** Why, in words that follow "because". */
  readonly reason: string
}

/**
 * Read the threat model of another tool: OWASP Threat Dragon v2 (and v1) or Open Threat Model, as JSON. Laxer than their
 * schemas, for the tools are too.
 *
 * @param source Text of the file.
 * @param file Name of it for messages, or null.
 * @returns The model; null with the reason when the text is none of the two.
 */
export function readThreatModel(source: string, file: string | null = null): ReadThreatModel | NoThreatModel {
  let value: unknown
  try {
    value = JSON.parse(source.replace(/^\ufeff/, ''))
  } catch (error) {
    if (/^(?:---[ \t]*\r?\n)?otmVersion[ \t]*:/m.test(source.slice(0, 4096)))
      return {model: null, reason: 'it is an Open Threat Model in YAML, which has to be converted to JSON first'}
    return {model: null, reason: `it is not JSON: ${error instanceof Error ? error.message : String(error)}`}
  }
  if (!isObject(value)) return {model: null, reason: 'it is JSON, but no threat model: an object is wanted'}
  if (typeof value['otmVersion'] === 'string') return {model: readOtm(value, file), reason: null}
  if (isObject(value['summary']) && isObject(value['detail'])) return {model: readThreatDragon(value, file), reason: null}
  return {model: null, reason: 'it is neither a Threat Dragon model (summary, detail) nor an Open Threat Model (otmVersion)'}
}

const named = /^\s*([DK]T-\d{2,})\b[\s:.–—-]*/

/** Threat Dragon localises its categories in the language of the user; only the first word is compared. */
const letters: Readonly<Record<string, StrideLetter>> = {
  spoofing: 'S',
  tampering: 'T',
  repudiation: 'R',
  information: 'I',
  denial: 'D',
  elevation: 'E'
}

function letterOf(category: string): StrideLetter | null {
  const word = /^[a-z]+/.exec(category.trim().toLowerCase())?.[0] ?? ''
  return Object.hasOwn(letters, word) ? (letters[word] ?? null) : null
}

function threatOf(title: string, rest: Omit<ExistingThreat, 'id' | 'title' | 'stride'> & {readonly category: string}): ExistingThreat {
  const {category, ...others} = rest
  const id = named.exec(title)?.[1] ?? null
  return {id, title: id === null ? title : title.replace(named, ''), stride: letterOf(category), ...others}
}

function readThreatDragon(source: Json, file: string | null): ExistingModel {
  const messages: Message[] = []
  const detail = source['detail'] as Json
  const threats = list(detail['diagrams']).flatMap((diagram): readonly ExistingThreat[] => {
    if (!isObject(diagram)) return []
    // Version 1 keeps its cells one level deeper.
    const cells = isObject(diagram['diagramJson']) ? diagram['diagramJson']['cells'] : diagram['cells']
    return list(cells).flatMap(cell => threatsOfCell(cell))
  })
  if (threats.length === 0) messages.push(note(file, 'The Threat Dragon model has no threat in any of its diagrams'))
  return {format: 'threat-dragon', title: text((source['summary'] as Json)['title']), threats, messages, source}
}

function threatsOfCell(cell: unknown): readonly ExistingThreat[] {
  if (!isObject(cell)) return []
  const data = isObject(cell['data']) ? cell['data'] : {}
  const label = isObject(cell['attrs']) && isObject(cell['attrs']['text']) ? text(cell['attrs']['text']['text']) : ''
  const component = text(data['name']) || label || null
  // The schema has threats on the cell, the application in its data.
  return [...list(data['threats']), ...list(cell['threats'])].filter(isObject).map(threat =>
    threatOf(text(threat['title']), {
      foreignId: text(threat['id']) || text(threat['threatId']),
      component,
      category: text(threat['type']),
      status: text(threat['status']),
      severity: text(threat['severity']) || null,
      description: text(threat['description']),
      notes: text(threat['mitigation'])
    })
  )
}

function readOtm(source: Json, file: string | null): ExistingModel {
  const project = isObject(source['project']) ? source['project'] : {}
  const mitigations = new Map(
    list(source['mitigations'])
      .filter(isObject)
      .map(mitigation => [text(mitigation['id']), text(mitigation['description']) || text(mitigation['name'])])
  )
  const uses = new Map<string, {readonly component: string; readonly state: string; readonly notes: string}>()
  for (const owner of [...list(source['components']), ...list(source['dataflows'])].filter(isObject)) {
    for (const use of list(owner['threats']).filter(isObject)) {
      const id = text(use['threat'])
      if (uses.has(id)) continue
      const notes = list(use['mitigations'])
        .filter(isObject)
        .map(one => mitigations.get(text(one['mitigation'])) ?? '')
        .filter(words => words !== '')
      uses.set(id, {component: text(owner['name']), state: text(use['state']), notes: notes.join('\n')})
    }
  }
  const threats = list(source['threats'])
    .filter(isObject)
    .map(threat => {
      const use = uses.get(text(threat['id']))
      const categories = list(threat['categories']).map(text)
      return threatOf(text(threat['name']), {
        foreignId: text(threat['id']),
        component: use?.component ?? null,
        category: categories.find(category => letterOf(category) !== null) ?? '',
        status: use?.state ?? '',
        severity: isObject(threat['attributes']) ? text(threat['attributes']['severity']) || null : null,
        description: text(threat['description']),
        notes: use?.notes ?? ''
      })
    })
  return {
    format: 'otm',
    title: text(project['name']),
    threats,
    messages: threats.length === 0 ? [note(file, 'The Open Threat Model has no threats')] : [],
    source
  }
}

function note(file: string | null, reason: string): Message {
  return {file, line: null, column: null, rule: 'no-threats', reason, fatal: false}
}
