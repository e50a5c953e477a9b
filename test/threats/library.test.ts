import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, test} from 'vitest'
import {loadCatalog, loadTechniques, loadThreats} from '../../src/catalog/index.ts'
import {coverage, zoneOf} from '../../src/threats/index.ts'
import type {AssessedThreat} from '../../src/model/index.ts'
import {facts} from '../fixtures.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
const catalog = await loadCatalog()
const library = await loadThreats()
const surfaces = new Set(Object.values(catalog.controls).map(({surface}) => surface))

describe.each(['docker', 'kubernetes'] as const)('%s', target => {
  const entries = read(`src/catalog/threats/${target}.json`) as Record<string, {id: string; target: string}>
  const threats = library.filter(threat => threat.target === target)

  test('should fit its schema, with ids of its own in order', () => {
    const validate = new Ajv2020({allErrors: true}).compile(read('schema/threats.schema.json') as object)
    expect(validate(entries) ? [] : validate.errors).toEqual([])
    const prefix = target === 'docker' ? 'DT' : 'KT'
    const ids = Object.keys(entries)
    expect(ids).toEqual(ids.map((_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`))
    for (const [id, entry] of Object.entries(entries)) expect([entry.id, entry.target]).toEqual([id, target])
  })

  test('should cover each STRIDE letter at least twice', () => {
    for (const letter of coverage(threats).letters)
      expect([letter, threats.filter(({stride}) => stride === letter).length >= 2]).toEqual([letter, true])
  })

  test('should link only controls that are there, of its own target', () => {
    const prefix = target === 'docker' ? 'docker.' : 'k8s.'
    for (const {id, controls} of threats)
      expect([id, controls.filter(key => !Object.hasOwn(catalog.controls, key) || !key.startsWith(prefix))]).toEqual([id, []])
  })

  test('should come through surfaces that controls have', () => {
    expect(threats.map(({surface}) => surface).filter(surface => !surfaces.has(surface))).toEqual([])
  })
})

test('every control but the two samples should be linked to a threat', () => {
  const linked = new Set(library.flatMap(({controls}) => controls))
  expect(Object.keys(catalog.controls).filter(key => !linked.has(key))).toEqual([
    'docker.community.example-automated',
    'docker.community.example-manual'
  ])
})

test('every surface of a cluster should belong to a zone', () => {
  expect(library.filter(threat => threat.target === 'kubernetes' && zoneOf(threat as AssessedThreat) === null)).toEqual([])
})

test('every ATT&CK id should be in the list of ATT&CK for Containers', async () => {
  const techniques = await loadTechniques()
  for (const {id, attack} of library) expect([id, attack.filter(technique => techniques[technique] === undefined)]).toEqual([id, []])
})

describe('words', () => {
  const textsOf = ({scenario, mitigations, detection, gaps}: (typeof library)[number]): readonly string[] => [
    scenario,
    ...mitigations,
    detection,
    gaps
  ]

  test('no sentence should stand in two threats', () => {
    const seen = new Map<string, string[]>()
    for (const threat of library)
      for (const sentence of textsOf(threat).flatMap(text => text.split(/(?<=[.;:])\s+/)))
        if (sentence.split(' ').length >= 5) seen.set(sentence, [...(seen.get(sentence) ?? []), threat.id])
    expect([...seen].filter(([, ids]) => ids.length > 1)).toEqual([])
  })

  test('each scenario should be at least two sentences, with code closed', () => {
    for (const threat of library) {
      expect([threat.id, threat.scenario.split(/(?<=\.)\s/).length >= 2]).toEqual([threat.id, true])
      for (const text of textsOf(threat)) expect([text, text.split('`').length % 2]).toEqual([text, 1])
    }
  })

  test('a threat of repudiation should say that nobody can be held to it', () => {
    for (const {id, scenario} of library.filter(({stride}) => stride === 'R'))
      expect([id, /author|who did|traced/.test(scenario)]).toEqual([id, true])
  })

  test('should not say what is wrong or gone', () => {
    const all = library.flatMap(textsOf).join('\n')
    // --tls authenticates no client; etcd's files are never 644; the kubelet never had basic authentication.
    expect(all).not.toMatch(/--tls\b(?!verify|key)|\b644\b|kubelet[^.\n]*basic auth|DOCKER_CONTENT_TRUST|notary/i)
    expect(all).not.toMatch(/priveleg|componet|disable-legacy-registry/)
  })
})

describe.skipIf(facts === null)('drafts (skipped where the facts tables are not beside the project)', () => {
  test('no id of the drafts should have another meaning', () => {
    const rows = readFileSync(`${facts}threats.tsv`, 'utf8')
      .split('\n')
      .slice(1)
      .filter(line => line !== '')
      .map(line => line.split('\t'))
    expect(rows.length).toBe(library.length)
    expect(library.map(({id, target, stride, component, surface}) => [id, target, stride, component, surface])).toEqual(
      rows.map(row => [row[0], row[1], row[2], row[4], row[5]])
    )
  })
})
