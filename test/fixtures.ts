import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

/** A fixture: an input and, beside it, one golden for each stage. */
export interface Fixture {
  readonly dialect: string
  readonly name: string
  /** Folder with a slash at its end. */
  readonly folder: string
  readonly input: string
}

const root = fileURLToPath(new URL('./fixtures/', import.meta.url))

/** Every fixture of a dialect. */
export function fixtures(): readonly Fixture[] {
  const dialects = readdirSync(root).filter(name => name !== 'report' && name !== 'catalog')
  return dialects.flatMap(dialect =>
    readdirSync(`${root}${dialect}`).map(name => {
      const folder = `${root}${dialect}/${name}/`
      const file = readdirSync(folder).find(child => child.startsWith('input.'))
      if (file === undefined) throw new Error(`Expected an input in ${folder}`)
      return {dialect, name, folder, input: readFileSync(`${folder}${file}`, 'utf8')}
    })
  )
}

/** The folder of real logs beside the project; null where it is not. */
export const corpus: string | null = (() => {
  const folder = fileURLToPath(new URL('../../shared/corpus/', import.meta.url))
  return existsSync(folder) ? folder : null
})()

/** The folder of facts tables beside the project; null where it is not. */
export const facts: string | null = (() => {
  const folder = fileURLToPath(new URL('../../shared/data/', import.meta.url))
  return existsSync(folder) ? folder : null
})()

/** The folder of published schemas beside the project; null where it is not. */
export const schemas: string | null = (() => {
  const folder = fileURLToPath(new URL('../../shared/schemas/', import.meta.url))
  return existsSync(folder) ? folder : null
})()

/** Every log of the corpus, by path inside it. */
export function corpusLogs(): readonly {readonly name: string; readonly path: string}[] {
  if (corpus === null) return []
  const folders = ['docker', 'docker/derived', 'docker/generated', 'kubernetes', 'kubernetes/derived']
  return folders.flatMap(folder =>
    readdirSync(`${corpus}${folder}`)
      .filter(name => name !== 'MANIFEST.tsv' && statSync(`${corpus}${folder}/${name}`).isFile())
      .map(name => ({name: `${folder}/${name}`, path: `${corpus}${folder}/${name}`}))
  )
}

/** A bundled sample. */
export function sample(name: string): string {
  return readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8')
}
