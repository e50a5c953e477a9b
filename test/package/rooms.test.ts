import {readdirSync, readFileSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'

const source = fileURLToPath(new URL('../../src/', import.meta.url))

/** What a room may import besides itself; the table of ARCHITECTURE.md. */
const may: Readonly<Record<string, {readonly rooms: readonly string[]; readonly packages: readonly RegExp[]}>> = {
  model: {rooms: [], packages: []},
  parse: {rooms: ['model'], packages: [/^unist$/]},
  catalog: {rooms: ['model'], packages: []},
  enrich: {rooms: ['model'], packages: []},
  analyse: {rooms: ['model'], packages: []},
  report: {rooms: ['model'], packages: []},
  harden: {rooms: ['model'], packages: [/^yaml$/]},
  threats: {rooms: ['model'], packages: []},
  redact: {rooms: ['model'], packages: []},
  writeup: {rooms: ['model'], packages: [/^mdast$/, /^remark-/, /^unified$/]},
  render: {rooms: ['model'], packages: [/^handlebars$/, /^unified$/, /^remark-/, /^mdast/, /^hast/, /^micromark-/]},
  'render/pdf': {rooms: ['model', 'render'], packages: [/^pdfkit/, /^mdast$/]}
}

interface Import {
  readonly file: string
  readonly room: string
  readonly target: string
}

function imports(): readonly Import[] {
  const files = readdirSync(source, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.ts'))
  return files.flatMap(file => {
    const text = readFileSync(join(source, file), 'utf8')
    const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(hit => hit[1] ?? '')
    return targets.map(target => ({file, room: roomOf(file), target}))
  })
}

function roomOf(path: string): string {
  const parts = path.split(/[/\\]/)
  if (parts.length === 1) return ''
  return parts[0] === 'render' && parts[1] === 'pdf' ? 'render/pdf' : (parts[0] ?? '')
}

test('rooms should import only what the table allows', () => {
  const all = imports()
  expect(all.length).toBeGreaterThan(150)
  const broken = all.filter(({file, room, target}) => {
    const rule = may[room]
    if (!rule) return false
    if (!target.startsWith('.')) return !rule.packages.some(name => name.test(target))
    const to = roomOf(relative(source, join(source, dirname(file), target)))
    return to !== room && !rule.rooms.includes(to)
  })
  expect(broken).toEqual([])
})

test('only the edge should name Node', () => {
  expect(imports().filter(({file, target}) => target.startsWith('node:') && !file.startsWith('cli') && file !== 'node.ts')).toEqual([])
})

test('the table should name every room', () => {
  const rooms = new Set(
    readdirSync(source, {withFileTypes: true})
      .filter(entry => entry.isDirectory())
      .map(({name}) => name)
  )
  expect([...rooms].filter(room => room !== 'cli' && !(room in may))).toEqual([])
})
