import {createReadStream} from 'node:fs'
import {mkdir, open, readdir, readFile, realpath, rename, rm, stat, writeFile} from 'node:fs/promises'
import {basename, dirname, extname, join} from 'node:path'
import {decode} from '../parse/carriers/decode.ts'
import {Problem} from './problem.ts'
import {type Pieces, unpacked} from './unpack.ts'

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
export async function readInputs(names: readonly string[], stdin: Pieces): Promise<readonly Input[]> {
  const inputs: Input[] = []
  for (const {name, found} of await nameInputs(names)) {
    inputs.push({name, text: await attempt(readAll(openInput(name, stdin)), 'read', name), found})
  }
  return inputs
}

/**
 * Name the logs that arguments name: the files of a directory in the order of their names.
 *
 * @param names Files, directories, `-`.
 * @returns Their names, and whether each was found in a directory.
 */
export async function nameInputs(names: readonly string[]): Promise<readonly Omit<Input, 'text'>[]> {
  const inputs: Omit<Input, 'text'>[] = []
  for (const name of names) {
    const paths = name === '-' ? [name] : await filesOf(name)
    for (const path of paths) inputs.push({name: path, found: path !== name})
  }
  return inputs
}

/**
 * Read a log piece by piece.
 *
 * @param name File, or `-`.
 * @param stdin Standard input.
 * @returns Its bytes.
 */
export async function* openInput(name: string, stdin: Pieces): AsyncGenerator<Uint8Array | string> {
  try {
    yield* unpacked(name === '-' ? stdin : createReadStream(name, {highWaterMark: 262_144}))
  } catch (error) {
    throw problemOf(error, 'read', name)
  }
}

/** Takes a file piece by piece; it is there only when all of it was written. */
export interface OpenOutput {
  /** Write some. */
  write(text: string): Promise<void>
  /** All was written: put the file in its place. */
  end(): Promise<void>
  /** It will not be finished: take away what was written. */
  discard(): Promise<void>
}

/**
 * Begin to write a file.
 *
 * @param path Path.
 * @param inputs The logs it is made from; none of them is overwritten.
 * @returns Where to write.
 */
export async function openOutput(path: string, inputs: readonly Pick<Input, 'name'>[]): Promise<OpenOutput> {
  await refuseLogs([path], inputs)
  const place = await placeOf(path)
  if (place === null) {
    const device = await attempt(open(path, 'w'), 'write', path)
    return {write: text => attempt(device.appendFile(text), 'write', path), end: () => device.close(), discard: () => device.close()}
  }
  const file = await attempt(open(place.temporary, 'w', place.mode), 'write', path)
  return {
    write: text => attempt(file.appendFile(text), 'write', path),
    async end() {
      await file.close()
      await attempt(rename(place.temporary, place.target), 'write', path)
    },
    async discard() {
      await file.close()
      await rm(place.temporary, {force: true})
    }
  }
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

/**
 * Read a file that is no text: a font, a picture.
 *
 * @param path Path.
 * @returns Its bytes.
 */
export function readBytes(path: string): Promise<Uint8Array> {
  return attempt(readFile(path), 'read', path)
}

/** More bytes than a text can have characters, in any encoding: what gzip unpacks may never end. */
const mostBytes = 2 ** 30

async function readAll(pieces: Pieces): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of pieces) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
    length += bytes.length
    if (length > mostBytes) throw Object.assign(new Error(), {code: 'ERR_STRING_TOO_LONG'})
    chunks.push(bytes)
  }
  return decode(Buffer.concat(chunks))
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
  await refuseLogs(
    outputs.map(({path}) => path),
    inputs
  )
  const written: {temporary: string; path: string}[] = []
  try {
    for (const {path, content} of outputs) {
      const place = await placeOf(path)
      if (place === null) {
        await attempt(writeFile(path, content), 'write', path)
        continue
      }
      written.push({temporary: place.temporary, path: place.target})
      await attempt(writeFile(place.temporary, content, place.mode === undefined ? {} : {mode: place.mode}), 'write', path)
    }
    for (const {temporary, path} of written) await attempt(rename(temporary, path), 'write', path)
  } catch (error) {
    for (const {temporary} of written) await rm(temporary, {force: true}).catch(() => undefined)
    throw error
  }
}

async function refuseLogs(paths: readonly string[], inputs: readonly Pick<Input, 'name'>[]): Promise<void> {
  const logs = new Set(await Promise.all(inputs.map(({name}) => realpath(name).catch(() => name))))
  for (const path of paths) {
    if (logs.has(await realpath(path).catch(() => path)))
      throw new Problem(`${path} is the log itself and would be overwritten; name another file with -o.`)
  }
}

/**
 * Where a file is written first and where it goes then; null for a device, a pipe or a socket, which takes the bytes as
 * they come: renaming over it would destroy it.
 */
async function placeOf(path: string): Promise<{target: string; temporary: string; mode: number | undefined} | null> {
  await attempt(makeFolder(dirname(path)), 'write', path)
  const existing = await stat(path).catch(() => null)
  if (existing?.isDirectory()) throw new Problem(`Cannot write ${path}: it is a directory.`)
  if (existing && !existing.isFile()) return null
  // Behind a link, what it points to is replaced, not the link; and it keeps who may read it.
  const target = existing ? await attempt(realpath(path), 'write', path) : path
  return {
    target,
    temporary: join(dirname(target), `.${basename(target)}.${process.pid}.tmp`),
    mode: existing ? existing.mode & 0o777 : undefined
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
  ENAMETOOLONG: 'the name is too long',
  ERR_STRING_TOO_LONG: 'it is larger than 512 MB; `parse --to ndjson` reads logs of any size',
  Z_DATA_ERROR: 'it is packed by gzip, but damaged',
  Z_BUF_ERROR: 'it is packed by gzip, but its end is missing'
}

async function attempt<T>(work: Promise<T>, verb: string, path: string): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw problemOf(error, verb, path)
  }
}

function problemOf(error: unknown, verb: string, path: string): Problem {
  if (error instanceof Problem) return error
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
  return new Problem(`Cannot ${verb} ${path}: ${reasons[code] ?? code}.`)
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
