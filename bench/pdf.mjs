// PDF in processes of their own: wall time, peak memory and size. `warm` is the second best of some runs in one process,
// as a server has it; `cold` is a run of the command, with the start of Node in it.
import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {budget} from './measure.mjs'

const sample = new URL('../samples/docker-bench-security.log', import.meta.url).pathname
const head = `
import {readFileSync} from 'node:fs'
import {combine, loadCatalog, parse, render, report} from '${new URL('../dist/index.js', import.meta.url)}'
import {pdf} from '${new URL('../dist/pdf.js', import.meta.url)}'
import {readTemplate} from '${new URL('../dist/node.js', import.meta.url)}'
const text = readFileSync(${JSON.stringify(sample)}, 'utf8')
const say = result => console.log(JSON.stringify(result))
const reportOf = async logs => {
  const catalog = await loadCatalog(logs[0])
  return report(combine(logs, catalog), {catalog, now: '2026-01-02T03:04:05.000Z'})
}
`
const run = program => JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', head + program], {encoding: 'utf8'}))

for (const [template, milliseconds, kilobytes] of [
  ['full', 1000, 800],
  ['summary', 150, 150]
]) {
  const {times, findings, bytes} = run(`
    const value = await reportOf([parse(text)])
    const template = await readTemplate('${template}')
    const times = []
    let bytes
    for (let index = 0; index < 6; index++) {
      const start = performance.now()
      bytes = await render(value, {to: 'pdf', renderers: [pdf], template})
      times.push(performance.now() - start)
    }
    say({times, findings: value.findings.length, bytes: bytes.length})
  `)
  budget(`${findings} findings, ${template}, first run`, times[0], 3000, 'ms')
  budget(`${findings} findings, ${template}, warm`, times.slice(1).toSorted((a, b) => a - b)[1], milliseconds, 'ms')
  budget(`${findings} findings, ${template}, size`, bytes / 1000, kilobytes, 'kB')
}

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-bench-'))
const start = performance.now()
execFileSync(process.execPath, [new URL('../dist/cli/main.js', import.meta.url).pathname, 'report', sample, '-o', join(folder, 'a.pdf'), '-q'])
budget('the command, one log, full, cold', (performance.now() - start) / 1000, 3, 's')
rmSync(folder, {recursive: true})

// Many nodes: alike, as those of one image are, and each with values of its own in the lines of its log.
for (const [what, own] of [
  ['of nodes that are alike', 'text'],
  ['of nodes that differ', "text.replaceAll('shop', 'shop' + index)"]
]) {
  const {findings, seconds, cpu, megabytes, bytes} = run(`
    const start = performance.now()
    const logs = Array.from({length: 209}, (_, index) => parse(${own}, {node: 'node-' + index}))
    const value = await reportOf(logs)
    const bytes = await render(value, {to: 'pdf', renderers: [pdf]})
    say({findings: value.findings.length, seconds: (performance.now() - start) / 1000, cpu: process.cpuUsage(), megabytes: process.resourceUsage().maxRSS / 1024, bytes: bytes.length})
  `)
  const used = ((cpu.user + cpu.system) / 1e6).toFixed(1)
  budget(`${findings} findings ${what} from logs to ${(bytes / 1e6).toFixed(1)} MB of PDF, ${used} s of processor time`, seconds, 6, 's')
  budget('peak memory', megabytes, 500, 'MB')
}
