import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {buildSync} from 'esbuild'

/**
 * Whether tests that need a tool are to be left out: it is not installed. On CI it must be.
 *
 * @param name Name of the tool.
 */
export function without(name: string): boolean {
  return !process.env['CI'] && spawnSync(name, ['--version']).error !== undefined
}

/** Run a tool on a PDF; `FILE` among the arguments is the file. */
export function run(
  name: string,
  args: readonly string[],
  bytes: Uint8Array
): {readonly status: number | null; readonly stdout: string; readonly stderr: string} {
  const folder = mkdtempSync(join(tmpdir(), 'benchscribe-pdf-'))
  try {
    const file = join(folder, 'file.pdf')
    writeFileSync(file, bytes)
    const done = spawnSync(
      name,
      args.map(arg => (arg === 'FILE' ? file : arg)),
      {encoding: 'utf8', maxBuffer: 1 << 30}
    )
    if (done.error) throw done.error
    return done
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/**
 * Run a script of ours, with the sources bundled in, in a Node of its own.
 *
 * @param source Text of the script; it stands in this folder.
 * @param node Arguments of Node.
 * @param env Environment.
 * @returns What it printed.
 */
export function script(source: string, node: readonly string[] = [], env: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'benchscribe-pdf-'))
  try {
    const outfile = join(folder, 'script.mjs')
    buildSync({
      stdin: {contents: source, resolveDir: import.meta.dirname, loader: 'ts'},
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      external: ['pdfkit'],
      logLevel: 'error'
    })
    symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'))
    const done = spawnSync(process.execPath, [...node, outfile], {encoding: 'utf8', env: {...process.env, ...env}})
    if (done.status !== 0) throw new Error(`the script ended with ${done.status ?? done.signal}: ${done.stderr}`)
    return done.stdout
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
