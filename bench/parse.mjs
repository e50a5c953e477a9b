// `parse` against what any reader has to do: splitting text into lines and testing one expression on each, or JSON.parse.
import {readFileSync} from 'node:fs'
import {parse} from '../dist/index.js'
import {budget, time} from './measure.mjs'

const sample = name => readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8')

const text = sample('kube-bench.log').repeat(Math.ceil(5_000_000 / sample('kube-bench.log').length))
const line = /^\[(PASS|FAIL|WARN|INFO)\] (\d+(?:\.\d+)*) (.*)$/
const bare = time(() => text.split('\n').map(one => line.test(one)))
budget(`parse of ${(text.length / 1e6).toFixed(1)} MB kube-bench text ÷ split and test`, time(() => parse(text)) / bare, 4)

const json = sample('kube-bench.json')
const many = `[${Array.from({length: Math.ceil(20_000_000 / json.length)}, () => json.trim()).join(',')}]`
const one = JSON.stringify({Controls: JSON.parse(many).flatMap(({Controls}, run) => Controls.map(part => ({...part, id: `${run}.${part.id}`}))), Totals: {}})
budget(`parse of ${(one.length / 1e6).toFixed(1)} MB kube-bench JSON ÷ JSON.parse`, time(() => parse(one), 5) / time(() => JSON.parse(one), 5), 3)
