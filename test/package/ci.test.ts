import {spawnSync} from 'node:child_process'
import {chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, describe, expect, test} from 'vitest'
import {parse, parseAllDocuments} from 'yaml'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const main = join(root, 'dist/cli/main.js')
const version: string = JSON.parse(read('package.json')).version
const files = readdirSync(join(root, 'docs/ci')).toSorted()
const pages = files.filter(name => name.endsWith('.md'))

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-ci-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

/** Verbs that the pages use and this build does not have. */
const help = spawnSync(process.execPath, [main, '--help'], {encoding: 'utf8'}).stdout
const missing = ['report', 'parse', 'gate', 'diff'].filter(verb => !new RegExp(`^ *(?:benchscribe )?${verb}\\b`, 'm').test(help))

test.skipIf(missing.length > 0)(
  `every verb of the pages should be built (skipped, and so are its commands: ${missing.join(', ') || 'none'})`,
  () => {
    expect(missing).toEqual([])
  }
)

/** A machine as the pages think of it: logs, and programs that stand for what is not here. */
function machine(name: string): string {
  const here = join(folder, name)
  const bin = join(here, 'bin')
  mkdirSync(join(here, 'logs'), {recursive: true})
  mkdirSync(join(here, 'out'))
  mkdirSync(bin)
  const copies = {
    'docker-bench.log': 'docker-bench-security.log',
    'old.log': 'docker-bench-security.log',
    'kube-bench.json': 'kube-bench.json',
    'logs/worker-2.log': 'kube-bench.log',
    'out/kube-bench.json': 'kube-bench.json'
  }
  for (const [to, from] of Object.entries(copies)) cpSync(join(root, 'samples', from), join(here, to))
  writeFileSync(join(here, 'waivers.yaml'), 'waivers: []\n')
  const run = `exec "${process.execPath}" "${main}" "$@"`
  const programs = {
    benchscribe: run,
    // What npm would fetch is what was built.
    npx: `shift 2\n${run}`,
    npm: 'exit 0',
    kubectl: `case "$1" in logs) cat "${join(root, 'samples/kube-bench.log')}" ;; esac`
  }
  for (const [program, text] of Object.entries(programs)) {
    writeFileSync(join(bin, program), `#!/bin/sh\n${text}\n`)
    chmodSync(join(bin, program), 0o755)
  }
  return here
}

/** Run a script; lines with verbs that are not built are left out. A gate may say no. */
function run(here: string, shell: readonly string[], script: string, env: Readonly<Record<string, string>> = {}): string {
  const unbuilt = new RegExp(`\\b(?:benchscribe|benchscribe@[\\d.]+) (?:${missing.join('|') || '-'})\\b`)
  const kept = script
    .split('\n')
    .filter(line => !unbuilt.test(line))
    .join('\n')
    .replaceAll('/out/', `${here}/out/`)
  const [program = 'sh', ...flags] = shell
  const {status, stdout, stderr} = spawnSync(program, [...flags, kept], {
    cwd: here,
    encoding: 'utf8',
    env: {...process.env, PATH: `${join(here, 'bin')}:${process.env['PATH']}`, GITHUB_STEP_SUMMARY: join(here, 'summary.md'), ...env}
  })
  if (status !== 0 && !(status === 1 && / gate /.test(kept))) throw new Error(`${kept}\nexit ${status}\n${stdout}\n${stderr}`)
  return stdout
}

interface Step {
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, string>>
}

interface Action {
  readonly inputs: Readonly<Record<string, {readonly description: string; readonly default?: string}>>
  readonly outputs: Readonly<Record<string, {readonly value: string}>>
  readonly runs: {readonly using: string; readonly steps: readonly Step[]}
}

const action = parse(read('action.yml')) as Action
const {steps} = action.runs

/** Blocks of code of a page, by language. */
function blocks(page: string, language: string): readonly string[] {
  return [...read(`docs/ci/${page}`).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(hit => hit[1] === language).map(hit => hit[2] ?? '')
}

describe('YAML', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['action.yml', read('action.yml')],
    ...files.filter(name => /\.ya?ml$/.test(name)).map((name): readonly [string, string] => [name, read(`docs/ci/${name}`)]),
    ...pages.flatMap(page => blocks(page, 'yaml').map((text, index): readonly [string, string] => [`${page}, block ${index + 1}`, text]))
  ]

  test.each(texts)('%s should parse', (_, text) => {
    const documents = parseAllDocuments(text)
    expect([...documents].flatMap(({errors, warnings}) => [...errors, ...warnings])).toEqual([])
  })
})

describe('versions', () => {
  test('should be the package’s own everywhere', () => {
    expect(action.inputs['version']?.default).toBe(version)
    const text = [read('action.yml'), ...files.map(name => read(`docs/ci/${name}`))].join('\n')
    const named = [...text.matchAll(/benchscribe@v?(\d[\w.]*\w)|BENCHSCRIBE_VERSION: (\S+)/g)].map(hit => hit[1] ?? hit[2])
    expect(named.length).toBeGreaterThan(4)
    expect([...new Set(named)]).toEqual([version])
  })
})

describe('the action', () => {
  test('should name only inputs and steps that there are, and use every input', () => {
    const text = read('action.yml')
    const used = new Set([...text.matchAll(/\binputs\.([\w-]+)/g)].map(hit => hit[1] ?? ''))
    expect([...used].toSorted()).toEqual(Object.keys(action.inputs).toSorted())
    const ids = steps.flatMap(({id}) => id ?? [])
    for (const [, id] of text.matchAll(/\bsteps\.(\w+)\.outputs/g)) expect(ids).toContain(id)
  })

  test('should put no expression into a script, where an input could become code', () => {
    for (const step of steps) expect(step.run ?? '').not.toContain('${{')
  })

  test('should have its inputs in the page', () => {
    for (const name of Object.keys(action.inputs)) expect(read('docs/ci/github.md')).toContain(`\`${name}\``)
  })

  test.skipIf(spawnSync('shellcheck', ['--version']).error !== undefined)(
    'should have scripts that shellcheck likes (skipped where it is not)',
    () => {
      for (const {run: script} of steps) {
        if (script === undefined) continue
        const {stdout} = spawnSync('shellcheck', ['--shell', 'bash', '--exclude', 'SC2153', '-'], {input: script, encoding: 'utf8'})
        expect(stdout).toBe('')
      }
    }
  )

  /** Run the scripts of the action the way GitHub does, with inputs. */
  function act(
    name: string,
    inputs: Readonly<Record<string, string>>
  ): {readonly here: string; readonly stdout: string; readonly outputs: Readonly<Record<string, string>>} {
    const here = machine(name)
    const given = {...Object.fromEntries(Object.entries(action.inputs).map(([key, {default: value = ''}]) => [key, value])), ...inputs}
    const outputs: Record<string, string> = {}
    let stdout = ''
    const filled = (value: string): string =>
      value.replace(/\$\{\{ (?:inputs\.([\w-]+)|steps\.(\w+)\.outputs\.(\w+)) \}\}/g, (_, input: string, step: string, output: string) =>
        input === undefined ? (outputs[`${step}.${output}`] ?? '') : (given[input as keyof typeof given] ?? '')
      )
    for (const step of steps) {
      const [, asked, wanted] = /^inputs\.(\w+) == '(\w+)'$/.exec(step.if ?? '') ?? []
      if (step.run === undefined || (asked !== undefined && given[asked as keyof typeof given] !== wanted)) continue
      const file = join(here, 'output.txt')
      writeFileSync(file, '')
      stdout += run(here, ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c'], step.run, {
        ...Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value)])),
        RUNNER_TEMP: here,
        GITHUB_PATH: join(here, 'path.txt'),
        GITHUB_OUTPUT: file
      })
      for (const [, key, value] of readFileSync(file, 'utf8').matchAll(/^(\w+)=(.*)$/gm)) outputs[`${step.id}.${key}`] = value ?? ''
    }
    return {here, stdout, outputs}
  }

  test('should write reports, a summary and annotations of a log', () => {
    const {here, stdout, outputs} = act('one', {log: 'docker-bench.log', sarif: 'true'})
    const endings = readdirSync(outputs['report.directory'] ?? '').map(name => name.replace('docker-bench.', ''))
    expect(endings.toSorted()).toEqual(['csv', 'github.md', 'html', 'json', 'junit.xml', 'md', 'sarif'])
    expect(readFileSync(join(here, 'summary.md'), 'utf8')).toMatch(/^## Docker benchmark report\n/)
    expect(stdout).toMatch(/^::error file=docker-bench\.log,line=\d+/m)
    const open = JSON.parse(readFileSync(outputs['open.sarif'] ?? '', 'utf8'))
    expect(open).toEqual(JSON.parse(readFileSync(outputs['report.sarif'] ?? '', 'utf8')))
  })

  test('should take several logs, names with blanks, and texts that want to be code', () => {
    const title = '$(touch hacked) `touch hacked` "; touch hacked; # {{ x }}'
    const {here, outputs} = act('several', {log: '\ndocker-bench.log\n  \nlogs\n', node: "web 1'", title, gate: 'false'})
    expect(readdirSync(here)).not.toContain('hacked')
    const document = JSON.parse(readFileSync(join(outputs['report.directory'] ?? '', 'full.json'), 'utf8'))
    expect(document.scans.length).toBeGreaterThan(1)
    expect(document.scans[0].node).toBe("web 1'")
  })

  test('should leave suppressed results out of what it uploads', () => {
    const here = machine('suppressed')
    const step = steps.find(({id}) => id === 'open')
    const results = [{message: {text: 'a'}}, {message: {text: 'b'}, suppressions: [{kind: 'external'}]}]
    writeFileSync(join(here, 'all.sarif'), JSON.stringify({version: '2.1.0', runs: [{results}]}))
    const output = join(here, 'output.txt')
    run(here, ['bash', '-c'], step?.run ?? 'exit 2', {SARIF: join(here, 'all.sarif'), RUNNER_TEMP: here, GITHUB_OUTPUT: output})
    const [, file] = /^sarif=(.*)$/m.exec(readFileSync(output, 'utf8')) ?? []
    expect(JSON.parse(readFileSync(file ?? '', 'utf8')).runs[0].results).toEqual([{message: {text: 'a'}}])
  })
})

describe('commands of the pages', () => {
  test.each(pages)('%s: every block should run', page => {
    const here = machine(page)
    cpSync(join(root, 'docs/ci/kubernetes-job.yaml'), join(here, 'kubernetes-job.yaml'))
    const scripts = blocks(page, 'sh')
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) run(here, ['sh', '-ec'], script)
  })

  test('the GitLab template should write what it says it keeps', () => {
    const here = machine('gitlab')
    const job = parse(read('docs/ci/gitlab-ci.yml'))['.benchscribe']
    for (const script of job.script as readonly string[]) run(here, ['sh', '-ec'], script, job.variables)
    const kept = [...job.artifacts.paths, job.artifacts.reports.junit, job.artifacts.reports.codequality] as readonly string[]
    for (const path of kept) expect(readdirSync(join(here, path, path.endsWith('/') ? '' : '..')).length).toBeGreaterThan(2)
    expect(JSON.parse(readFileSync(join(here, job.artifacts.reports.codequality), 'utf8')).length).toBeGreaterThan(10)
    expect(readFileSync(join(here, job.artifacts.reports.junit), 'utf8')).toContain('<testsuites ')
  })

  test('the Kubernetes Job should print a report and have a volume for each mount', () => {
    const here = machine('kubernetes')
    const {spec} = parse(read('docs/ci/kubernetes-job.yaml')).spec.template
    const [container] = spec.containers
    expect(run(here, container.command, container.args[0], {NODE_NAME: 'worker-1'})).toMatch(
      /^# Kubernetes benchmark report\n[\s\S]*`worker-1`/
    )
    const volumes = (spec.volumes as readonly {name: string}[]).map(({name}) => name)
    const mounts = [...spec.initContainers, ...spec.containers].flatMap(
      ({volumeMounts}: {volumeMounts: readonly {name: string}[]}) => volumeMounts
    )
    expect([...new Set(mounts.map(({name}) => name))].toSorted()).toEqual(volumes.toSorted())
  })

  test('the Jenkinsfile should write what it publishes', () => {
    const here = machine('jenkins')
    const scripts = [...read('docs/ci/Jenkinsfile').matchAll(/^ *sh '([^']+)'$/gm)].map(hit => hit[1] ?? '')
    expect(scripts.length).toBe(2)
    for (const script of scripts) run(here, ['sh', '-xec'], script)
    expect(readdirSync(join(here, 'out'))).toContain('docker-bench.junit.xml')
  })
})
