// `parse` against what any reader has to do: splitting text into lines and testing one expression on each, or JSON.parse.
// Both sides are warmed up and then take turns, so that neither compiling nor another process counts for one of them only.
import {readFileSync} from 'node:fs'
import {parse} from '../dist/index.js'
import {budget, median} from './measure.mjs'

const sample = name => readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8')

const text = sample('kube-bench.log').repeat(Math.ceil(5_000_000 / sample('kube-bench.log').length))
const line = /^\[(PASS|FAIL|WARN|INFO)\] (\d+(?:\.\d+)*) (.*)$/
budget(
  `parse of ${(text.length / 1e6).toFixed(1)} MB kube-bench text ÷ split and test`,
  ratio(
    () => parse(text),
    () => text.split('\n').map(one => line.test(one)),
    {warmUp: 10, runs: 21}
  ),
  4
)

const json = sample('kube-bench.json')
const many = `[${Array.from({length: Math.ceil(20_000_000 / json.length)}, () => json.trim()).join(',')}]`
const one = JSON.stringify({Controls: JSON.parse(many).flatMap(({Controls}, run) => Controls.map(part => ({...part, id: `${run}.${part.id}`}))), Totals: {}})
budget(
  `parse of ${(one.length / 1e6).toFixed(1)} MB kube-bench JSON ÷ JSON.parse`,
  ratio(
    () => parse(one),
    () => JSON.parse(one),
    {warmUp: 2, runs: 9}
  ),
  3
)

/** Median time of one function over that of another, which take turns. */
function ratio(left, right, {warmUp, runs}) {
  const times = [[], []]
  for (let run = 0; run < warmUp + runs; run++) {
    for (const [side, work] of [left, right].entries()) {
      const start = performance.now()
      work()
      if (run >= warmUp) times[side].push(performance.now() - start)
    }
  }
  return median(times[0]) / median(times[1])
}
