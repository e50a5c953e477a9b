// Makes src/render/pdf/fonts/*.json and LICENSE.txt: the DejaVu faces of the PDF renderer, cut down to the scripts and
// symbols reports need, as base64 in JSON modules. Run it only to change which characters are covered:
//
//   mkdir /tmp/fonts && cd /tmp/fonts && npm init -y && npm i dejavu-fonts-ttf@2.37.3 subset-font@2.9.0
//   cd - && node scripts/make-fonts.mjs /tmp/fonts
//
// Neither package is a dependency of benchscribe. The output is the same on every run.
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const [scratch] = process.argv.slice(2)
if (scratch === undefined) throw new TypeError('Expected the folder that holds node_modules with dejavu-fonts-ttf and subset-font')
const require = createRequire(join(resolve(scratch), 'package.json'))
const subsetFont = require('subset-font')
const source = join(resolve(scratch), 'node_modules/dejavu-fonts-ttf')
const target = fileURLToPath(new URL('../src/render/pdf/fonts/', import.meta.url))

// Blocks of Unicode; what DejaVu has no glyph for falls out by itself.
const ranges = [
  [0x20, 0x7e],
  [0xa0, 0x17f], // Latin, Latin-1, Latin Extended-A
  [0x192, 0x192],
  [0x1cd, 0x1dc],
  [0x218, 0x21b],
  [0x2b0, 0x2ff], // a few more Latin letters, modifiers
  [0x370, 0x3ff],
  [0x400, 0x52f], // Greek, Cyrillic
  [0x1e80, 0x1e85],
  [0x1e9e, 0x1e9e],
  [0x1ef2, 0x1ef3],
  [0x2000, 0x206f],
  [0x2070, 0x209c],
  [0x20a0, 0x20bf], // punctuation, super- and subscripts, currency
  [0x2100, 0x214f],
  [0x2150, 0x218f], // letterlike, number forms
  [0x2190, 0x21ff],
  [0x2200, 0x22ff],
  [0x2300, 0x23ff], // arrows, mathematics, technical
  [0x2460, 0x24ff],
  [0x2500, 0x257f],
  [0x2580, 0x259f],
  [0x25a0, 0x25ff], // enclosed, box drawing, blocks, shapes
  [0x2600, 0x26ff],
  [0x2700, 0x27bf],
  [0x27e6, 0x27ef],
  [0x27f0, 0x27ff], // symbols, dingbats, brackets, long arrows
  [0x2b05, 0x2b0d],
  [0xfffd, 0xfffd]
]
const text = ranges
  .map(([first, last]) => Array.from({length: last - first + 1}, (_, index) => String.fromCodePoint(first + index)).join(''))
  .join('')

const faces = {
  sans: 'DejaVuSans.ttf',
  bold: 'DejaVuSans-Bold.ttf',
  italic: 'DejaVuSans-Oblique.ttf',
  mono: 'DejaVuSansMono.ttf',
  'mono-bold': 'DejaVuSansMono-Bold.ttf'
}

mkdirSync(target, {recursive: true})
for (const [face, file] of Object.entries(faces)) {
  // No ligatures: a search for "config" must find it in every viewer. No hinting: PDF viewers do not use it.
  const bytes = await subsetFont(readFileSync(join(source, 'ttf', file)), text, {
    targetFormat: 'sfnt',
    keepFeatures: ['kern'],
    noHinting: true
  })
  const module = {
    name: file.replace('.ttf', ''),
    version: '2.37',
    licence: 'Bitstream Vera and public domain, see LICENSE.txt',
    data: Buffer.from(bytes).toString('base64')
  }
  writeFileSync(join(target, `${face}.json`), `${JSON.stringify(module)}\n`)
  console.log(`${face}.json: ${bytes.length} bytes of font`)
}
copyFileSync(join(source, 'LICENSE'), join(target, 'LICENSE.txt'))
