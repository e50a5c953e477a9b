import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, test} from 'vitest'
import {loadDockerFacts, loadFileModes, loadKubernetesFacts} from '../../src/catalog/index.ts'

const schema = JSON.parse(readFileSync(new URL('../../schema/facts.schema.json', import.meta.url), 'utf8')) as object
const validate = new Ajv2020({allErrors: true, allowUnionTypes: true}).compile(schema)
const docker = await loadDockerFacts()
const modes = await loadFileModes()
const kubernetes = await loadKubernetesFacts()

describe('facts about configuration', () => {
  test.each([docker.daemonJson, docker.flags, kubernetes.kubelet, kubernetes.flags, modes])('should fit their schema (%#)', facts => {
    expect(validate(facts) ? [] : validate.errors?.slice(0, 3)).toEqual([])
  })

  test('a key that an engine takes should have a first version, and a removed one should be missing from the newest', () => {
    const newest = docker.daemonJson.engines.at(-1) ?? ''
    for (const [key, fact] of Object.entries(docker.daemonJson.keys)) {
      if (fact.acceptedIn.length > 0) expect([key, fact.since]).not.toEqual([key, null])
      if (fact.removed?.effect === 'refused') expect([key, fact.acceptedIn]).not.toEqual([key, expect.arrayContaining([newest])])
    }
  })

  test('keys, flags and fields that the documentation of Docker and Kubernetes names should be there', () => {
    expect(docker.daemonJson.keys['icc']).toMatchObject({type: 'bool', default: 'true', flags: ['--icc'], reload: false})
    expect(docker.daemonJson.keys['disable-legacy-registry']?.removed).toEqual({since: '19.03.0', effect: 'refused'})
    expect(docker.daemonJson.keys['https-proxy']).toMatchObject({inert: true})
    expect(docker.flags.commands['run']?.['--publish']).toMatchObject({short: '-p', type: 'list'})
    expect(docker.flags.commands['network create']?.['--opt']).toMatchObject({short: '-o', type: 'map'})
    expect(docker.flags.options['--opt']?.['com.docker.network.bridge.enable_icc']?.type).toBe('bool')
    expect(kubernetes.kubelet.fields['authentication.anonymous.enabled']).toMatchObject({flag: '--anonymous-auth', default: 'false'})
    expect(kubernetes.flags.components['kube-apiserver']?.['--basic-auth-file']).toMatchObject({removed: '1.19', cis: true})
  })

  test('the mode of the etcd manifest should become stricter with 1.24', () => {
    const etcd = modes.controls['k8s.master-files.etcd-manifest-permissions']?.modes ?? []
    expect(etcd.map(({mode}) => mode)).toEqual(['644', '600'])
    expect(etcd[1]?.editions[0]).toBe('cis-1.24')
  })
})
