import type {ConfigurationFile, Control} from '../../model/index.ts'
import {byControl, type Setting} from './input.ts'

/*
 * What a control's fix sets in a file, as the catalogue words it: `"icc": false` in `/etc/docker/daemon.json`. The
 * caller may hand in a better source; nothing else here reads the words of a fix.
 */
const daemonJson = /^Set `"([a-z][a-z0-9-]{0,60})": ([^`]{1,80})` in `(\/etc\/docker\/daemon\.json|daemon\.json)`/
const kubeletYaml = /^Set `([A-Za-z][A-Za-z0-9.]{0,80}): ([^`]{1,80})` in `(\/var\/lib\/kubelet\/config\.yaml)`/

/**
 * Read the settings that mend a control from its fix.
 *
 * @param control Control.
 * @returns Its settings; none when the fix is no setting of a file we know.
 */
export function settingsOf({fix}: Control): readonly Setting[] {
  const docker = daemonJson.exec(fix.summary)
  const value = scalar(docker?.[2])
  if (docker?.[1] !== undefined && value !== undefined) return [{path: '/etc/docker/daemon.json', format: 'json', key: [docker[1]], value}]
  const kubelet = kubeletYaml.exec(fix.summary)
  const setting = scalar(kubelet?.[2])
  if (kubelet?.[1] === undefined || setting === undefined) return []
  return [{path: '/var/lib/kubelet/config.yaml', format: 'yaml', key: kubelet[1].split('.'), value: setting}]
}

function scalar(words: string | undefined): unknown {
  if (words === undefined) return undefined
  try {
    return JSON.parse(words) as unknown
  } catch {
    return /^\w+$/.test(words) ? words : undefined
  }
}

/**
 * Merge settings: one body for each file, so that none overwrites another.
 *
 * @param controls Controls to mend.
 * @param of Settings of a control.
 * @returns Files by path, settings sorted by name.
 */
export function mergeSettings(controls: readonly Control[], of: (control: Control) => readonly Setting[]): readonly ConfigurationFile[] {
  const files = new Map<string, {readonly format: Setting['format']; readonly settings: Map<string, Setting>; readonly keys: Set<string>}>()
  for (const control of controls) {
    for (const setting of of(control)) {
      const file = files.get(setting.path) ?? {format: setting.format, settings: new Map<string, Setting>(), keys: new Set<string>()}
      files.set(setting.path, file)
      file.settings.set(setting.key.join('.'), setting)
      file.keys.add(control.key)
    }
  }
  return [...files]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, {format, settings, keys}]) => {
      const tree = nested([...settings.values()])
      const body = format === 'json' ? `${JSON.stringify(tree, null, 2)}\n` : yaml(tree, '')
      return {path, format, settings: tree, body, restsOn: [...keys].map(byControl)}
    })
}

function nested(settings: readonly Setting[]): Record<string, unknown> {
  const tree: Record<string, unknown> = {}
  for (const {key, value} of settings.toSorted((a, b) => (a.key.join('.') < b.key.join('.') ? -1 : 1))) {
    let level = tree
    for (const name of key.slice(0, -1)) {
      const next = (Object.hasOwn(level, name) ? level[name] : undefined) ?? {}
      level[name] = next
      level = next as Record<string, unknown>
    }
    level[key.at(-1) ?? ''] = value
  }
  return tree
}

function yaml(tree: Readonly<Record<string, unknown>>, indent: string): string {
  return Object.entries(tree)
    .map(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? `${indent}${name}:\n${yaml(value as Record<string, unknown>, `${indent}  `)}`
        : `${indent}${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}\n`
    )
    .join('')
}
