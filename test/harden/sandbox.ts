import {execFileSync, spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** A folder where scripts run with stubs in place of the commands that change something. */
export interface Sandbox {
  readonly folder: string
  /** Run a script; gives what it printed and each call of a stub, word by word. */
  run(
    script: string,
    ...args: readonly string[]
  ): {readonly status: number | null; readonly out: string; readonly calls: readonly (readonly string[])[]}
}

/**
 * Make a sandbox.
 *
 * @param stubs Names of commands to replace.
 * @returns The sandbox; its folder is for the caller to remove.
 */
export function sandbox(...stubs: readonly string[]): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'benchscribe-harden-'))
  const bin = join(folder, 'bin')
  const log = join(folder, 'calls')
  mkdirSync(bin)
  for (const name of stubs) {
    writeFileSync(join(bin, name), `#!/bin/sh\nprintf '%s\\0' "$#" ${name} "$@" >> '${log}'\n`)
    chmodSync(join(bin, name), 0o755)
  }
  return {
    folder,
    run(script, ...args) {
      writeFileSync(log, '')
      const file = join(folder, 'script.sh')
      writeFileSync(file, script)
      const {status, stdout, stderr} = spawnSync('/bin/sh', [file, ...args], {
        cwd: folder,
        env: {PATH: `${bin}:/usr/bin:/bin`, LC_ALL: 'C.UTF-8'},
        encoding: 'utf8',
        timeout: 20_000
      })
      const words = readFileSync(log, 'utf8').split('\0')
      const calls: (readonly string[])[] = []
      // Each call starts with the number of its arguments.
      for (let at = 0; at < words.length - 1; at += Number(words[at]) + 2) calls.push(words.slice(at + 1, at + Number(words[at]) + 2))
      return {status, out: stdout + stderr, calls}
    }
  }
}

/** Whether shellcheck is there. */
export const hasShellcheck: boolean = spawnSync('shellcheck', ['--version']).status === 0

/** What shellcheck says of a script; empty when all is well. */
export function shellcheck(script: string): string {
  try {
    return execFileSync('shellcheck', ['--shell=sh', '--severity=style', '-'], {input: script, encoding: 'utf8'})
  } catch (error) {
    return (error as {stdout?: string}).stdout ?? String(error)
  }
}
