import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import type {ScanReport} from '../../src/model/index.ts'
import {sample} from '../fixtures.ts'
import {type Log, reportOf} from './reports.ts'

const folder = fileURLToPath(new URL('../fixtures/report/', import.meta.url))

/** Fixtures of reports: a log, and beside it the report in each format. */
export const reportFixtures: readonly {readonly name: string; readonly folder: string; readonly log: Log}[] = readdirSync(folder).map(
  name => ({
    name,
    folder: `${folder}${name}/`,
    log: {text: readFileSync(`${folder}${name}/input.log`, 'utf8'), file: 'input.log'}
  })
)

/** Reports of every kind there is, by name. */
export const samples: Readonly<Record<string, () => Promise<ScanReport>>> = {
  'a docker-bench-security log': () => reportOf({text: sample('docker-bench-security.log'), file: 'docker-bench-security.log'}),
  'a kube-bench log': () => reportOf({text: sample('kube-bench.log'), file: 'kube-bench.log', node: 'worker-1'}),
  'a kube-bench JSON log': () => reportOf(sample('kube-bench.json')),
  'two scans': () => reportOf(...reportFixtures.map(({log, name}) => ({...log, node: name}))),
  'a log with no finding': () => reportOf('Hello\n'),
  'a log with no failure': () => reportOf('[PASS] 2.14 - Ensure Userland Proxy is Disabled\n'),
  'a log with ids that are alike': () =>
    reportOf(
      JSON.stringify({
        dockerbenchsecurity: '1.6.0',
        tests: ['1.1', '1.1', '1.1.n2', '1-1', '(1.1)', '', '', 'ä', 'x'].map(id => ({id, desc: 'a', result: 'WARN'}))
      })
    )
}
