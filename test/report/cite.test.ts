import {expect, test} from 'vitest'
import {cite} from '../../src/report/write-up/cite.ts'

test.each([
  ['cis-docker', ['1.2.0'], 'CIS Docker Benchmark v1.2.0'],
  ['cis-docker', ['1.5.0', '1.6.0'], 'CIS Docker Benchmark v1.5.0 or v1.6.0'],
  ['cis-docker', ['1.13'], 'CIS Docker 1.13 Benchmark'],
  ['cis-docker', [], 'CIS Docker, edition not recognised'],
  ['cis-kubernetes', ['cis-1.10', 'cis-1.9'], 'CIS Kubernetes Benchmark edition cis-1.10 or edition cis-1.9'],
  ['cis-kubernetes', ['cis-1.6'], 'CIS Kubernetes Benchmark v1.6.0 (cis-1.6)'],
  ['cis-eks', ['eks-1.2.0'], 'CIS Amazon EKS Benchmark v1.2.0 (eks-1.2.0)'],
  [null, [], 'Benchmark not recognised']
])('%s %j should be cited as %s', (family, editions, words) => {
  expect(cite({family, editions})).toBe(words)
})
