import {readdirSync, readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, test} from 'vitest'
import {loadCatalog, loadRemedies} from '../../src/catalog/index.ts'
import type {Remedy} from '../../src/model/index.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const {controls} = await loadCatalog()
const remedies = await loadRemedies()
const fixable = Object.entries(remedies).filter((entry): entry is [string, Remedy] => 'ways' in entry[1])

/** Rooms of Kubernetes whose controls stand in files and flags of a node. */
const nodes = /^k8s\.(?:apiserver|controller-manager|scheduler|etcd|kubelet|kube-proxy|master-files|node-files)\./

describe('remedies', () => {
  const validate = new Ajv2020({allErrors: true}).compile(read('schema/remedies.schema.json'))

  test.each(
    ['docker', 'kubernetes'].flatMap(framework =>
      readdirSync(new URL(`src/catalog/remedies/${framework}/`, root)).map(name => `src/catalog/remedies/${framework}/${name}`)
    )
  )('%s should fit the schema and be sorted', file => {
    const entries = read(file)
    expect(validate(entries) ? [] : validate.errors).toEqual([])
    expect(Object.keys(entries)).toEqual(Object.keys(entries).toSorted())
    for (const key of Object.keys(entries)) expect(key.split('.')[1]).toBe(file.replace(/^.*\/(.*)\.json$/, '$1'))
  })

  test('every control should have a remedy or the reason why it has none', () => {
    expect(Object.keys(remedies).toSorted()).toEqual(Object.keys(controls).toSorted())
  })

  test('no control of a node or of a setting should be left without a remedy', () => {
    const none = Object.keys(remedies).filter(key => !fixable.some(([name]) => name === key))
    expect(none.filter(key => nodes.test(key))).toEqual([])
    expect(none.filter(key => controls[key]?.fix.effort === 'setting' && !key.startsWith('docker.community.'))).toEqual([
      'docker.enterprise.external-certificates'
    ])
  })

  test('what they name should exist: controls, and a unique first way', () => {
    for (const [key, {reveals, conflicts, ways}] of fixable) {
      for (const {control} of reveals) expect([key, control in controls]).toEqual([key, true])
      for (const {when} of conflicts) if ('failing' in when) for (const control of when.failing) expect(control in controls).toBe(true)
      expect(new Set(ways.map(way => JSON.stringify(way))).size).toBe(ways.length)
    }
  })
})
