import {type StrideLetter, strideNames, type WriteUpThreat} from '../../model/index.ts'
import {type Context, type Resolved, type Rule, wordsIn} from '../rule.ts'
import {mentions} from '../components.ts'
import {lettersIn} from '../stride.ts'

const placeOf = ({finding}: Resolved): {readonly line: number; readonly column: number} => ({
  line: finding.line,
  column: finding.pieces[0]?.column ?? 1
})
const threatsOf = ({document}: Context, target: 'docker' | 'kubernetes'): readonly WriteUpThreat[] =>
  document.threats.filter(one => one.target === target)

/** What a finding confirms. */
interface Link {
  readonly letter: StrideLetter
  readonly surface: string
  /** The threat that is named outright; null when it was inferred. */
  readonly named: WriteUpThreat | null
}

const nameFirst = /^[\s#>*+_-]{0,12}([A-Z]{1,5}-?\d{1,3})(?![\w.-])/
const nameLast = /[([]([A-Z]{1,5}-?\d{1,3})[)\]][\s*_:.#]{0,6}$/
const names = /(?<![\w.-])[A-Z]{1,5}-?\d{1,3}(?![\w-])/g
const namedThreats = new WeakMap<Context, ReadonlyMap<string, WriteUpThreat>>()

/** Threats by the names a write-up gives them at the start or end of their first line: `T1: …`, `… (DOS-2)`. */
function byName(context: Context): ReadonlyMap<string, WriteUpThreat> {
  const cached = namedThreats.get(context)
  if (cached) return cached
  const found = new Map<string, WriteUpThreat>()
  for (const threat of context.document.threats) {
    const text = context.document.lines[threat.line - 1]?.text ?? ''
    const name = nameFirst.exec(text.slice(0, 40))?.[1] ?? nameLast.exec(text.slice(-20))?.[1]
    if (name !== undefined && !found.has(name)) found.set(name, threat)
  }
  namedThreats.set(context, found)
  return found
}

/** The threat that a finding confirms: by its name, by the category it names, else by the categories, surface and subject of its control. */
function linkOf(one: Resolved, context: Context): Link | null {
  const known = byName(context)
  if (known.size > 0)
    for (const {text} of one.finding.pieces)
      for (const [name] of text.matchAll(names)) {
        const named = known.get(name)
        if (named?.stride) return {letter: named.stride, surface: named.component ?? one.control?.surface ?? '', named}
      }
  const inferred = inferredLink(one, context)
  return inferred && {...inferred, named: null}
}

function inferredLink(one: Resolved, context: Context): Omit<Link, 'named'> | null {
  const target = one.finding.target ?? 'docker'
  const threats = threatsOf(context, target)
  const letters = new Set(threats.flatMap(({stride, also}) => [stride, ...also]))
  const letter = one.finding.strides.find(name => letters.has(name))
  const {control} = one
  const surface = control?.surface ?? ''
  if (letter !== undefined)
    return {letter, surface: threats.find(threat => threat.stride === letter && threat.component === surface)?.component ?? surface}
  const said = `${one.finding.title} ${wordsIn(one.finding.pieces)}`
  // `this relates to the host attack surface`
  const named = /\b(?:relat|confirm|expos|address|belong|correspond|link)[a-z]{0,4}\b[^.]{0,60}\b(?:attack[- ]surfaces?|threats?)\b/i.test(
    said
  )
    ? threats.find(({component, stride}) => stride !== null && component !== null && mentions(said, component, target))
    : undefined
  if (named?.stride) return {letter: named.stride, surface: named.component ?? surface}
  if (control === null) return null
  const [, group = '', ...rest] = control.key.split('.')
  const subjects = [
    ...(group === 'audit' ? ['audit'] : []),
    ...rest
      .join('-')
      .split('-')
      .filter(word => word.length >= 5)
  ]
  const breaks = [control.stride.primary, ...control.stride.secondary]
  const near = threats.find(
    ({stride, text}) =>
      stride !== null &&
      breaks.includes(stride) &&
      (mentions(text, surface, target) || subjects.some(word => text.toLowerCase().includes(word)))
  )
  return near?.stride ? {letter: near.stride, surface} : null
}

const unlinked: Rule = {
  name: 'finding-without-threat',
  severity: 'warning',
  about: 'A finding that confirms none of the threats of the same document: the choice has no reason.',
  *check(context) {
    for (const one of context.resolved) {
      if (threatsOf(context, one.finding.target ?? 'docker').length === 0 || linkOf(one, context) !== null) continue
      const {control, finding} = one
      yield {
        ...placeOf(one),
        reason: `Nothing ties ${finding.id ?? `"${finding.title}"`} to one of the threats above.`,
        fact: control
          ? `When it fails, ${strideNames[control.stride.primary].toLowerCase()} comes first (our judgement): ${control.stride.reason}`
          : 'Each finding should confirm one of the attack surfaces of the threat model.',
        fix: control
          ? `Name the threat it confirms, for example "${strideNames[control.stride.primary]}" on the ${control.surface}, or choose another finding.`
          : 'Name the threat it confirms.'
      }
    }
  }
}

const repeated: Rule = {
  name: 'surface-repeated',
  severity: 'warning',
  about: 'Findings that confirm the same threat on the same surface: three findings should confirm three different ones.',
  *check(context) {
    if (context.resolved.length > 6) return
    const seen = new Map<string, Resolved>()
    for (const one of context.resolved) {
      const link = linkOf(one, context)
      if (link === null || one.control === null) continue
      const key = link.named === null ? `${link.letter} ${link.surface}` : `threat of line ${link.named.line}`
      const before = seen.get(key)
      if (before && before.control?.key !== one.control.key)
        yield {
          ...placeOf(one),
          reason: `${one.finding.id ?? 'This finding'} confirms the same as ${before.finding.id ?? 'the one before'}: ${strideNames[link.letter].toLowerCase()} on the ${link.surface}.`,
          fact: 'Documented findings should confirm different attack surfaces.',
          fix: 'Keep one of them and choose another that confirms a threat nothing confirms yet.'
        }
      else if (!before) seen.set(key, one)
    }
  }
}

/** The findings an exercise of the course mends; 1.2.0 counts them 5.10, 5.14 and 5.22. */
const exercise = ['docker.container.memory', 'docker.container.restart-policy', 'docker.container.exec-privileged']

const onlyExercise: Rule = {
  name: 'selection-only-exercise',
  severity: 'warning',
  about: 'All findings are those of the exercise (memory limit, restart policy, privileged exec); at least one should be another.',
  *check({resolved}) {
    const [first] = resolved
    if (!first || !resolved.every(({control}) => control !== null && exercise.includes(control.key))) return
    yield {
      ...placeOf(first),
      reason: 'Every documented finding is one of the exercise.',
      fact: 'At least one must differ from memory limit, restart policy and privileged exec: 5.10, 5.14 and 5.22 in 1.2.0, which are 5.11, 5.15 and 5.23 in 1.6.0.',
      fix: 'Document one more finding.'
    }
  }
}

const tooFew: Rule = {
  name: 'selection-too-few',
  severity: 'warning',
  about: 'Fewer than three findings, or fewer than five threats for a target, are documented.',
  *check(context) {
    const {document} = context
    const [first] = document.findings
    if (first && document.findings.length < 3)
      yield {
        line: first.line,
        column: first.pieces[0]?.column ?? 1,
        reason: `Only ${document.findings.length === 1 ? 'one finding is' : 'two findings are'} documented.`,
        fact: 'Three failed findings are asked for, each confirming another attack surface.',
        fix: `Document ${3 - document.findings.length} more.`
      }
    for (const target of ['docker', 'kubernetes'] as const) {
      const threats = threatsOf(context, target).filter(({text}) => text !== '')
      const [threat] = threats
      if (threat && threats.length < 5)
        yield {
          line: threat.line,
          column: 1,
          reason: `Only ${threats.length} of five ${target === 'docker' ? 'Docker' : 'Kubernetes'} threats ${threats.length === 1 ? 'is' : 'are'} written.`,
          fact: 'Five distinct attack surfaces are asked for, each tied to a STRIDE category.',
          fix: `Add ${5 - threats.length} more.`
        }
    }
  }
}

const inconsistent: Rule = {
  name: 'finding-category-unclear',
  severity: 'info',
  about: 'A finding whose description speaks of one STRIDE category and whose remedy of another.',
  *check({resolved}) {
    for (const one of resolved) {
      const {finding, control} = one
      const at = finding.pieces.findIndex(
        ({text}, index) => index > 0 && /^\s*(?:remediation|mitigation|fix(?:ed)?|recommendation)\b/i.test(text)
      )
      if (at < 1) continue
      const before = lettersIn(wordsIn(finding.pieces.slice(1, at)))
      const rest = finding.pieces.slice(at)
      const after = lettersIn(wordsIn(rest))
      if (before.length === 0 || after.length === 0 || before.some(letter => after.includes(letter))) continue
      const piece = rest.find(({text}) => lettersIn(text).length > 0)
      yield {
        line: piece?.line ?? finding.line,
        column: piece?.column ?? 1,
        reason: `The description speaks of ${before.map(letter => strideNames[letter].toLowerCase()).join(' and ')}, the remedy of ${after.map(letter => strideNames[letter].toLowerCase()).join(' and ')}.`,
        fact: control
          ? `First comes ${strideNames[control.stride.primary].toLowerCase()} (our judgement): ${control.stride.reason}`
          : 'A finding confirms one category first.',
        fix: 'Name one category and keep to it.'
      }
    }
  }
}

/** Rules about which findings were chosen and what they confirm. */
export const selectionRules: readonly Rule[] = [unlinked, repeated, onlyExercise, tooFew, inconsistent]
