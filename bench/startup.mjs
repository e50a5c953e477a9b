// `benchscribe parse` and `gate` on a log of 130 checks against starting Node for nothing, and `parse` against itself
// without enriching.
import {fileURLToPath} from 'node:url'
import {budget, pairs} from './measure.mjs'

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const log = fileURLToPath(new URL('../samples/kube-bench.log', import.meta.url))

const [parse, nothing] = pairs([main, 'parse', log, '-q'], ['-e', '0'])
budget('parse of 130 checks ÷ node -e 0', parse / nothing, 2.5)
const [full, bare] = pairs([main, 'parse', log, '-q'], [main, 'parse', log, '-q', '--no-enrich'])
budget('parse ÷ parse --no-enrich', full / bare, 1.5)
const [gate, again] = pairs([main, 'gate', log, '-q', '--max', '130'], ['-e', '0'])
budget('gate on 130 checks ÷ node -e 0', gate / again, 2.5)
