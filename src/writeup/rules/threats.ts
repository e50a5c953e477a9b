import {type Control, type StrideLetter, strideNames, type WriteUpThreat} from '../../model/index.ts'
import type {Context, Rule} from '../rule.ts'
import {sentencesOf} from '../labels.ts'
import {find} from '../rule.ts'

const placeOf = ({line, pieces}: WriteUpThreat): {readonly line: number; readonly column: number} => ({
  line,
  column: pieces[0]?.line === line ? pieces[0].column : 1
})

/** Words by which a text speaks of a category. */
const cues: Readonly<Record<StrideLetter, RegExp>> = {
  S: /spoof|spool|pass(?:es|ing)? for|certificate|stranger|trick|entice|impersonat|masquerad|identit|authentic|credential|stolen|fake|forge|imitat|pretend|look-?alike|typo-?squat|man[- ]in[- ]the[- ]middle|mitm|intercept|hijack|replay|unauthori[sz]ed access|login|anonymous|trust|unsigned|signed|arp|dns/i,
  T: /tamper|install|malware|modif|alter|chang|inject|implant|overwrit|manipulat|corrupt|malicious|compromis|replac|poison|edit|writ|integrity|configur|mess with|hijack|delet/i,
  R: /\blog|audit|trac|den(?:y|ies|ied|ying)\b|attribut|accountab|who did|evidence|non-?repud|trail|prove|proof|record|monitor|shared account|undetect|hid(?:e|ing)|go(?:es)? unknown|cover/i,
  I: /disclos|leak|expos|read|secret|sensitive|password|credential|key|eavesdrop|sniff|confidential|view|steal|stolen|intercept|private|data|encrypt/i,
  D: /denial|amount|\bsize\b|quota|excessive|\bd?dos\b|exhaust|overwhelm|overload|unavailab|availab|crash|memory|cpu|resource|limit|flood|starv|consum|outage|disrupt|fork bomb|fill|restart|slow|traffic|stop/i,
  E: /elevat|escalat|privileg|root|admin|escape|break ?out|capabilit|setuid|sudo|host access|access to|authori[sz]|permission|control|abus/i
}

const contradicts: Rule = {
  name: 'category-contradicts-text',
  severity: 'warning',
  about: 'A STRIDE category that the text does not speak of: repudiation without anybody who could deny anything, for example.',
  *check({document}) {
    for (const threat of document.threats) {
      const {stride, text, category} = threat
      if (stride === null || category === null || text.length < 30) continue
      const plain = text.replace(/\brepudiat\w*/gi, ' ')
      if (cues[stride].test(plain)) continue
      const others = (Object.keys(cues) as StrideLetter[]).filter(letter => letter !== stride && letter !== 'R' && cues[letter].test(plain))
      const [better] =
        stride === 'R' ? (/chang|modif|alter|tamper|configur|malicious|commit/i.test(plain) ? (['T'] as const) : others) : others
      yield {
        ...placeOf(threat),
        reason: `The text does not speak of ${strideNames[stride].toLowerCase()}${better === undefined ? '' : `; what it describes is rather ${strideNames[better].toLowerCase()}`}.`,
        fact: facts[stride],
        fix:
          better === undefined
            ? 'Say what the category means here, or name another one.'
            : `Call it ${strideNames[better]}, or say ${stride === 'R' ? 'who could deny what, and which log would prove it' : 'how it leads to the category named'}.`
      }
    }
  }
}

const facts: Readonly<Record<StrideLetter, string>> = {
  S: 'Spoofing is somebody or something passing for another: it breaks authentication.',
  T: 'Tampering is changing data, images or configuration without right: it breaks integrity.',
  R: 'Repudiation is an action that nobody can be held to; its remedies are an audit policy and log, identities of persons, and logs kept off the host.',
  I: 'Information disclosure is data reaching somebody who may not see it: it breaks confidentiality.',
  D: 'Denial of service is a service made slow or unavailable: it breaks availability.',
  E: 'Elevation of privilege is getting rights one was not given: it breaks authorization.'
}

const uncovered: Rule = {
  name: 'category-uncovered',
  severity: 'info',
  about: 'STRIDE categories for which a threat model has no threat.',
  *check({document}) {
    for (const target of ['docker', 'kubernetes'] as const) {
      const threats = document.threats.filter(one => one.target === target)
      const [first] = threats
      if (!first || threats.length < 5) continue
      const named = new Set(threats.flatMap(({stride, also}) => [stride, ...also]))
      const missing = (Object.keys(strideNames) as StrideLetter[]).filter(letter => !named.has(letter))
      if (missing.length === 0 || missing.length > 3) continue
      yield {
        line: first.line,
        column: 1,
        reason: `The ${target === 'docker' ? 'Docker' : 'Kubernetes'} model has no threat of ${missing.map(letter => strideNames[letter].toLowerCase()).join(' or ')}.`,
        fact: missing.map(letter => (target === 'docker' ? dockerExamples[letter] : kubernetesExamples[letter])).join(' '),
        fix: 'Add one, or say why none matters here.'
      }
    }
  }
}

const dockerExamples: Readonly<Record<StrideLetter, string>> = {
  S: 'Spoofing: a look-alike image passes as the real one.',
  T: 'Tampering: an image is replaced in the registry.',
  R: 'Repudiation: somebody in the docker group starts and removes a container and no audit rule records who.',
  I: 'Information disclosure: a key baked into a layer is read by everybody who can pull the image.',
  D: 'Denial of service: one container without limits starves the host.',
  E: 'Elevation of privilege: a privileged container takes over the host.'
}
const kubernetesExamples: Readonly<Record<StrideLetter, string>> = {
  S: 'Spoofing: a stolen service account token is used from elsewhere.',
  T: 'Tampering: cluster state is rewritten in etcd.',
  R: 'Repudiation: without an audit policy nobody can say who read a Secret.',
  I: 'Information disclosure: Secrets are read from an etcd backup that is not encrypted.',
  D: 'Denial of service: a pod without limits starves its node.',
  E: 'Elevation of privilege: a privileged pod takes over its node.'
}

const noComponent: Rule = {
  name: 'threat-without-component',
  severity: 'warning',
  about: 'A threat that names no component: nobody can tell which surface it is about.',
  *check({document}) {
    for (const threat of document.threats)
      if (threat.text !== '' && threat.component === null)
        yield {
          ...placeOf(threat),
          reason: 'This threat names no component.',
          fact:
            threat.target === 'docker'
              ? "Docker's surfaces are client, daemon, host, network, container, image and registry."
              : 'The surfaces are kube-apiserver, etcd, scheduler, controller manager, kubelet, kube-proxy, and the workloads and their network.',
          fix: 'Name the component that is attacked, and what of it.'
        }
  }
}

const noMitigation: Rule = {
  name: 'threat-without-mitigation',
  severity: 'info',
  about: 'A threat without anything to be done about it.',
  *check(context) {
    for (const threat of context.document.threats) {
      if (threat.text === '' || threat.mitigation !== null) continue
      const remedies = remediesFor(threat, context)
      yield {
        ...placeOf(threat),
        reason: 'Nothing is said about how this threat is met.',
        fact:
          remedies.length === 0
            ? 'A threat is met by a control, a process, or a decision to bear it.'
            : `Controls on the ${threat.component} against ${threat.stride === null ? 'it' : strideNames[threat.stride].toLowerCase()} are for example: ${remedies.join('; ')}.`,
        fix: 'Name at least one mitigation, with the check that tests it if there is one.'
      }
    }
  }
}

/** Controls on the same surface that stand first against the same category, the most severe first. */
function remediesFor({target, stride, component}: WriteUpThreat, {catalog}: Context): readonly string[] {
  if (!catalog || stride === null || component === null) return []
  const prefix = target === 'kubernetes' ? 'k8s.' : 'docker.'
  const sum = ({severity}: Control): number => severity.impact + severity.position + severity.directness
  return Object.values(catalog.controls)
    .filter(control => control.key.startsWith(prefix) && control.surface === component && control.stride.primary === stride)
    .filter(({lifecycle}) => lifecycle.status === 'current')
    .toSorted((a, b) => sum(b) - sum(a) || (a.key < b.key ? -1 : 1))
    .slice(0, 3)
    .map(({title, key}) => `${title} (${key})`)
}

const empty: Rule = {
  name: 'threat-empty',
  severity: 'warning',
  about: 'A category with no text under it.',
  *check({document}) {
    for (const threat of document.threats)
      if (threat.text === '')
        yield {
          ...placeOf(threat),
          reason: `Nothing is written under ${threat.stride === null ? 'this item' : strideNames[threat.stride].toLowerCase()}.`,
          fact: threat.stride === null ? 'A threat says who can do what to which component.' : facts[threat.stride],
          fix: 'Say who can do what to which component, or take the line out.'
        }
  }
}

const twice: Rule = {
  name: 'said-twice',
  severity: 'info',
  about: 'A threat that says the same thing twice.',
  *check({document}) {
    for (const threat of document.threats) {
      const last = sentencesOf(threat.text).at(-1)
      if (!last || sentencesOf(threat.text).length < 2) continue
      const phrase = /\b(?:affect|impact|lead|leads|result)\w*\s+(?:in\s+|to\s+)?((?:[a-z]+\s){1,3}[a-z]+)\.?$/i.exec(last)?.[1]
      const before = threat.text.slice(0, -last.length)
      if (phrase === undefined || !before.toLowerCase().includes(phrase.toLowerCase())) continue
      const place = find(
        threat.pieces,
        new RegExp(
          last
            .slice(0, 60)
            .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
            .replace(/\s+/g, '\\s+')
        )
      )
      yield {
        ...(place ?? placeOf(threat)),
        reason: `That it concerns ${phrase.toLowerCase()} was already said.`,
        fact: 'The sentence adds nothing to the threat; what would is who is affected and how badly.',
        fix: 'Take the sentence out or say something new in it.'
      }
    }
  }
}

/** Rules about threats. */
export const threatRules: readonly Rule[] = [contradicts, uncovered, noComponent, noMitigation, empty, twice]
