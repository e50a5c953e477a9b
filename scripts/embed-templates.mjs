// Puts the text of templates/*.md.hbs into src/render/templates.json and that of templates/partials/*.md.hbs into
// src/render/partials.json, so that the browser-safe core has its templates without a file to read. Run by
// `npm run build`; a test holds them together.
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'

for (const [from, to] of [
  ['../templates/', '../src/render/templates.json'],
  ['../templates/partials/', '../src/render/partials.json']
]) {
  const folder = new URL(from, import.meta.url)
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.md.hbs'))
    .sort()
  const texts = Object.fromEntries(names.map(name => [name.slice(0, -'.md.hbs'.length), readFileSync(new URL(name, folder), 'utf8')]))
  writeFileSync(new URL(to, import.meta.url), `${JSON.stringify(texts, null, 2)}\n`)
}
