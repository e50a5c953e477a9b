import type {Report, ThreatsReport, WriteUpReport} from '../../src/model/index.ts'
import {loadLintKnowledge, lint} from '../../src/lint.ts'
import {readWriteUp} from '../../src/writeup/index.ts'
import {harden, report, reportDiff} from '../../src/pipeline.ts'
import {sample} from '../fixtures.ts'
import {possible, writeUpOf} from '../report/write-ups.ts'
import {catalog, findingsOfSample, threatsOf} from '../threats/reports.ts'

/** The time that committed samples are made at. */
export const sampleTime = '2026-01-02T03:04:05.000Z'

const [docker, kube] = ['docker-bench-security.log', 'kube-bench.log'] as const

/** A report of every kind, of the bundled samples. */
export const reportOfKind: {readonly [Kind in Report['kind']]: () => Promise<Extract<Report, {kind: Kind}>>} = {
  scan: async () => report(findingsOfSample(docker), {catalog, now: sampleTime}),
  diff: async () => reportDiff(findingsOfSample('docker-bench.log'), findingsOfSample(docker), {catalog, now: sampleTime}),
  plan: async () => (await harden(findingsOfSample(docker), {catalog, now: sampleTime})).plan,
  threats: async (): Promise<ThreatsReport> => threatsOf(findingsOfSample(docker, kube), {now: sampleTime}),
  'write-up': async (): Promise<WriteUpReport> =>
    possible(
      writeUpOf(
        [docker, kube].map(file => ({text: sample(file), file})),
        {now: sampleTime}
      )
    ),
  lint: async () => {
    const knowledge = await loadLintKnowledge()
    const file = 'threat-model.md'
    return lint(await readWriteUp(sample(file)), {...knowledge, findings: findingsOfSample('docker-bench.log'), file, now: sampleTime})
  }
}
