import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {execute} from '../../src/cli/execute.ts'
import {openFontFile} from '../../src/render/pdf/font-file.ts'
import bundledSans from '../../src/render/pdf/fonts/sans.json' with {type: 'json'}
import {logoPng} from '../render/pdf/logo.ts'

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-paper-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const log = file('docker-bench.log', '[WARN] 2.1 - Run the Docker daemon as a non-root user\n')
const bytes = new Uint8Array(Buffer.from(bundledSans.data, 'base64'))
const font = file('font.ttf', bytes)
const hashed = file('font#1.ttf', bytes)

async function written(args: readonly string[]): Promise<string> {
  const errors: string[] = []
  const path = join(folder, 'out.pdf')
  const code = await execute(['report', log, '-o', path, '--quiet', ...args], {
    stdin: (async function* () {})(),
    write: () => undefined,
    warn: line => void errors.push(line),
    now: () => new Date('2026-01-02T03:04:05Z')
  })
  expect({code, errors}).toEqual({code: 0, errors: []})
  return readFileSync(path, 'latin1')
}

/** Names of the fonts in a PDF. */
const fontsOf = (pdf: string): readonly string[] => [...pdf.matchAll(/\/BaseFont \/[A-Z]+\+(\S+)/g)].map(([, name = '']) => name).toSorted()

test('--font takes several files, names of fonts, and files with a # in their name', async () => {
  const plain = await written([])
  const name = openFontFile({bytes}).name ?? 'DejaVuSans'
  // The bundled fonts have every glyph of this log, so that nothing is taken from others.
  for (const args of [
    ['--font', font],
    ['--font', font, '--font', hashed],
    ['--font', hashed],
    ['--font', `${font}#${name}`]
  ])
    expect(fontsOf(await written(args))).toEqual(fontsOf(plain))
})

test('--logo draws a picture', async () => {
  expect((await written([])).match(/\/Subtype \/Image/g)).toBeNull()
  expect((await written(['--logo', file('logo.png', logoPng)])).match(/\/Subtype \/Image/g)?.length).toBe(2)
})

test('a configuration file names fonts and a logo beside it', async () => {
  file('logo.png', logoPng)
  const config = file('config.yaml', 'flags: {font: [font.ttf], logo: logo.png}\n')
  expect((await written(['--config', config])).match(/\/Subtype \/Image/g)?.length).toBe(2)
})
