import type {FileWay} from '../model/index.ts'
import {comment, quote, scriptHead} from './shell.ts'

/** A mode or owner to set, with what it is for. */
export interface Permission {
  readonly way: FileWay
  /** What it fixes, for the comment. */
  readonly about: string
}

const modeFunction = [
  '# Takes away what the mode allows beyond the one wanted; never adds a bit.',
  'mode() {',
  '  if [ ! -e "$2" ]; then echo "absent $2"; return 0; fi',
  '  before=$(stat -L -c %a "$2")',
  '  after=$(printf "%o" "$((0$before & 0$1))")',
  '  if [ "$((0$before))" -eq "$((0$after))" ]; then echo "ok     $2 $before"; return 0; fi',
  '  if [ "$apply" = no ]; then echo "would  chmod $after $2 (now $before)"; return 0; fi',
  '  chmod "$after" "$2"',
  '  echo "done   $2 $before -> $(stat -L -c %a "$2")"',
  '}',
  ''
]

const ownerFunction = [
  'owner() {',
  '  if [ ! -e "$2" ]; then echo "absent $2"; return 0; fi',
  '  before=$(stat -L -c %U:%G "$2")',
  '  if [ "$before" = "$1" ]; then echo "ok     $2 $before"; return 0; fi',
  '  if [ "$apply" = no ]; then echo "would  chown $1 $2 (now $before)"; return 0; fi',
  '  chown "$1" "$2"',
  '  echo "done   $2 $before -> $(stat -L -c %U:%G "$2")"',
  '}',
  ''
]

const belowFunction = [
  '# Runs mode on each file of that name below a directory, owner on the folders too, the directory itself included.',
  'below() {',
  '  if [ ! -d "$3" ]; then echo "absent $3"; return 0; fi',
  '  if [ "$1" = mode ]; then find "$3" -type f -name "$4"; else find "$3" ! -type l -name "$4"; fi | sort |',
  '    while IFS= read -r file; do "$1" "$2" "$file"; done',
  '}',
  ''
]

const unitFunction = [
  '# Runs mode or owner on the unit file of a service and on its drop-ins.',
  'unit() {',
  '  files=$(systemctl show -p FragmentPath -p DropInPaths --value "$3" 2>/dev/null || true)',
  '  for file in $files; do "$1" "$2" "$file"; done',
  '  if [ -z "$files" ]; then echo "absent $3"; fi',
  '}',
  ''
]

const settingFunction = [
  '# Reads a path that daemon.json names.',
  'setting() {',
  '  sed -n "s/.*\\"$1\\"[[:space:]]*:[[:space:]]*\\"\\([^\\"]*\\)\\".*/\\1/p" /etc/docker/daemon.json 2>/dev/null | head -n 1',
  '}',
  ''
]

/**
 * Write the script that sets modes and owners.
 *
 * @param permissions What to set.
 * @param name File name of the script.
 * @param node Whether it is for nodes of Kubernetes; else for Docker hosts.
 * @returns The script.
 */
export function permissionsScript(permissions: readonly Permission[], name: string, node: boolean): string {
  const ways = permissions.map(({way}) => way)
  const lines = [
    ...scriptHead(name, `Modes and owners of the files of ${node ? 'Kubernetes' : 'Docker'}, written by benchscribe.`),
    ...(ways.some(({kind}) => kind === 'mode') ? modeFunction : []),
    ...(ways.some(({kind}) => kind === 'owner') ? ownerFunction : []),
    ...(ways.some(({below}) => below !== null) ? belowFunction : []),
    ...(ways.some(({target}) => 'unit' in target) ? unitFunction : []),
    ...(ways.some(({target}) => 'setting' in target) ? settingFunction : [])
  ]
  const seen = new Set<string>()
  for (const {way, about} of permissions) {
    const calls = callsOf(way)
    if (seen.has(calls.join('\n'))) continue
    seen.add(calls.join('\n'))
    lines.push(comment(about), ...calls)
  }
  return `${lines.join('\n')}\n`
}

function callsOf({kind, value, target, below}: FileWay): readonly string[] {
  if ('unit' in target) return [`unit ${kind} ${value} ${quote(target.unit)}`]
  const path = 'path' in target ? quote(target.path) : `"$(setting ${quote(target.setting)})"`
  if (below === null) return [`${kind} ${value} ${path}`]
  return [`below ${kind} ${value} ${path} ${quote(below)}`]
}
