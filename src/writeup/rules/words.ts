import {strideNames} from '../../model/index.ts'
import {nearest} from '../distance.ts'
import type {Rule} from '../rule.ts'
import {categoryAt} from '../stride.ts'

/** Terms of the field that are often misspelt; inflections stand for themselves. */
const terms = new Set(
  (
    'access accidentally administrator attacker attackers authenticated authentication authenticity authorization availability appropriate appropriately ' +
    'benchmark capabilities capability certificate certificates cluster communication component components compromise compromised confidential configuration configurations configured ' +
    'container containers controller credential credentials daemon default dependencies deployment description directory disabled disclosure docker dockerfile elevation eavesdropping ' +
    'enabled encrypted encryption environment escalation escalations excessive exploited exploiting firewall hardcoded hardening happening implement implemented implementation information infrastructure ' +
    'integrity intercepted kubelet kubernetes legitimate libraries malicious management microservices misconfiguration misconfigured mitigated mitigation modification modifications namespace network ' +
    'networks overwhelmed ownership password passwords permission permissions permissive privilege privileged privileges propagation received registries registry remediation repository ' +
    'repudiation resources restricted restricting restriction restrictive runtime sanitization scheduler security sensitive separate specification spoofing susceptible tampering threat threats traffic ' +
    'transport unauthorized userland utilization virtual vulnerabilities vulnerability vulnerable workload'
  ).split(' ')
)
/** Right words that are a slip away from a term. */
const right = new Set(
  (
    'dockerd threads threaded restrictively accessed accesses assess authorisation authorise container’s clusters controllers defaults directly contained contains controlled credentialed daemons defaulted deployments disable disables enable enables encrypt encrypts exploit ' +
    'exploits hardened implements inflammation integral kubelets libraries managements mitigate mitigates mitigations namespaces networked passed permitted permitting privileged privileging receives registered registers remediated restrict restricts ' +
    'resource resourced runtimes scheduled schedulers secured securely sensitively separated separately specifications threaten threatened transports unauthorised unauthorized utilisation sanitisation virtually workloads happenings ' +
    'compromises components composed component’s informational implementing implementations configure configures environments'
  ).split(' ')
)

const misspelt: Rule = {
  name: 'misspelt-term',
  severity: 'info',
  about: 'A term of the field that is misspelt; a reader cannot search for it, and a machine cannot read it.',
  *check({document, docker}) {
    const keys = new Set(Object.keys(docker?.daemonJson.keys ?? {}))
    const seen = new Set<string>()
    for (let index = 0; index < document.lines.length; index++) {
      const {text, role} = document.lines[index] ?? {text: '', role: 'blank'}
      if (role === 'instruction' || role === 'blank' || role === 'code') continue
      for (const hit of text.matchAll(/[A-Za-z]{7,22}/g)) {
        const word = hit[0].toLowerCase()
        if (seen.has(word) || terms.has(word) || right.has(word) || /^[A-Z]+$|[a-z][A-Z]/.test(hit[0])) continue
        // Words of paths, flags and options are other rules' business.
        if (
          /[\w/.=_-]/.test(text[hit.index - 1] ?? ' ') ||
          /^(?:[/_=]|-[a-z]|\.[a-z])/.test(text.slice(hit.index + hit[0].length, hit.index + hit[0].length + 2)) ||
          keys.has(word)
        )
          continue
        const term = termOf(word)
        if (term === null || categoryAt(text, hit.index)?.written.toLowerCase() === word) continue
        seen.add(word)
        yield {
          line: index + 1,
          column: hit.index + 1,
          reason: `"${hit[0]}" is misspelt.`,
          fact: `The word is "${term}".`,
          fix: `Write "${term}".`
        }
      }
    }
  }
}

/** A slip in the first letter is rare, and most words are none of these. */
const byFirst = new Map<string, string[]>()
for (const term of terms) byFirst.set(term.charAt(0), [...(byFirst.get(term.charAt(0)) ?? []), term])

function termOf(word: string): string | null {
  const term = nearest(word, byFirst.get(word.charAt(0)) ?? [], 1)
  if (term === null) return null
  // Another ending is another word, not a slip.
  const stem = Math.min(term.length, word.length) - 2
  return term.slice(0, stem) === word.slice(0, stem) && /(?:s|d|r|ed|er|ing|ly|es|e|y|al|ion|ions|able)$/.test(word) && sameStem(word, term)
    ? null
    : term
}

function sameStem(word: string, term: string): boolean {
  const ending = /(?:ations?|ations|ings?|ed|er|ers|es|s|d|ly|e|y|ies|able|al|ion|ions)$/
  return word.replace(ending, '') === term.replace(ending, '')
}

const category: Rule = {
  name: 'category-misspelt',
  severity: 'warning',
  about: 'A STRIDE category that is misspelt.',
  *check({document}) {
    for (const {category: written, stride, line} of document.threats) {
      if (written === null || stride === null || written.length < 4) continue
      const plain = written.toLowerCase().replace(/[^a-z]+/g, ' ')
      const known =
        /^(?:spoofing|tampering|repudiation|non repudiation|info(?:rmation)? disclosure|information leakage|disclosure of information|denial of services?|d?dos|(?:elevation|escalation) of privileges?|privilege (?:escalation|elevation)|eop)$/
      if (known.test(plain.trim())) continue
      const text = document.lines[line - 1]?.text ?? ''
      yield {
        line,
        column: Math.max(0, text.indexOf(written)) + 1,
        reason: `"${written}" is no STRIDE category.`,
        fact: `The category is "${strideNames[stride]}".`,
        fix: `Write "${strideNames[stride]}".`
      }
    }
  }
}

const capabilities =
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'.split(
    ' '
  )

const capability: Rule = {
  name: 'capability-misspelt',
  severity: 'error',
  about: 'A Linux capability that does not exist: Docker refuses it.',
  *check({document}) {
    for (const {pieces} of [...document.threats, ...document.findings])
      for (const {text, line, column} of pieces) {
        if (!/capabilit|--cap-|\bCAP_|permissions?\b|\bdrop/i.test(text)) continue
        for (const hit of text.matchAll(/\b(?:CAP_)?([A-Z]{2,9}_[A-Z]{2,9}(?:_[A-Z]{2,9})?)\b/gi)) {
          const name = (hit[1] ?? '').toUpperCase()
          if (capabilities.includes(name) || !/^(?:CAP_)?[A-Z_]+$|^[a-z_]+$/.test(hit[0])) continue
          const near = nearest(name, capabilities, 1)
          if (near === null) continue
          yield {
            line,
            column: column + hit.index,
            reason: `There is no capability "${hit[0]}".`,
            fact: `The capability is ${near} (CAP_${near}).`,
            fix: `Write \`${near}\`, for example \`--cap-drop ${near}\`.`
          }
        }
      }
  }
}

const fileName: Rule = {
  name: 'daemon-json-file-name',
  severity: 'error',
  about: 'daemon.json is misnamed: dockerd does not read the file.',
  *check({document}) {
    for (let index = 0; index < document.lines.length; index++) {
      const {text} = document.lines[index] ?? {text: ''}
      for (const hit of text.matchAll(/\b(?:d[ae]{1,2}mon\.js(?:on)?|d[ae]{1,2}mons?\.(?:json|conf|yaml|yml))\b/gi)) {
        if (hit[0] === 'daemon.json') continue
        yield {
          line: index + 1,
          column: hit.index + 1,
          reason: `dockerd does not read a file \`${hit[0]}\`.`,
          fact: 'The file is `/etc/docker/daemon.json`, unless `--config-file` names another.',
          fix: 'Write `/etc/docker/daemon.json`.'
        }
      }
    }
  }
}

/** Rules about words and names. */
export const wordRules: readonly Rule[] = [category, misspelt, capability, fileName]
