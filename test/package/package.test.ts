import {execFileSync} from 'node:child_process'
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {gzipSync} from 'node:zlib'
import {build} from 'esbuild'
import {Ajv2020} from 'ajv/dist/2020.js'
import {afterAll, describe, expect, test} from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const dist = (name: string): string => pathToFileURL(join(root, 'dist', name)).href
const json = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(root, name), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'benchscribe-package-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

describe('exports', () => {
  test('should be these and no others', async () => {
    expect(Object.keys(await import(dist('index.js'))).toSorted()).toEqual([
      'TemplateError',
      'benchCompile',
      'benchParse',
      'combine',
      'coverage',
      'decode',
      'defineTemplate',
      'dialects',
      'diff',
      'diffTemplate',
      'enrich',
      'extend',
      'findControls',
      'fixFirst',
      'fullTemplate',
      'gate',
      'gateLines',
      'harden',
      'lint',
      'lintTemplate',
      'loadCatalog',
      'loadDockerFacts',
      'loadFileModes',
      'loadKubernetesFacts',
      'loadLintKnowledge',
      'loadTechniques',
      'loadThreats',
      'merge',
      'parse',
      'parseScans',
      'parseStream',
      'parseTree',
      'pick',
      'planTemplate',
      'rate',
      'readThreatModel',
      'readWriteUp',
      'render',
      'renderers',
      'report',
      'reportDiff',
      'score',
      'scoreOf',
      'threatModel',
      'threats',
      'version',
      'waive',
      'weights',
      'writeUp'
    ])
    expect(Object.keys(await import(dist('pdf.js')))).toEqual(['pdf'])
    expect(Object.keys(await import(dist('node.js'))).toSorted()).toEqual(['builtInTemplates', 'execute', 'parseFile', 'readTemplate'])
    expect(Object.keys(await import(dist('redact/index.js'))).toSorted()).toEqual(['openRedaction', 'redact', 'redactClasses'])
    expect(Object.keys(await import(dist('catalog/index.js'))).toSorted()).toEqual([
      'findControls',
      'loadCatalog',
      'loadDockerFacts',
      'loadFileModes',
      'loadKubernetesFacts',
      'loadRemedies',
      'loadTechniques',
      'loadThreats',
      'rate'
    ])
  })

  test('should all lead to a file', () => {
    for (const target of Object.values(json('package.json')['exports'] as Record<string, string>)) {
      expect(existsSync(join(root, target.replace('/*', '')))).toBe(true)
    }
  })

  test('the version should be that of package.json, and have a section in the changelog', async () => {
    const {version} = await import(dist('index.js'))
    expect(version).toBe(json('package.json')['version'])
    expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toContain(`\n## ${version}\n`)
  })

  test.each([
    ['templates', 'templates/'],
    ['partials', 'templates/partials/']
  ])('the embedded %s should be those in %s', (file, place) => {
    const embedded = json(`src/render/${file}.json`)
    const names = readdirSync(join(root, place)).filter(name => name.endsWith('.md.hbs'))
    expect(Object.keys(embedded)).toEqual(names.map(name => name.replace('.md.hbs', '')).toSorted())
    for (const name of names) expect(embedded[name.replace('.md.hbs', '')]).toBe(readFileSync(join(root, place, name), 'utf8'))
  })
})

describe('browser', () => {
  const bundle = async (contents: string): Promise<number> => {
    const result = await build({
      stdin: {contents, resolveDir: join(root, 'dist')},
      bundle: true,
      platform: 'browser',
      format: 'esm',
      minify: true,
      write: false,
      outdir: folder,
      splitting: true,
      logLevel: 'silent'
    })
    const entry = result.outputFiles.find(({path}) => path.endsWith('stdin.js'))
    return gzipSync(entry?.contents ?? '').length
  }

  test('the core should bundle for browsers; parse, enrich and analyse within 33 kB gzip', async () => {
    expect(
      await bundle(
        "export {parse} from './parse/index.js'; export {enrich} from './enrich/index.js'; export {score, merge, fixFirst} from './analyse/index.js'"
      )
    ).toBeLessThan(33_000)
    expect(await bundle("export * from './index.js'")).toBeLessThan(100_000)
  })

  test('the PDF renderer should bundle for browsers', async () => {
    expect(await bundle("export * from './pdf.js'")).toBeGreaterThan(100)
  })
})

describe('documents', () => {
  const main = join(root, 'dist/cli/main.js')

  test.each(readdirSync(join(root, 'samples')).filter(name => /\.(?:log|json)$/.test(name)))(
    'what parse prints of %s should fit the published schema',
    name => {
      const validate = new Ajv2020({allErrors: true, strict: false}).compile(json('schema/findings.schema.json'))
      for (const flags of [[], ['--no-enrich']]) {
        const document = JSON.parse(
          execFileSync(process.execPath, [main, 'parse', join(root, 'samples', name), '-q', ...flags], {
            encoding: 'utf8',
            maxBuffer: 1 << 28
          })
        )
        expect(validate(document) ? [] : validate.errors).toEqual([])
      }
    }
  )

  test('the schema should refuse what is not a document', () => {
    const validate = new Ajv2020({strict: false}).compile(json('schema/findings.schema.json'))
    expect(validate({format: 'benchscribe/findings', version: 2, scans: [], findings: [], messages: []})).toBe(false)
  })
})

describe('README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({language, text: text ?? ''}))

  test('its two commands should be scripts of the package', () => {
    const scripts = json('package.json')['scripts'] as Record<string, string>
    expect(blocks.filter(({text}) => text.startsWith('npm ci')).map(({text}) => text.trim())).toEqual([
      'npm ci && npm run demo',
      'npm ci && npm test'
    ])
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['demo', 'test']))
  })

  test('its commands should run', () => {
    const commands = blocks
      .filter(({language, text}) => language === 'sh' && text.includes('benchscribe '))
      .flatMap(({text}) => text.trim().split('\n'))
    expect(commands.length).toBeGreaterThan(4)
    const main = join(root, 'dist/cli/main.js')
    for (const command of commands) {
      const line = command
        .replaceAll('benchscribe ', `"${process.execPath}" "${main}" `)
        .replaceAll('samples/', `${root}samples/`)
        .replaceAll('out/', `${folder}/out/`)
      execFileSync('sh', ['-c', `mkdir -p "${folder}/out" && ${line}`], {stdio: 'pipe'})
    }
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual([
      'ci',
      'controls.json',
      'diff.html',
      'docker-bench-security.html',
      'docker-bench-security.md',
      'docker-bench-security.pdf',
      'each',
      'findings.json',
      'findings.ndjson',
      'fix',
      'kube.pdf',
      'lint.txt',
      'redacted.pdf',
      'report.md',
      'summary.pdf',
      'threats',
      'write-up.md'
    ])
  })

  test('its program should print what it says', () => {
    const program = blocks.find(({language}) => language === 'ts')?.text ?? ''
    const says = blocks.find(({language}) => language === 'text')?.text
    const file = join(folder, 'example.mjs')
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(file, program.replace("'benchscribe'", JSON.stringify(dist('index.js'))))
    expect(execFileSync(process.execPath, [file], {encoding: 'utf8'})).toBe(says)
  })

  test('its links to files should lead somewhere', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(hit => hit[1] ?? '')
    expect(links.length).toBeGreaterThan(5)
    expect(links.filter(link => !existsSync(join(root, link)))).toEqual([])
  })
})

describe('docs', () => {
  test('every dialect should have a heading in docs/formats.md, and every rule a row', async () => {
    const formats = ['docs/formats.md', 'docs/harden.md'].map(page => readFileSync(join(root, page), 'utf8')).join('\n')
    const {dialects} = await import(dist('index.js'))
    for (const {name} of dialects as readonly {name: string}[]) expect(formats).toContain(`\n### ${name}\n`)
    const sources = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'})
      .filter(name => name.endsWith('.ts'))
      .map(name => readFileSync(join(root, 'src', name), 'utf8'))
      .join('\n')
    const rules = new Set(
      [...sources.matchAll(/rule: '([a-z]+(?:-[a-z]+)+)'|\b(?:message|say)\(\s*[\w.]+,\s*'([a-z-]+)'/g)].map(hit => hit[1] ?? hit[2])
    )
    for (const rule of rules) expect(formats).toContain(`\`${rule}\``)
    expect(rules.size).toBeGreaterThan(8)
  })

  test('every block should have a row in docs/templates.md', () => {
    const templates = readFileSync(join(root, 'docs/templates.md'), 'utf8')
    const names = [...readFileSync(join(root, 'src/render/blocks/index.ts'), 'utf8').matchAll(/^ {2}(\w+): /gm)].map(hit => hit[1])
    expect(new Set(names).size).toBeGreaterThanOrEqual(17)
    for (const name of names) expect(templates).toContain(`{{block "${name}"`)
  })
})
