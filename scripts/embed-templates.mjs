// Puts the text of templates/*.md.hbs into src/render/templates.json, so that the browser-safe core has its default
// template without a file to read. Run by `npm run build`; a test holds the two together.
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'

const folder = new URL('../templates/', import.meta.url)
const names = readdirSync(folder)
  .filter(name => name.endsWith('.md.hbs'))
  .sort()
const templates = Object.fromEntries(names.map(name => [name.slice(0, -'.md.hbs'.length), readFileSync(new URL(name, folder), 'utf8')]))
writeFileSync(new URL('../src/render/templates.json', import.meta.url), `${JSON.stringify(templates, null, 2)}\n`)
