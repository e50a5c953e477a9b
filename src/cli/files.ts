import {mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile} from 'node:fs/promises'
import {basename, dirname, extname, join} from 'node:path'
import {decode} from '../parse/index.ts'
import {Problem} from './problem.ts'

/** A log as it came in. */
export interface Input {
  /** Name for messages: the path as given, `-` for standard input. */
  readonly name: string
  /** Decoded text. */
  readonly text: string
  /** Whether it was found in a directory rather than named: then it may turn out to be no log. */
  readonly found: boolean
}

/** A file to write. */
export interface Output {
  /** Path. */
  readonly path: string
  /** What to write. */
  readonly content: string | Uint8Array
}

/**
 * Read the logs that arguments name.
 *
 * @param names Files, directories, `-`.
 * @param stdin Standard input.
 * @returns The logs in order; the files of a directory in the order of their names.
 */
export async function readInputs(names: readonly string[], stdin: AsyncIterable<Uint8Array | string>): Promise<readonly Input[]> {
  const inputs: Input[] = []
  for (const name of names) {
    if (name === '-') {
      inputs.push({name: '-', text: decode(await readAll(stdin)), found: false})
      continue
    }
    for (const path of await filesOf(name))
      inputs.push({name: path, text: decode(await attempt(readFile(path), 'read', path)), found: path !== name})
  }
  return inputs
}

/**
 * Read a text file that is no log: a waiver file, a configuration.
 *
 * @param path Path.
 * @returns Its text.
 */
export async function readText(path: string): Promise<string> {
  return decode(await attempt(readFile(path), 'read', path))
}

async function readAll(stdin: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk)
  return Buffer.concat(chunks)
}

async function filesOf(name: string): Promise<readonly string[]> {
  const entry = await attempt(stat(name), 'read', name)
  if (!entry.isDirectory()) return [name]
  const names = await attempt(readdir(name, {withFileTypes: true}), 'read', name)
  const files = names
    .filter(child => child.isFile() && !child.name.startsWith('.'))
    .map(child => join(name, child.name))
    .toSorted()
  if (files.length === 0) throw new Problem(`Directory ${name} holds no file to read.`)
  return files
}

/**
 * Write files, all or none: each goes to a temporary name beside its place first.
 *
 * @param outputs Files.
 * @param inputs The logs they were made from; none of them is overwritten.
 */
export async function writeOutputs(outputs: readonly Output[], inputs: readonly Input[] = []): Promise<void> {
  const logs = new Set(await Promise.all(inputs.map(({name}) => realpath(name).catch(() => name))))
  for (const {path} of outputs) {
    if (logs.has(await realpath(path).catch(() => path)))
      throw new Problem(`${path} is the log itself and would be overwritten; name another file with -o.`)
  }
  const written: {temporary: string; path: string}[] = []
  try {
    for (const {path, content} of outputs) {
      await attempt(makeFolder(dirname(path)), 'write', path)
      if ((await stat(path).catch(() => null))?.isDirectory()) throw new Problem(`Cannot write ${path}: it is a directory.`)
      const existing = await stat(path).catch(() => null)
      if (existing && !existing.isFile()) {
        // A device, a pipe or a socket takes the bytes as they come: renaming over it would destroy it.
        await attempt(writeFile(path, content), 'write', path)
        continue
      }
      // Behind a link, what it points to is replaced, not the link; and it keeps who may read it.
      const target = existing ? await attempt(realpath(path), 'write', path) : path
      const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
      written.push({temporary, path: target})
      await attempt(writeFile(temporary, content, existing ? {mode: existing.mode & 0o777} : {}), 'write', path)
    }
    for (const {temporary, path} of written) await attempt(rename(temporary, path), 'write', path)
  } catch (error) {
    for (const {temporary} of written) await rm(temporary, {force: true}).catch(() => undefined)
    throw error
  }
}

/** Make a folder and its parents. `mkdir` with `recursive` never ends where a folder cannot be made (in /proc). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await isDirectory(path))) return
    if (code !== 'ENOENT' || dirname(path) === path || (await isDirectory(dirname(path)))) throw error
    await makeFolder(dirname(path))
    await mkdir(path)
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EEXIST: 'a file stands in the way',
  ENAMETOOLONG: 'the name is too long'
}

async function attempt<T>(work: Promise<T>, verb: string, path: string): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Problem) throw error
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new Problem(`Cannot ${verb} ${path}: ${reasons[code] ?? code}.`)
  }
}

/** Device names that Windows keeps for itself. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * Make a file name out of a log's name.
 *
 * @param name Path of the log, or `-`.
 * @returns A base name without ending that every file system takes.
 */
export function baseName(name: string): string {
  const file = name === '-' ? 'report' : basename(name)
  const ending = extname(file)
  const plain = file
    .slice(0, file.length - ending.length)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
  return plain === '' || reserved.test(plain) ? `report-${plain || 'log'}` : plain.slice(0, 120)
}

/**
 * Tell whether a path is a directory that exists.
 *
 * @param path Path.
 * @returns Whether it is.
 */
export async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false
}
