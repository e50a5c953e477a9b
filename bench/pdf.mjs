// A log of 1,000 findings to PDF in a process of its own: wall time and peak memory.
import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {budget} from './measure.mjs'

const program = `
import {readFileSync} from 'node:fs'
import {combine, loadCatalog, parse, render, report} from '${new URL('../dist/index.js', import.meta.url)}'
import {pdf} from '${new URL('../dist/pdf.js', import.meta.url)}'
const start = performance.now()
const text = readFileSync(${JSON.stringify(new URL('../samples/docker-bench-security.log', import.meta.url).pathname)}, 'utf8')
const logs = Array.from({length: 9}, (_, index) => parse(text, {node: 'node-' + index}))
const catalog = await loadCatalog(logs[0])
const findings = combine(logs, catalog)
const bytes = await render(report(findings, {catalog, now: '2026-01-02T03:04:05.000Z'}), {to: 'pdf', renderers: [pdf]})
console.log(JSON.stringify({findings: findings.findings.length, seconds: (performance.now() - start) / 1000, megabytes: process.resourceUsage().maxRSS / 1024, bytes: bytes.length}))
`
const {findings, seconds, megabytes, bytes} = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], {encoding: 'utf8'}))
budget(`${findings} findings to ${(bytes / 1e6).toFixed(1)} MB of PDF`, seconds, 4, 's')
budget('peak memory', megabytes, 400, 'MB')
