// HTML of the two samples: generation from a tree against making the tree, its size, and 100,000 findings in memory.
import {readFileSync} from 'node:fs'
import {gzipSync} from 'node:zlib'
import {combine, loadCatalog, parse, report} from '../dist/index.js'
import {toHtml} from '../dist/render/html/index.js'
import {fullTemplate} from '../dist/render/index.js'
import {toMdast} from '../dist/render/mdast.js'
import {budget, median} from './measure.mjs'

/** CPU time, for wall time also tells what else the machine does. */
const clock = () => process.cpuUsage().user / 1000

const log = file => readFileSync(new URL(`../samples/${file}`, import.meta.url), 'utf8')
const now = '2026-01-02T03:04:05.000Z'

async function reportOf(logs) {
  const catalog = await loadCatalog(combine(logs.slice(0, 1), null))
  return report(combine(logs, catalog), {catalog, now})
}

for (const file of ['docker-bench-security.log', 'kube-bench.log']) {
  const made = await reportOf([parse(log(file), {file})])
  const times = {tree: [], html: []}
  let html = ''
  for (let run = 0; run < 40; run++) {
    const start = clock()
    const tree = await toMdast(made, fullTemplate)
    const middle = clock()
    html = toHtml(tree, {title: made.title, description: made.headline})
    times.tree.push(middle - start)
    times.html.push(clock() - middle)
  }
  const [tree, write] = [times.tree, times.html].map(list => median(list.slice(10)))
  const name = `${made.findings.length} findings of ${file}`
  console.log(`     ${name}: tree ${tree.toFixed(1)} ms, HTML ${write.toFixed(1)} ms`)
  budget(`${name} to HTML, against making their tree`, write / tree, 1)
  budget(`${name} to HTML, from the tree`, write, 15, 'ms')
  budget('size', Buffer.byteLength(html) / 1000, 350, 'kB')
  budget('size, gzip', gzipSync(html).length / 1000, 80, 'kB')
}

// As on many nodes: what is the same there is written once.
const text = log('docker-bench-security.log')
const many = await reportOf(Array.from({length: 205}, (_, index) => parse(text, {node: `node-${index}`})))
const tree = await toMdast(many, fullTemplate)
const start = clock()
const html = toHtml(tree, {title: many.title})
budget(`${many.findings.length} findings to HTML, from the tree`, (clock() - start) / 1000, 3, 's')
budget('size', Buffer.byteLength(html) / 1e6, 2, 'MB')
budget('peak memory', process.resourceUsage().maxRSS / 1024, 700, 'MB')
