import {readdirSync, readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, test} from 'vitest'
import {loadCatalog} from '../../src/catalog/index.ts'
import {facts} from '../fixtures.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const folders = ['docker', 'kubernetes'].map(name => `src/catalog/controls/${name}/`)
const files = folders.flatMap(folder => readdirSync(new URL(folder, root)).map(name => `${folder}${name}`))
const catalog = await loadCatalog()
const controls = Object.values(catalog.controls)

describe('files', () => {
  const validate = new Ajv2020({allErrors: true}).compile(read('schema/controls.schema.json') as object)

  test.each(files)('%s should fit its schema, be sorted and sit in the file of its component', file => {
    const entries = read(file) as Record<string, {key: string}>
    expect(validate(entries) ? [] : validate.errors).toEqual([])
    const keys = Object.keys(entries)
    expect(keys).toEqual(keys.toSorted())
    const component = file.replace(/^.*\/(.*)\.json$/, '$1')
    for (const [key, entry] of Object.entries(entries)) {
      expect(entry.key).toBe(key)
      expect(key.split('.')[1]).toBe(component)
    }
  })

  test('should all be loaded', () => {
    expect(controls.length).toBe(files.reduce((sum, file) => sum + Object.keys(read(file) as object).length, 0))
  })
})

describe('controls', () => {
  test('severity should follow from its three numbers', () => {
    for (const {key, severity} of controls) {
      const sum = severity.impact + severity.position + severity.directness
      expect([key, severity.level]).toEqual([key, sum >= 10 ? 'critical' : sum >= 8 ? 'high' : sum >= 6 ? 'medium' : 'low'])
    }
  })

  test('a primary letter should not be a secondary one too', () => {
    for (const {key, stride} of controls) expect([key, stride.secondary.includes(stride.primary)]).toEqual([key, false])
  })

  test('every framework id should be in the list of its framework', () => {
    const known = read('src/catalog/frameworks.json') as Record<string, Record<string, string>>
    for (const {key, frameworks} of controls)
      for (const [name, ids] of Object.entries(frameworks))
        expect([key, (ids as readonly string[]).filter(id => known[name]?.[id] === undefined)]).toEqual([key, []])
  })

  test('a control that is not current should say what became of it', () => {
    for (const {key, lifecycle} of controls) expect([key, lifecycle.status === 'current' || lifecycle.note !== null]).toEqual([key, true])
  })

  test('no sentence of six words or more should stand in more than three of them, names masked', () => {
    const seen = new Map<string, Set<string>>()
    for (const control of controls) {
      const texts = [
        control.check,
        control.risk,
        control.fix.summary,
        ...control.fix.steps,
        control.verify.expect,
        control.sideEffects,
        control.default,
        control.appliesTo,
        control.stride.reason
      ]
      for (const sentence of texts.flatMap(text => text.split(/(?<=[.;:!?])\s+/))) {
        const masked = sentence
          .replace(/`[^`]*`|--[\w-]+|\/[\w./-]+|\d+/g, 'X')
          .toLowerCase()
          .replace(/[^a-z ]+/g, ' ')
          .replace(/ +/g, ' ')
          .trim()
        if (masked.split(' ').length >= 6) seen.set(masked, (seen.get(masked) ?? new Set()).add(control.key))
      }
    }
    expect([...seen].filter(([, keys]) => keys.size > 3).map(([sentence]) => sentence)).toEqual([])
  })
})

describe('numberings', () => {
  test('should name only controls that are there, and every control should stand in one', () => {
    const named = new Set(
      catalog.numberings.flatMap(({checks}) => checks.map(([, , control]) => control).filter(control => control !== null))
    )
    expect([...named].filter(key => catalog.controls[key] === undefined)).toEqual([])
    expect(controls.map(({key}) => key).filter(key => !named.has(key))).toEqual([])
    expect(Object.values(catalog.subjects).filter(key => catalog.controls[key] === undefined)).toEqual([])
  })

  test('should never tie one title to two controls', () => {
    const byTitle = new Map<string, string>()
    for (const {checks} of catalog.numberings) {
      for (const [, title, control] of checks) {
        if (control === null) continue
        expect(byTitle.get(title) ?? control).toBe(control)
        byTitle.set(title, control)
      }
    }
  })

  test('should hold hashes, never a title', () => {
    for (const {checks} of catalog.numberings) for (const [, title] of checks) expect(title).toMatch(/^[0-9a-f]{16}$/)
  })
})

describe.skipIf(facts === null)('facts tables (skipped where they are not beside the project)', () => {
  const rows = (name: string): readonly string[][] =>
    readFileSync(`${facts}${name}`, 'utf8')
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map(line => line.split('\t'))

  test('every ATT&CK id of containers should be one of the containers matrix', () => {
    const known = new Set(rows('attack-containers.tsv').map(([id]) => id))
    expect(controls.flatMap(({frameworks}) => frameworks.attack).filter(id => !known.has(id))).toEqual([])
  })

  test('every numbering of Docker should have as many checks as the table', () => {
    const ids = new Set(
      rows('checks-docker.tsv')
        .filter(row => row[1]?.startsWith('HEAD') && row[9] === 'check')
        .map(row => row[3])
    )
    const numbering = catalog.numberings.find(({id}) => id === 'dbs-1.6.1')
    expect(new Set(numbering?.checks.map(([id]) => id))).toEqual(ids)
  })

  test('every check of plain CIS Kubernetes, k3s, rke, rke2, microk8s and tkgi should have a control', () => {
    const missing = catalog.numberings
      .filter(({id}) => /^(?:cis-|k3s|rke|tkgi)/.test(id))
      .flatMap(({id, checks}) => checks.filter(([, , control]) => control === null).map(([check]) => `${id}:${check}`))
    expect(missing).toEqual([])
  })
})
