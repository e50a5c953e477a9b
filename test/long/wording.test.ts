import {readdirSync, readFileSync, statSync} from 'node:fs'
import {expect, test} from 'vitest'
import {loadCatalog, loadThreats} from '../../src/catalog/index.ts'
import {corpus, facts} from '../fixtures.ts'

const catalog = await loadCatalog()
const library = await loadThreats()
const run = 10

/** Words of a text without flags, paths and code. */
function words(text: string): readonly string[] {
  return text
    .replace(/`[^`]*`|--[\w-]+|\/[\w./-]+|"[^"]*"/g, ' | ')
    .toLowerCase()
    .split(/[^a-z|]+/)
    .filter(word => word !== '')
}

function runs(text: string): readonly string[] {
  const all = words(text)
  return all
    .map((_, index) => all.slice(index, index + run))
    .filter(part => part.length === run && !part.includes('|'))
    .map(part => part.join(' '))
}

test.skipIf(corpus === null || facts === null)(
  "no run of ten words should be the scanners' own (skipped where the corpus is not beside the project)",
  () => {
    const theirs = new Set<string>()
    const read = (folder: string): void => {
      for (const name of readdirSync(folder)) {
        const path = `${folder}/${name}`
        if (statSync(path).isDirectory()) read(path)
        else for (const part of runs(readFileSync(path, 'utf8'))) theirs.add(part)
      }
    }
    read(`${corpus}docker`)
    read(`${corpus}kubernetes`)
    // People's write-ups quote the benchmarks.
    read(`${corpus}write-ups`)
    for (const table of ['checks-docker.tsv', 'checks-kubernetes.tsv'])
      for (const part of runs(readFileSync(`${facts}${table}`, 'utf8'))) theirs.add(part)
    expect(theirs.size).toBeGreaterThan(10_000)
    const copied = Object.values(catalog.controls).flatMap(
      ({key, title, check, risk, fix, verify, sideEffects, default: preset, appliesTo, lifecycle, stride}) =>
        [
          title,
          check,
          risk,
          fix.summary,
          ...fix.steps,
          verify.expect,
          sideEffects,
          preset,
          appliesTo,
          lifecycle.note ?? '',
          stride.reason
        ].flatMap(text =>
          runs(text)
            .filter(part => theirs.has(part))
            .map(part => `${key}: ${part}`)
        )
    )
    const threats = library.flatMap(({id, title, scenario, mitigations, detection, gaps}) =>
      [title, scenario, ...mitigations, detection, gaps].flatMap(text =>
        runs(text)
          .filter(part => theirs.has(part))
          .map(part => `${id}: ${part}`)
      )
    )
    expect([...copied, ...threats]).toEqual([])
  }
)
