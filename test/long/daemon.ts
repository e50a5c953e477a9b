import {type ChildProcess, execFileSync, spawn, spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, copyFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/*
 * A real dockerd in namespaces of its own (network, mounts, processes): what it makes goes with it, and nothing of the
 * machine is touched.
 */

const path = '/usr/sbin:/usr/bin:/sbin:/bin'

/** A place where daemons are started. */
export interface Place {
  readonly folder: string
  /** Start dockerd with a daemon.json; gives what it wrote when it does not come up. */
  start(config: string): Promise<string | null>
  /** Let it read its file anew. */
  reload(config: string): void
  /** Stop it and wait. */
  stop(): Promise<void>
  /** Run the client; gives what it printed. */
  docker(...args: readonly string[]): string
  /** Run a command in the namespaces. */
  inside(...command: readonly string[]): string
  /** End all that was started. */
  close(): void
}

/**
 * Say why a real daemon cannot be tried here.
 *
 * @returns One sentence, or null.
 */
export function missing(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a daemon needs Linux and root'
  for (const name of ['dockerd', 'docker', 'iptables', 'busybox', 'unshare', 'nsenter'])
    if (spawnSync('sh', ['-c', `command -v ${name}`], {env: {PATH: path}}).status !== 0) return `${name} is not installed`
  return null
}

/**
 * Make a place.
 *
 * @returns The place; close it in the end.
 */
export async function place(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'benchscribe-dockerd-'))
  const socket = `unix://${join(folder, 'docker.sock')}`
  const holder = spawn(
    'unshare',
    ['--net', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--mount-proc', 'sleep', '900'],
    {
      stdio: 'ignore',
      env: {PATH: path}
    }
  )
  const pid = await childOf(holder)
  const enter = ['-t', pid, '-n', '-m', '-p']
  let daemon: ChildProcess | null = null
  const config = join(folder, 'daemon.json')
  const run = (command: readonly string[]): string =>
    execFileSync('nsenter', [...enter, ...command], {
      encoding: 'utf8',
      env: {PATH: path},
      timeout: 60_000,
      stdio: ['ignore', 'pipe', 'pipe']
    })
  const self: Place = {
    folder,
    async start(text) {
      writeFileSync(config, text)
      const args = [
        '--data-root',
        join(folder, 'data'),
        '--exec-root',
        join(folder, 'exec'),
        '--pidfile',
        join(folder, 'pid'),
        '-H',
        socket,
        '--config-file',
        config
      ]
      const started = spawn('nsenter', [...enter, 'dockerd', ...args], {stdio: ['ignore', 'pipe', 'pipe'], env: {PATH: path}})
      let said = ''
      started.stdout.on('data', chunk => (said += chunk))
      started.stderr.on('data', chunk => (said += chunk))
      let ended = false
      started.once('exit', () => (ended = true))
      for (let tries = 0; tries < 150 && !ended; tries++) {
        await pause(200)
        if (spawnSync('docker', ['-H', socket, 'version'], {env: {PATH: path}}).status === 0) {
          daemon = started
          return null
        }
      }
      if (!ended) started.kill('SIGKILL')
      return said || 'it wrote nothing'
    },
    reload(text) {
      writeFileSync(config, text)
      run(['kill', '-HUP', readFileSync(join(folder, 'pid'), 'utf8').trim()])
    },
    async stop() {
      const ending = daemon
      if (ending === null) return
      daemon = null
      const gone = new Promise(resolve => ending.once('exit', resolve))
      run(['kill', readFileSync(join(folder, 'pid'), 'utf8').trim()])
      await gone
    },
    docker: (...args) =>
      execFileSync('docker', ['-H', socket, ...args], {
        encoding: 'utf8',
        env: {PATH: path},
        timeout: 60_000,
        stdio: ['ignore', 'pipe', 'pipe']
      }).trim(),
    inside: (...command) => run(command).trim(),
    close() {
      // The first process of the namespace takes all others with it.
      process.kill(Number(pid), 'SIGKILL')
      holder.kill('SIGKILL')
      rmSync(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 200})
    }
  }
  self.inside('ip', 'link', 'set', 'lo', 'up')
  return self
}

async function childOf(holder: ChildProcess): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    await pause(50)
    const children = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').trim()
    if (children !== '') return children.split(' ')[0] ?? ''
  }
  throw new Error('no namespaces could be made')
}

/**
 * Make an image of busybox, for no registry is needed then.
 *
 * @param at Place with a running daemon.
 */
export function makeImage(at: Place): void {
  const root = join(at.folder, 'rootfs')
  mkdirSync(join(root, 'bin'), {recursive: true})
  copyFileSync('/bin/busybox', join(root, 'bin', 'busybox'))
  for (const name of ['sh', 'grep', 'sleep', 'nc']) symlinkSync('busybox', join(root, 'bin', name))
  execFileSync('sh', ['-c', `tar -C '${root}' -c . | docker -H 'unix://${at.folder}/docker.sock' import - base:latest`], {
    env: {PATH: path},
    stdio: 'pipe'
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
