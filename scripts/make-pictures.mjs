// Makes the pictures of docs/pictures: each template as HTML (light, dark, telephone, print) and every page of its PDF
// on one sheet. Run by hand after `npm run build`; needs Chromium and pdftoppm. What is in them is looked at by people.
import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {chromium} from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'docs/pictures')
const work = mkdtempSync(join(tmpdir(), 'benchscribe-pictures-'))
const cli = join(root, 'dist/cli/main.js')
const now = ['--now', '2026-01-02T03:04:05Z', '-q']
const sample = name => join('samples', name)

/** Each template with the call that shows it. */
const calls = {
  summary: ['report', sample('docker-bench-security.log'), '--template', 'summary'],
  full: ['report', sample('docker-bench-security.log')],
  ci: ['report', sample('kube-bench.log'), '--template', 'ci'],
  'write-up': ['report', sample('docker-bench.log'), sample('kube-bench.log'), '--template', 'write-up'],
  diff: ['diff', sample('docker-bench.log'), sample('docker-bench-security.log')],
  plan: ['harden', sample('docker-bench-security.log')],
  threats: ['threats', sample('docker-bench.log'), sample('kube-bench.log')],
  lint: ['lint', sample('threat-model.md'), '--log', sample('docker-bench.log')]
}

/** How a page is looked at. */
const views = {
  light: {width: 1100, height: 1400, colorScheme: 'light', media: 'screen'},
  dark: {width: 1100, height: 1400, colorScheme: 'dark', media: 'screen'},
  phone: {width: 390, height: 1400, colorScheme: 'light', media: 'screen'},
  print: {width: 800, height: 1130, colorScheme: 'light', media: 'print'}
}

const wanted = process.argv.slice(2)
mkdirSync(folder, {recursive: true})
const browser = await chromium.launch({
  executablePath: process.env.BENCHSCRIBE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu']
})
try {
  for (const [name, args] of Object.entries(calls)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    for (const [ending, format] of [
      ['html', 'html'],
      ['pdf', 'pdf']
    ])
      written(args, format, join(work, `${name}.${ending}`))
    for (const [view, {width, height, colorScheme, media}] of Object.entries(views)) {
      const page = await browser.newPage({viewport: {width, height}, colorScheme})
      await page.emulateMedia({media, colorScheme})
      await page.goto(pathToFileURL(join(work, `${name}.html`)).href)
      await page.screenshot({path: join(folder, `${name}-${view}.png`)})
      if (name === 'full' && view !== 'print') {
        // What people work with: the findings and their filters.
        await page.goto(`${page.url()}#f-2-2`)
        await page.screenshot({path: join(folder, `findings-${view}.png`)})
      }
      await page.close()
    }
    await sheet(name)
    console.log(name)
  }
} finally {
  await browser.close()
  rmSync(work, {recursive: true})
}

/** Run the command line; `lint` ends with 1 when it finds errors, which is what the sample is for. */
function written(args, format, file) {
  try {
    execFileSync(process.execPath, [cli, ...args, '--to', format, '-o', args[0] === 'harden' ? work : file, ...now], {
      cwd: root,
      stdio: 'pipe'
    })
    if (args[0] === 'harden') renameSync(join(work, `PLAN.${format}`), file)
  } catch (error) {
    if (error.status !== 1) throw new Error(String(error.stderr))
  }
}

/** All pages of a PDF on one picture. */
async function sheet(name) {
  const pages = join(work, `${name}-pages`)
  mkdirSync(pages)
  execFileSync('pdftoppm', ['-r', '60', '-png', join(work, `${name}.pdf`), join(pages, 'p')])
  const files = readdirSync(pages).sort()
  const columns = Math.min(files.length, 6)
  const images = files.map(file => `<img src="data:image/png;base64,${readFileSync(join(pages, file)).toString('base64')}">`)
  const html = `<style>body{margin:8px;background:#888;display:grid;grid-template-columns:repeat(${columns},1fr);gap:8px}img{width:100%}</style>${images.join('')}`
  writeFileSync(join(work, `${name}-sheet.html`), html)
  const page = await browser.newPage({viewport: {width: columns * 320, height: 600}})
  await page.goto(pathToFileURL(join(work, `${name}-sheet.html`)).href)
  await page.screenshot({path: join(folder, `${name}-pdf.png`), fullPage: true})
  await page.close()
}
