/*
 * Names in what programs print: command lines of components, lists of processes and files, configuration, URLs. A name
 * is known here by what stands before it. Every expression begins at a fixed word or at the border of a word and takes
 * runs that cannot be parted in two ways, so none can backtrack.
 */

/** What a name is the name of. */
export type Kind = 'host' | 'container' | 'network' | 'user' | 'image'

/** A name with what it is of. */
export interface Mention {
  readonly kind: Kind
  readonly name: string
}

interface Pattern {
  readonly kind: Kind
  /** The name is the first group. */
  readonly match: RegExp
  /** A word that is in every text it fits, so that most texts are not looked through at all. */
  readonly hint: string
}

const host = '([A-Za-z0-9][A-Za-z0-9._-]{0,252})'
const account = '([^\\s:,;/\\\\\'"`|<>()@=]{1,64})'
const reference = '([A-Za-z0-9][^\\s,;\'"`|<>()\\[\\]{}=]{0,500})'
/** `=`, or what stands between a key and its value in JSON, YAML and command lines. */
const is = '["\']?\\s{0,3}[=:]\\s{0,3}["\']?'

const patterns: readonly Pattern[] = [
  // Flags of Kubernetes components, etcd and dockerd that name a machine.
  {
    kind: 'host',
    hint: '--',
    match: new RegExp(`--(?:hostname-override|node-name|hostname|cluster-name|node|name)(?:=|\\s)["']?${host}`, 'g')
  },
  {kind: 'host', hint: 'egistr', match: new RegExp(`--(?:insecure-registry|registry-mirror)(?:=|\\s)["']?(?:https?://)?${host}`, 'g')},
  {kind: 'host', hint: '--initial-cluster', match: new RegExp(`--initial-cluster=${host}`, 'g')},
  {kind: 'host', hint: '=http', match: new RegExp(`,${host}=https?://`, 'g')},
  {kind: 'host', hint: '://', match: new RegExp(`://(?:[^\\s/@'"]{1,128}@)?${host}`, 'g')},
  // Fields of configuration and of manifests.
  {kind: 'host', hint: 'ost', match: new RegExp(`\\b(?:hostname|hostnameOverride|Hostname|kubernetes\\.io/hostname)${is}${host}`, 'g')},
  {kind: 'host', hint: 'ode', match: new RegExp(`\\b(?:nodeName|node-name|NODE_NAME|system:node)${is}${host}`, 'g')},
  {kind: 'host', hint: 'ode', match: new RegExp(`\\bnodes?(?:/| "| \\\\")${host}`, 'g')},
  // kubectl get nodes
  {kind: 'host', hint: 'Ready', match: /^\s{0,8}([A-Za-z0-9][\w.-]{0,252})\s{1,16}(?:Not)?Ready[\s,]/gm},
  // A prompt: alice@web-1:~$ or [alice@web-1 ~]$
  {kind: 'host', hint: '@', match: new RegExp(`[A-Za-z0-9._-]@${host}(?=:[~/]| [~/])`, 'g')},
  {kind: 'user', hint: '@', match: /(?<![A-Za-z0-9._-])([A-Za-z_][A-Za-z0-9._-]{0,63})@[A-Za-z0-9][A-Za-z0-9._-]{0,252}(?=:[~/]| [~/])/g},
  {kind: 'host', hint: '@', match: new RegExp(`\\b(?:ssh|scp|sftp) [A-Za-z_][\\w.-]{0,63}@${host}`, 'g')},
  {kind: 'user', hint: '@', match: /\b(?:ssh|scp|sftp) ([A-Za-z_][\w.-]{0,63})@/g},
  // Homes.
  {kind: 'user', hint: 'home/', match: new RegExp(`/home/${account}`, 'g')},
  {kind: 'user', hint: 'Users', match: new RegExp(`(?:/|\\\\{1,2})Users(?:/|\\\\{1,2})${account}`, 'g')},
  {kind: 'user', hint: 'media/', match: new RegExp(`/(?:run/)?media/${account}/`, 'g')},
  // Lines of /etc/passwd.
  {kind: 'user', hint: ':x:', match: new RegExp(`(?:^|[\\s"'])${account}:x:\\d{1,10}:\\d{1,10}:`, 'gm')},
  // The name of a person there.
  {kind: 'user', hint: ':x:', match: /:x:\d{1,10}:\d{1,10}:([^:,\s][^:,\n]{0,63})/g},
  // Lists of processes (ps -ef, ps aux) and of files (ls -l, stat).
  {
    kind: 'user',
    hint: ' ',
    match: /^\s{0,8}([A-Za-z_][A-Za-z0-9._+-]{0,31})[ \t]{1,16}\d{1,8}[ \t]{1,16}[\d.]{1,8}[ \t]{1,16}[\d.]{1,8}[ \t]/gm
  },
  {kind: 'user', hint: 'r', match: /(?:^|\s)[-dlcbps][rwxsStT-]{9}[.+@]?\s{1,8}\d{1,6}\s{1,8}([^\s:]{1,64})\s/g},
  {kind: 'user', hint: 'r', match: /(?:^|\s)[-dlcbps][rwxsStT-]{9}[.+@]?\s{1,8}\d{1,6}\s{1,8}[^\s:]{1,64}\s{1,8}([^\s:]{1,64})\s/g},
  {kind: 'user', hint: ':', match: /(?:^|ownership=|owner=)([A-Za-z_][\w-]{0,31}):[A-Za-z_][\w-]{0,31}[ \t]{1,8}\//gm},
  {kind: 'user', hint: ':', match: /(?:^|ownership=|owner=)[A-Za-z_][\w-]{0,31}:([A-Za-z_][\w-]{0,31})[ \t]{1,8}\//gm},
  {kind: 'user', hint: 'sudo', match: /\bsudo -u ([a-z_][a-z0-9_-]{0,31})/g},
  // Flags and fields that name a person; a client certificate of Kubernetes.
  {kind: 'user', hint: '--', match: new RegExp(`--(?:user|username|run-as|remote-user)(?:=|\\s)["']?${account}`, 'g')},
  {kind: 'user', hint: 'ser', match: new RegExp(`\\b(?:username|User|userName|loginName)${is}${account}`, 'g')},
  // Images.
  {
    kind: 'image',
    hint: 'mage',
    match: new RegExp(`\\b(?:image|Image|container-image|imageName|sandbox_image|sandbox-image)${is}${reference}`, 'g')
  },
  {kind: 'image', hint: '@sha256:', match: /(?<![\w./:-])([A-Za-z0-9][\w./:-]{0,400}@sha256:[0-9a-f]{6,64})/g},
  {
    kind: 'image',
    hint: '/',
    match:
      /(?<![\w./:@-])([a-z0-9][a-z0-9.-]{1,252}(?::\d{2,5})?(?:\/[a-z0-9][a-z0-9._-]{0,127}){1,8}:[A-Za-z0-9_][\w.-]{0,127})(?![\w/:])/g
  }
]

const email = /(?<![\w.+-])([A-Za-z0-9_][\w.+-]{0,63})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24})(?![\w-])/g

/** Top domains, and ends of names inside a company, that no file name or key of configuration ends in. */
const own = new Set('internal intranet intra local localdomain lan corp home private com net org edu gov mil cloud eu biz'.split(' '))
/** The same where it has at least three parts: `firma.de` may be a file, `web.firma.de` is not. */
const country = new Set(
  (
    'ac ae ai ar at au be bg br ca ch ci cl cn co cz de dk dz ee eg es fi fr gr hk hr hu id ie il in info int io ir is it jp ' +
    'ke kr kz lt lu lv ma me mx my ng nl no nz ph pk pl pt ro rs ru sa se sg si sk th tn tr tw ua uk us uy uz ve vn za dev app tech'
  ).split(' ')
)
const dotted = /(?<![\w.@/-])[A-Za-z0-9][A-Za-z0-9.-]*/g
const longestDomain = 253

/**
 * Find the names in a text by what stands before them.
 *
 * @param text Text.
 * @returns Names in the order of the patterns.
 */
export function mentionsIn(text: string): readonly Mention[] {
  const found: Mention[] = []
  for (const {kind, match, hint} of patterns) {
    if (!text.includes(hint)) continue
    for (const hit of text.matchAll(match)) found.push({kind, name: trimmed(hit[1] ?? '')})
  }
  found.push(...emailsIn(text), ...domainsIn(text), ...groupMembers(text))
  return found
}

/**
 * Find the e-mail addresses in a text.
 *
 * @param text Text.
 * @returns Each address, the name before its `@` and the machine behind.
 */
export function emailsIn(text: string): readonly Mention[] {
  if (!text.includes('@')) return []
  return [...text.matchAll(email)].flatMap(([whole, name = '', machine = '']) => [
    {kind: 'user' as const, name: whole},
    {kind: 'user' as const, name: trimmed(name)},
    {kind: 'host' as const, name: machine}
  ])
}

function domainsIn(text: string): readonly Mention[] {
  if (!text.includes('.')) return []
  return [...text.matchAll(dotted)].flatMap(hit => {
    const name = trimmed(hit[0])
    if (!name.includes('.') || name.length > longestDomain || text[hit.index + hit[0].length] === '_') return []
    const labels = name.toLowerCase().split('.')
    const top = labels.at(-1) ?? ''
    const named = own.has(top) || (country.has(top) && labels.length > 2)
    return named ? [{kind: 'host' as const, name}] : []
  })
}

/** `alice:staff`, all that an audit of ownership prints. */
const owners = /^([A-Za-z_][\w-]{0,31}):([A-Za-z_][\w-]{0,31})$/gm

/**
 * Find users in what an audit of ownership printed; elsewhere `nginx:latest` looks the same.
 *
 * @param text Text.
 * @returns Users and groups.
 */
export function ownersIn(text: string): readonly Mention[] {
  return [...text.matchAll(owners)].flatMap(([, user = '', group = '']) => [
    {kind: 'user' as const, name: user},
    {kind: 'user' as const, name: group}
  ])
}

/** `docker:x:999:alice,bob`: the members of a group. */
const members = /(?:^|[\s"'])[\w.-]{1,32}:x:\d{1,10}:([^\s:"']{1,4000})/gm
const doubtful = /^\s*(?:doubtful ?)?users:\s*(.+)$/is

function groupMembers(text: string): readonly Mention[] {
  const lists = [...(text.includes(':x:') ? text.matchAll(members) : [])].map(hit => hit[1] ?? '')
  const rest = doubtful.exec(text)?.[1] ?? ''
  const names = [...lists.flatMap(list => list.split(',')), ...(rest.includes(':x:') ? [] : rest.split(/[\s,]+/))]
  return names.map(name => ({kind: 'user', name: trimmed(name)}))
}

/** Without the punctuation of the sentence at its end. */
function trimmed(name: string): string {
  let end = name.length
  while (end > 0 && '.:-/'.includes(name[end - 1] ?? '')) end--
  return name.slice(0, end)
}
