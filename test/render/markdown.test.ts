import type {Heading, Root, Table} from 'mdast'
import {describe, expect, test} from 'vitest'
import type {ScanReport} from '../../src/model/index.ts'
import {barsTable} from '../../src/render/build.ts'
import {fullTemplate} from '../../src/render/index.ts'
import {toMarkdown} from '../../src/render/markdown.ts'
import {headingsOf, textOf, toMdast} from '../../src/render/mdast.ts'
import {oneLine} from '../../src/render/visible.ts'
import {nodesOf, nodesOfType, readMarkdown, reportOf, template, write} from './reports.ts'
import {reportFixtures, samples} from './samples.ts'

describe.each(reportFixtures)('$name', ({folder, log}) => {
  test('should give the agreed Markdown', async () => {
    await expect(await write(await reportOf(log), 'markdown')).toMatchFileSnapshot(`${folder}report.md`)
  })
})

describe.each(Object.entries(samples))('%s', (_, make) => {
  test('should read back with the headings it was written with', async () => {
    const {report, root} = await both(make)
    const tree = await toMdast(report, fullTemplate)
    expect(nodesOfType(root, 'heading').map(said)).toEqual(headingsOf(tree).map(said))
    const depths = nodesOfType(root, 'heading').map(({depth}) => depth)
    expect(depths.filter((depth, index) => depth > (depths[index - 1] ?? 0) + 1)).toEqual([])
  })

  test('should read back with its tables, each row with the cells of its head', async () => {
    const {report, root} = await both(make)
    const tables = nodesOfType(root, 'table')
    expect(tables.map(sizes)).toEqual(nodesOfType(await plainTree(report), 'table').map(sizes))
    for (const table of tables) expect(new Set(table.children.map(row => row.children.length)).size).toBe(1)
  })

  test('should name every finding', async () => {
    const {report, root} = await both(make)
    const headings = new Set(nodesOfType(root, 'heading').map(heading => textOf(heading)))
    const rows = new Set(nodesOfType(root, 'tableRow').flatMap(row => row.children.map(cell => textOf(cell))))
    const lost = report.findings.filter(
      ({heading, id, title}) => !headings.has(oneLine(heading)) && !(rows.has(id) && rows.has(oneLine(title)))
    )
    expect(lost.map(({heading}) => heading)).toEqual([])
  })

  test('should have a place for every link in it, once', async () => {
    const {root} = await both(make)
    const tags = nodesOfType(root, 'html').map(({value}) => value)
    const places = tags.filter(tag => tag !== '</a>').map(tag => /^<a id="([a-z0-9-]+)">$/.exec(tag)?.[1] ?? tag)
    expect(tags.length).toBe(places.length * 2)
    const links = nodesOfType(root, 'link').filter(({url}) => url.startsWith('#'))
    expect(new Set(places).size).toBe(places.length)
    expect([...new Set(links.map(({url}) => url.slice(1)))].sort()).toEqual(places.toSorted())
    const addresses = nodesOfType(root, 'link').filter(({url}) => !url.startsWith('#'))
    expect(addresses.filter(({url}) => !url.startsWith('https://'))).toEqual([])
  })

  test('should have nothing but what Markdown has everywhere', async () => {
    const {root} = await both(make)
    const known = ['root', 'heading', 'paragraph', 'text', 'strong', 'inlineCode', 'code', 'link', 'list', 'listItem', 'html']
    const types = new Set(nodesOf(root).map(({type}) => type as string))
    expect([...types].filter(type => !known.includes(type) && !type.startsWith('table'))).toEqual([])
  })

  test('should be the same each time, and the same when it is read and written again', async () => {
    const {markdown, root} = await both(make)
    expect(await write(await make(), 'markdown')).toBe(markdown)
    expect(await toMarkdown(root)).toBe(markdown)
    expect(markdown).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/)
    expect(markdown.endsWith('\n')).toBe(true)
  })
})

describe('code in a cell', () => {
  test.each(['a|b', '\\', 'a\\|b', '\\\\|', '|', '`|`', 'a\\'])('should read back: %j', async item => {
    const log = {dockerbenchsecurity: '1.6.0', tests: [{id: '1.1', desc: 'a', result: 'PASS', details: 'x: y', items: [item]}]}
    const root = readMarkdown(await write(await reportOf(JSON.stringify(log)), 'markdown', template('{{block "rows"}}')))
    expect(nodesOfType(root, 'tableRow').map(row => row.children.map(cell => textOf(cell)))).toEqual([
      ['Id', 'Check', 'Outcome', 'Detail'],
      ['1.1', 'a', 'passed', item]
    ])
  })
})

test('a detail without text should leave no empty code', async () => {
  const markdown = await write(
    await reportOf('[WARN] 1.1 - a\n[WARN]      * \n[WARN]      * b\n[PASS] 1.2 - b\n[PASS]      *\n'),
    'markdown'
  )
  expect(nodesOfType(readMarkdown(markdown), 'text').filter(({value}) => value.includes('``'))).toEqual([])
})

test('links to what a template leaves out should be words', async () => {
  const markdown = await write(await reportOf('[WARN] 1.1 - a\n'), 'markdown', template('{{block "top"}}'))
  expect(nodesOfType(readMarkdown(markdown), 'link')).toEqual([])
  expect(markdown).toContain('1.1 a')
})

interface Both {
  readonly report: ScanReport
  readonly markdown: string
  readonly root: Root
}

const known = new Map<() => Promise<ScanReport>, Promise<Both>>()

/** A report, its Markdown, and what that reads as: made once, for reading takes long. */
function both(make: () => Promise<ScanReport>): Promise<Both> {
  const made =
    known.get(make) ??
    make().then(async report => {
      const markdown = await write(report, 'markdown')
      return {report, markdown, root: readMarkdown(markdown)}
    })
  known.set(make, made)
  return made
}

/** The tree with the tables that charts become. */
async function plainTree(report: ScanReport): Promise<Root> {
  const made = await toMdast(report, fullTemplate)
  const tree = {...made, children: made.children.flatMap(node => (node.type === 'cover' ? node.children : [node]))}
  // The charts of this template all have a table beside them or are bars.
  expect(tree.children.filter(node => node.type === 'chart' && !node.told)).toEqual([])
  return {
    type: 'root',
    children: tree.children.flatMap(node =>
      node.type === 'bars' ? (node.told ? [] : [barsTable(node)]) : node.type === 'chart' ? [] : [node]
    )
  }
}

function said(heading: Heading): string {
  return `${'#'.repeat(heading.depth)} ${textOf(heading)}`
}

function sizes(table: Table): readonly number[] {
  return table.children.map(row => row.children.length)
}
