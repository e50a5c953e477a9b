import type {FileModes, WriteUpPiece} from '../../model/index.ts'
import {type Context, type Hit, placeAt, type Rule} from '../rule.ts'

/** How people name the file of a control. */
const files: readonly (readonly [string, RegExp])[] = [
  ['k8s.master-files.etcd-manifest-permissions', /\betcd(?:\.yaml| (?:pod|manifest|static pod))/i],
  [
    'k8s.master-files.etcd-data-dir-permissions',
    /\/var\/lib\/etcd\b|\betcd(?:'s)? (?:data|files?|folder|director(?:y|ies)|database|store)\b/i
  ],
  [
    'k8s.node-files.kube-proxy-kubeconfig-permissions',
    /\bkube-?proxy\b.{0,80}kubeconfig|kubeconfig.{0,80}\bkube-?proxy\b|\bproxy kubeconfig\b/i
  ],
  ['k8s.node-files.kubelet-config-permissions', /\/var\/lib\/kubelet\/config\.yaml|\bkubelet config\.yaml\b/i],
  ['k8s.node-files.kubelet-conf-permissions', /\bkubelet\.conf\b/i],
  ['k8s.master-files.admin-conf-permissions', /\badmin\.conf\b/i],
  ['k8s.master-files.scheduler-conf-permissions', /\bscheduler\.conf\b/i],
  ['k8s.master-files.controller-manager-conf-permissions', /\bcontroller-manager\.conf\b/i],
  ['k8s.master-files.kube-apiserver-manifest-permissions', /\bkube-apiserver\.yaml\b|\bapi server (?:pod|manifest)/i],
  ['k8s.master-files.pki-keys-permissions', /\bPKI (?:private )?keys?\b|\/etc\/kubernetes\/pki\/\S*\.key\b/i],
  ['docker.files.server-key-permissions', /\bserver[- ]key(?:\.pem)?\b/i],
  ['docker.files.docker-sock-permissions', /\bdocker\.sock\b|\bdocker socket\b/i],
  ['docker.files.daemon-json-permissions', /\bdaemon\.json\b/i],
  ['docker.files.etc-default-docker-permissions', /\/etc\/default\/docker\b/i],
  ['docker.files.etc-sysconfig-docker-permissions', /\/etc\/sysconfig\/docker\b/i],
  ['docker.files.etc-docker-permissions', /\/etc\/docker(?![\w/-])/i]
]

/** A number is a mode when the words around it say so. */
const said =
  /(?:\b(?:permissions?|mode|chmod|set|to|be|with)\b[^.\d\n]{0,12}(?<![\w/:.-]))0?([0-7]{3})(?!\w|\.\d|:)|(?<![\w/:.-])0?([0-7]{3})(?= (?:or (?:more|less|stricter|tighter)|should be set|permissions?))/gi
const about = /\bpermissions?\b|\bmode\b|\bchmod\b|\brestrictive\b|\bpermissive\b|\bset to\b/i

const wrongMode: Rule = {
  name: 'wrong-file-mode',
  severity: 'error',
  about: 'A file mode looser than the benchmarks allow for that file, or one that newer editions no longer allow.',
  *check(context) {
    if (!context.modes) return
    // The title of a check quotes the mode of its edition.
    const texts = [...context.document.threats.map(({pieces}) => pieces), ...context.document.findings.map(({pieces}) => pieces.slice(1))]
    for (const pieces of texts) yield* inText(pieces, context)
  }
}

function* inText(pieces: readonly WriteUpPiece[], context: Context): Generator<Hit> {
  const text = pieces.map(piece => piece.text).join(' ')
  for (const hit of text.matchAll(said)) {
    const mode = hit[1] ?? hit[2] ?? ''
    const at = hit.index + hit[0].length - mode.length
    const left = text.slice(Math.max(0, at - reach), at)
    const start = at - left.length + left.lastIndexOf('. ') + 1
    const sentence = text.slice(start, at + reach).split('. ', 1)[0] ?? ''
    if (!about.test(sentence)) continue
    // `the kubelet.conf file can be changed. Make sure to set the permission to 644`
    const before =
      text
        .slice(Math.max(0, start - reach), Math.max(0, start - 1))
        .split('. ')
        .at(-1) ?? ''
    const path = pathAt(text.slice(Math.max(0, hit.index - reach), hit.index), text.slice(at + mode.length, at + reach))
    const named = path === null ? (fileIn(sentence, at - start) ?? fileIn(before, before.length)) : fileIn(path, 0)
    const known = named === null ? undefined : context.modes?.controls[named]
    const control = named === null ? undefined : context.catalog?.controls[named]
    if (!known || !control) continue
    const judged = judge(mode, known, control.asset, control.fix.summary, named ?? '')
    if (judged) yield {...placeAt(pieces, at), ...judged}
  }
}

/** How far around a mode its file is looked for. */
const reach = 240

/** The path that a mode stands beside: `chmod 700 /srv/logs`, `/srv/logs (mode 700)`; no other file is meant then. */
function pathAt(before: string, behind: string): string | null {
  const next = /^\s{1,3}["']?(\/[\w./-]+|\$\([^)\n]{0,120}\)|\$\{?\w+)/.exec(behind)?.[1]
  const last = before.replace(/[\s([,]+(?:(?:with|at|of|has|to|in)\s+)?(?:the\s+)?$/, '')
  return next ?? (last === before ? null : (/(?<![\w./-])\/[\w./-]{1,120}$/.exec(last.slice(-122))?.[0] ?? null))
}

/** The file that is named nearest to a place. */
function fileIn(text: string, at: number): string | null {
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const [key, name] of files) {
    const found = text.search(name)
    if (found < 0 || Math.abs(found - at) >= least) continue
    least = Math.abs(found - at)
    best = key
  }
  return best
}

function judge(written: string, {modes}: FileModes, asset: string, summary: string, key: string): Omit<Hit, 'line' | 'column'> | null {
  const looser = (mode: string): boolean => (Number.parseInt(written, 8) & ~Number.parseInt(mode, 8)) !== 0
  const newest = modes.at(-1)
  if (!newest || !looser(newest.mode)) return null
  const fitting = modes.filter(({mode}) => !looser(mode))
  const more = key.includes('etcd-data')
    ? ' Of all etcd files only the pod manifest was ever 644, up to cis-1.23; from cis-1.24 on it is 600, and PKI keys are 600.'
    : ''
  return fitting.length === 0
    ? {
        reason: `Mode ${written} is too open for this file (${asset}) in every edition.`,
        fact: `The benchmarks want ${newest.mode} or stricter (${newest.editions[0]} to ${newest.editions.at(-1)}).${more}`,
        fix: summary
      }
    : {
        severity: 'warning',
        reason: `Mode ${written} was strict enough for this file (${asset}) only up to ${fitting.at(-1)?.editions.at(-1)}.`,
        fact: `From ${newest.editions[0]} on the benchmark wants ${newest.mode} or stricter.`,
        fix: summary
      }
}

/** Rules about file modes. */
export const modeRules: readonly Rule[] = [wrongMode]
