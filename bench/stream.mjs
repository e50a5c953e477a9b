// A log of 500 MB through the command line to ndjson: what it holds in memory, and that nothing was lost.
import {spawn} from 'node:child_process'
import {createWriteStream, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {once} from 'node:events'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {budget} from './measure.mjs'

const megabytes = Number(process.argv[2] ?? 500)
const folder = mkdtempSync(join(tmpdir(), 'benchscribe-stream-'))
const sample = name => readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8')

for (const [title, name] of [
  ['text', 'kube-bench.log'],
  ['concatenated JSON', 'kube-bench.json']
]) {
  const log = sample(name)
  const times = Math.ceil((megabytes * 1e6) / log.length)
  const path = join(folder, name)
  const file = createWriteStream(path)
  for (let count = 0; count < times; count++) if (!file.write(log.endsWith('\n') ? log : `${log}\n`)) await once(file, 'drain')
  file.end()
  await once(file, 'finish')
  const {peak, lines, seconds} = await read(path)
  const checks = log.match(/"test_number"|^\[(?:PASS|FAIL|WARN)\]|^\[INFO\] \d+\.\d+\.\d/gm)?.length ?? 0
  console.log(`     ${title}: ${times} scans, ${lines} findings of ${checks * times}, ${seconds.toFixed(1)} s`)
  if (lines !== checks * times) process.exitCode = 1
  budget(`peak memory of parse --to ndjson on ${megabytes} MB of ${title}`, peak / 1024, 150, 'MB')
  rmSync(path)
}
rmSync(folder, {recursive: true})

/** Run `parse --to ndjson` and count its findings. */
async function read(path) {
  const start = performance.now()
  const main = new URL('../dist/cli/main.js', import.meta.url).pathname
  const child = spawn(process.execPath, [main, 'parse', path, '--to', 'ndjson', '--quiet'], {stdio: ['ignore', 'pipe', 'inherit']})
  let lines = 0
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, residentOf(child.pid))
  }, 50)
  for await (const chunk of child.stdout) {
    for (let at = chunk.indexOf('{"scan":'); at !== -1; at = chunk.indexOf('{"scan":', at + 1)) if (at === 0 || chunk[at - 1] === 10) lines++
  }
  clearInterval(watch)
  return {peak, lines, seconds: (performance.now() - start) / 1000}
}

/** Peak resident memory of a process in KB (VmHWM of Linux). */
function residentOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
