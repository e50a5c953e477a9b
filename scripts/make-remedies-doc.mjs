// Puts the controls that have no remedy, with the reason, between the marks of docs/harden.md. A test holds the two together.
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'

const root = new URL('../', import.meta.url)
const read = path => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const start = '<!-- made by scripts/make-remedies-doc.mjs -->\n'
const end = '<!-- end -->\n'

const lines = []
for (const framework of ['docker', 'kubernetes']) {
  const files = readdirSync(new URL(`src/catalog/remedies/${framework}/`, root))
    .filter(name => name.endsWith('.json'))
    .sort()
  const all = Object.assign({}, ...files.map(name => read(`src/catalog/remedies/${framework}/${name}`)))
  const controls = Object.assign({}, ...files.map(name => read(`src/catalog/controls/${framework}/${name}`)))
  const without = Object.entries(all).filter(([, remedy]) => 'none' in remedy)
  const title = framework === 'docker' ? 'Docker' : 'Kubernetes'
  lines.push(`### ${title}: ${without.length} of ${Object.keys(all).length} controls`, '')
  lines.push('| control | what it is | why it has none |', '|---|---|---|')
  for (const [key, {none}] of without) lines.push(`| \`${key}\` | ${controls[key].title} | ${none} |`)
  lines.push('')
}
const page = new URL('docs/harden.md', root)
const text = readFileSync(page, 'utf8')
const from = text.indexOf(start) + start.length
writeFileSync(page, `${text.slice(0, from)}${lines.join('\n')}${text.slice(text.indexOf(end))}`)
