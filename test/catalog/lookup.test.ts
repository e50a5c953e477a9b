import {describe, expect, test} from 'vitest'
import {findControls, loadCatalog} from '../../src/catalog/index.ts'

const catalog = await loadCatalog()
const keys = (query: string): readonly string[] => findControls(catalog, query).map(({control}) => control.key)

describe('findControls', () => {
  test('should tell what an id is in an edition', () => {
    expect(keys('2.14@1.2.0')).toEqual(['docker.daemon.userland-proxy'])
    expect(keys('2.14@1.6.0')).toEqual(['docker.daemon.no-new-privileges'])
    expect(keys('2.14')).toEqual(['docker.daemon.live-restore', 'docker.daemon.no-new-privileges', 'docker.daemon.userland-proxy'])
  })

  test.each([
    ['5.10', '5.11'],
    ['5.14', '5.15'],
    ['5.22', '5.23']
  ])('%s of 1.2.0 should be %s of 1.6.0', (old, now) => {
    expect(keys(`${old}@1.2.0`)).toEqual(keys(`${now}@1.6.0`))
    expect(keys(`${old}@1.2.0`).length).toBe(1)
  })

  test('5.4 of tag 1.6.0, numbered as 1.5.0, should be 5.5 of tag 1.6.1', () => {
    expect(keys('5.4@1.5.0')).toEqual(keys('5.5@dbs-1.6.1'))
  })

  test('1.2.20 should differ between CIS Kubernetes 1.6, 1.20, 1.23, 1.24 and 1.8', () => {
    const all = ['cis-1.6', 'cis-1.20', 'cis-1.23', 'cis-1.24', 'cis-1.8'].map(edition => keys(`1.2.20@${edition}`))
    expect(new Set(all.flat()).size).toBe(5)
  })

  test('one control should have one key in every component of every distribution', () => {
    expect(keys('4.2.1@cis-1.8')).toEqual(['k8s.kubelet.anonymous-auth'])
    expect(keys('3.2.1@eks-1.7.0')).toEqual(['k8s.kubelet.anonymous-auth'])
  })

  test('should search by words and find by key', () => {
    expect(keys('userland proxy')).toContain('docker.daemon.userland-proxy')
    const [icc] = findControls(catalog, 'docker.daemon.icc')
    expect(icc?.places.map(({edition, id}) => `${edition} ${id}`)).toEqual(expect.arrayContaining(['1.6.0 2.2', '1.2.0 2.1', '1.1.0 2.1']))
    expect(keys('').length).toBe(Object.keys(catalog.controls).length)
    expect(keys('no such thing at all')).toEqual([])
    expect(keys('__proto__')).toEqual([])
    expect(keys('constructor')).toEqual([])
  })
})
