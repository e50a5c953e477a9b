// Makes src/catalog/facts/*.json from the facts tables (keys of daemon.json, flags of docker, fields of the kubelet's
// configuration, flags of the Kubernetes components). Run: node scripts/make-facts.mjs FOLDER-OF-TABLES
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

const [tables] = process.argv.slice(2)

function rows(name) {
  const lines = readFileSync(join(tables, name), 'utf8')
    .split('\n')
    .filter(line => line !== '')
  const [head, ...body] = lines.filter(line => !line.startsWith('#'))
  const fields = head.split('\t')
  return body.map(line => Object.fromEntries(fields.map((field, index) => [field, line.split('\t')[index] ?? ''])))
}

const text = value => (value === undefined || value === '' ? null : value)
const list = (value, separator = ' ') => (value ? value.split(separator) : [])
// A row that says "as above" means the row of http-proxy.
const note = value =>
  text(value.replace(/^TRAP: /, '').replace(/^as above;/, 'as a top-level key it passes the key check but is not decoded;'))

/** `23.0.0 (error), key unknown since 24.0.0`: when it went, and what naming it does since. */
function gone(value) {
  const hit = /^(\d+\.\d+(?:\.\d+)?)(?: \((error|ignored|name no longer read)[^)]*\))?/.exec(value)
  if (!hit) return null
  const effect = hit[2] === 'error' || hit[2] === undefined ? 'refused' : 'ignored'
  return {since: hit[1], effect}
}

function daemonJson() {
  const keys = {}
  const nested = {}
  for (const row of rows('daemon-json-keys.tsv')) {
    const never = row.since === 'never accepted'
    const entry = {
      type: row.type,
      allowed: text(row.allowed),
      default: text(row.default),
      flags: list(row.flag).filter(flag => flag.startsWith('--')),
      since: never ? null : row.since.split(' ')[0],
      deprecated: text(row.deprecated),
      removed: gone(row.removed),
      inert: row.since.includes('no effect') || (row.note.startsWith('TRAP') && !never),
      acceptedIn: list(row.accepted_in),
      reload: row.reload.startsWith('yes'),
      note: note(row.note)
    }
    if (row.scope === 'top') keys[row.key] = entry
    else nested[row.key] = {type: entry.type, allowed: entry.allowed, default: entry.default, since: entry.since, note: entry.note}
  }
  return {
    source:
      'moby/moby tags v1.12.0 to docker-v29.7.2 and b985e2313a86: daemon/config, daemon/command (cmd/dockerd before 29), daemon/reload*.go',
    engines: ['20.10', '23.0', '24.0', '25.0', '26.1', '27.5', '28.5', '29.7'],
    // daemon/config/config.go flattens every other map and checks its inner names as if they stood at the top.
    maps: ['builder', 'cluster-store-opts', 'default-network-opts', 'default-ulimits', 'features', 'log-opts', 'nri-opts', 'runtimes'],
    keys,
    nested
  }
}

/** One-letter forms and hidden aliases: docker/cli cli/command/container/{opts,run,create}.go and cli/command/network/create.go. */
const shorts = {
  '--attach': '-a',
  '--cpu-shares': '-c',
  '--detach': '-d',
  '--driver': '-d',
  '--env': '-e',
  '--hostname': '-h',
  '--interactive': '-i',
  '--label': '-l',
  '--memory': '-m',
  '--opt': '-o',
  '--publish': '-p',
  '--publish-all': '-P',
  '--quiet': '-q',
  '--tty': '-t',
  '--user': '-u',
  '--volume': '-v',
  '--workdir': '-w'
}
const aliases = {'--network': ['--net'], '--network-alias': ['--net-alias'], '--dns-option': ['--dns-opt']}

function dockerFlags() {
  const commands = {run: {}, 'network create': {}}
  const options = {'--security-opt': {}, '--mount': {}, '--opt': {}}
  for (const row of rows('docker-run-flags.tsv')) {
    const entry = {
      type: row.type,
      allowed: text(row.allowed),
      default: text(row.default),
      compose: row.compose_key.startsWith('-') ? null : text(row.compose_key),
      since: row.since,
      removed: text(row.removed),
      note: note(row.note)
    }
    const driver = row.flag.startsWith('-o ')
    const [flag, option] = driver ? ['--opt', row.flag.slice(3)] : row.flag.split('=')
    if (option !== undefined) options[flag][option] = entry
    else {
      const command = row.command === 'run/create' ? 'run' : row.command
      // `-l` is no short form of `network create --label`.
      const short = command !== 'run' && flag === '--label' ? null : (shorts[flag] ?? null)
      commands[command][flag] = {...entry, short, aliases: aliases[flag] ?? []}
    }
  }
  return {
    source:
      'docker/cli tags v18.06.0-ce to v29.7.2 and 28f756087eea: cli/command/container, cli/command/network, opts; moby/moby b985e2313a86: daemon/libnetwork',
    commands,
    options
  }
}

function kubelet() {
  const fields = {}
  for (const row of rows('kubelet-config-fields.tsv')) {
    fields[row.field] = {
      type: row.type,
      default: text(row.default),
      flag: row.flag.startsWith('--') ? row.flag : null,
      since: row.since,
      removed: text(row.removed),
      deprecated: text(row.deprecated),
      gate: text(row.feature_gate),
      security: row.security === 'yes',
      note: note(row.note)
    }
  }
  return {source: 'kubernetes/kubelet release-1.12 to v0.36.0 and 63b3249724f7: config/v1beta1/types.go', fields}
}

function kubeFlags() {
  const components = {}
  for (const row of rows('kube-flags.tsv')) {
    const absent = /^absent from help since (\S+)/.exec(row.removed)
    components[row.component] ??= {}
    components[row.component][row.flag] = {
      type: row.type,
      default: text(row.default),
      since: row.since,
      deprecated: text(row.deprecated),
      removed: absent ? null : text(row.removed.replace(/^etcd /, '')),
      hiddenSince: absent ? absent[1] : null,
      lastSeen: text(row.last_seen),
      cis: row.cis === 'yes',
      note: note(row.note)
    }
  }
  return {
    source:
      'flag pages of kubernetes/website 1.10 to 1.31; kubernetes/apiserver, component-base, controller-manager tags v0.32 to v0.36.3; etcd-io/etcd v3.4.0 to v3.7.0',
    components
  }
}

/** Modes that titles name, by control and edition: what a benchmark calls strict enough moved over the years. */
function fileModes() {
  const controls = {}
  const add = (key, mode, edition) => {
    controls[key] ??= {type: 'modes', modes: []}
    const last = controls[key].modes.at(-1)
    if (last?.mode === mode) last.editions.push(edition)
    else controls[key].modes.push({mode, editions: [edition]})
  }
  const titled = /permissions? (?:are |is )?set to (\d{3})/
  const numberings = name => JSON.parse(readFileSync(`src/catalog/numberings/${name}.json`, 'utf8')).numberings
  const checks = rows('checks-kubernetes.tsv')
  for (const edition of [
    'cis-1.5',
    'cis-1.6',
    'cis-1.20',
    'cis-1.23',
    'cis-1.24',
    'cis-1.7',
    'cis-1.8',
    'cis-1.9',
    'cis-1.10',
    'cis-1.11',
    'cis-1.12'
  ]) {
    const keys = new Map(
      numberings('kubernetes')
        .find(({id}) => id === edition)
        .checks.map(([id, , key]) => [id, key])
    )
    for (const row of checks) {
      const mode = row.benchmark === edition ? titled.exec(row.text)?.[1] : undefined
      const key = keys.get(row.id)
      if (mode && key) add(key, mode, edition)
    }
  }
  const docker = rows('checks-docker.tsv')
  for (const [id, version] of [
    ['dbs-1.3.5', '1.3.5'],
    ['dbs-1.6.1', '1.6.1']
  ]) {
    const numbering = numberings('docker').find(one => one.id === id)
    const keys = new Map(numbering.checks.map(([check, , key]) => [check, key]))
    for (const row of docker) {
      const mode = row.tool_version === version && row.tool === 'docker-bench-security' ? titled.exec(row.title)?.[1] : undefined
      const key = keys.get(row.id)
      if (mode && key) add(key, mode, numbering.edition)
    }
  }
  return {source: 'titles of the checks of kube-bench a73ce378 and of docker-bench-security 1.3.5 and 1.6.1', controls}
}

/** One entry a line, so that a change shows as one line. */
function json(value, depth = 0) {
  const pad = '  '.repeat(depth + 1)
  const flat = value === null || typeof value !== 'object' || Array.isArray(value)
  if (flat || typeof value.type === 'string') return JSON.stringify(value)
  return `{\n${Object.entries(value)
    .map(([key, one]) => `${pad}${JSON.stringify(key)}: ${json(one, depth + 1)}`)
    .join(',\n')}\n${'  '.repeat(depth)}}`
}

for (const [name, value] of Object.entries({
  'daemon-json': daemonJson(),
  'docker-flags': dockerFlags(),
  kubelet: kubelet(),
  'kube-flags': kubeFlags(),
  'file-modes': fileModes()
}))
  writeFileSync(`src/catalog/facts/${name}.json`, `${json(value)}\n`)
