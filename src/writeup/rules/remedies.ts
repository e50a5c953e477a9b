import type {Control, WriteUpCommand, WriteUpConfiguration} from '../../model/index.ts'
import {flagsOf, pathsOf, settingsOf} from '../expect.ts'
import {type Context, find, type Resolved, type Rule, wordsIn} from '../rule.ts'
import {type Parsed, dockerCommands} from './commands.ts'
import {daemonJson, meant} from './daemon-json.ts'

/** What a write-up does about a finding. */
interface Acts {
  readonly configurations: readonly WriteUpConfiguration[]
  readonly commands: readonly WriteUpCommand[]
  readonly parsed: readonly Parsed[]
}

/** Commands that only look, or that every remedy ends with. */
const looking =
  /^(?:systemctl|service|docker (?:info|ps|inspect|images|version|logs|network (?:inspect|ls)|container (?:inspect|ls)|stop|rm|pull)|dockerd --validate|curl|auditctl -l)\b/

function actsOf({document, ...context}: Context, index: number): Acts {
  const full = {document, ...context}
  return {
    configurations: daemonJson(full).filter(({finding}) => finding === index),
    commands: document.commands.filter(({finding, words}) => finding === index && !looking.test(words.join(' '))),
    parsed: dockerCommands(full).filter(({command}) => command.finding === index)
  }
}

const misses: Rule = {
  name: 'remedy-misses-check',
  severity: 'error',
  about: 'A remedy that does not turn the cited check: after it the scanner prints the same.',
  *check(context) {
    for (const one of context.resolved) {
      const {control} = one
      if (!control) continue
      const acts = actsOf(context, one.index)
      const first = [...acts.configurations, ...acts.commands].toSorted((a, b) => a.line - b.line)[0]
      if (!first || mends(control, acts, one, context) !== false) continue
      yield {
        line: first.line,
        column: first.column,
        reason: `This does not mend check ${one.finding.id ?? `"${control.title}"`}.`,
        fact: `${control.fix.summary} ${notEnough(control)}`.trim(),
        fix: `${control.fix.summary.replace(/\.$/, '')}, then check with \`${control.verify.command}\`.`
      }
    }
  }
}

/** What else there is to say of the check that a wrong remedy was written for. */
function notEnough(control: Control): string {
  return control.key === 'docker.daemon.icc'
    ? 'The check looks at the default bridge `docker0`; a network of your own leaves it as it is.'
    : ''
}

/** Whether acts mend a control; null when we cannot tell. */
function mends(control: Control, acts: Acts, {finding}: Resolved, {docker}: Context): boolean | null {
  const settings = settingsOf(control)
  const flags = flagsOf(control, false)
  const paths = pathsOf(control).filter(path => path !== '/etc/docker/daemon.json' || control.key.startsWith('docker.files'))
  if (settings.length === 0 && flags.length === 0 && paths.length === 0) return null
  const said = wordsIn(finding.pieces.slice(1)) + (finding.remediation ?? '')
  const keys = docker?.daemonJson.keys ?? {}
  const written = acts.configurations.flatMap(({members}) => members)
  if (settings.some(({key}) => written.some(member => (meant(member.key, keys) ?? member.key) === key))) return true
  if (settings.some(({key}) => new RegExp(`--${key}(?![\\w-])|"${key}"`).test(said))) return true
  const used = acts.parsed.flatMap(one => (one.name === 'run' ? one.flags : []))
  // What the title of the check quotes does not count as having been done.
  if (
    flags.some(({flag, value}) =>
      used.some(
        one => one.flag === flag && (value === null || /^\d/.test(value) || (one.value ?? '').startsWith(value.split(/[=:]/)[0] ?? ''))
      )
    )
  )
    return true
  if (
    flags.some(({flag}) =>
      acts.commands.some(
        ({words}) => /^(?:update|service|compose|swarm)$/.test(words[1] ?? '') && words.some(word => word.startsWith(flag))
      )
    )
  )
    return true
  if (paths.some(path => said.includes(path) || acts.commands.some(({words}) => words.some(word => word.includes(path))))) return true
  // Flags tell only about commands, settings about both.
  return settings.length > 0 || acts.commands.some(({words}) => words[0] === 'docker') ? false : null
}

const opposite: Rule = {
  name: 'remedy-repeats-fault',
  severity: 'error',
  about: 'A remedy that uses the very flag or value the check objects to.',
  *check(context) {
    for (const {control, index} of context.resolved) {
      if (!control) continue
      const faults = flagsOf(control, true)
      const {parsed, configurations} = actsOf(context, index)
      for (const {command, flags} of parsed)
        for (const {flag, value} of flags) {
          const fault = faults.find(one => one.flag === flag && (one.value === null || one.value === value))
          if (fault)
            yield {
              line: command.line,
              column: command.column,
              reason: `This command uses \`${flag}${fault.value === null ? '' : ` ${fault.value}`}\`, which is what the check objects to.`,
              fact: `${control.check}`,
              fix: control.fix.summary
            }
        }
      for (const {members} of configurations)
        for (const member of members) {
          const wanted = settingsOf(control).find(({key}) => key === member.key)
          if (wanted && typeof wanted.value === 'boolean' && typeof member.value === 'boolean' && member.value !== wanted.value)
            yield {
              line: member.line,
              column: member.column,
              reason: `\`"${member.key}": ${member.value}\` is what the check objects to.`,
              fact: control.check,
              fix: `Write \`"${member.key}": ${wanted.value}\`.`
            }
        }
    }
  }
}

/** The writer says so already. */
const knowing =
  /\b(?:superseded|deprecated|retired|(?:being|will be|is to be) (?:retired|removed)|no longer (?:available|current|maintained|supported|validates?))\b/i

const retired: Rule = {
  name: 'remedy-retired',
  severity: 'warning',
  about: 'A finding whose remedy rests on something that is being retired or is gone.',
  *check({resolved, document}) {
    for (const {control, finding, index} of resolved) {
      if (!control || control.lifecycle.status === 'current' || knowing.test(wordsIn(finding.pieces.slice(1)))) continue
      const command = document.commands.find(one => one.finding === index && /CONTENT_TRUST|docker trust/.test(one.text))
      const head = finding.pieces[0]
      yield {
        line: command?.line ?? finding.line,
        column: command?.column ?? head?.column ?? 1,
        reason: `The remedy of ${finding.id ?? `"${finding.title}"`} rests on something that is ${control.lifecycle.status}.`,
        fact: control.lifecycle.note ?? '',
        fix: control.fix.summary
      }
    }
  }
}

const noRemedy: Rule = {
  name: 'finding-without-remedy',
  severity: 'info',
  about: 'A finding that is only listed: nothing says what was or is to be done about it.',
  *check({document, resolved}) {
    for (const {finding, index, control} of resolved) {
      if (
        finding.remediation !== null ||
        document.configurations.some(one => one.finding === index) ||
        document.commands.some(one => one.finding === index)
      )
        continue
      yield {
        line: finding.line,
        column: finding.pieces[0]?.column ?? 1,
        reason: `Nothing is said about how ${finding.id ?? `"${finding.title}"`} is mended.`,
        fact: control ? control.fix.summary : 'A documented finding names the setting, command or step that turns the check.',
        fix: 'Add the remedy and how to see that it worked.'
      }
    }
  }
}

const allUnverified: Rule = {
  name: 'remedy-not-verified',
  severity: 'info',
  about: 'Findings are documented and hardened, and nothing shows it: no check of the result, no second scan.',
  *check({document}) {
    const [first] = document.findings
    if (!first) return
    const shown = document.lines.some(
      ({text, role}) =>
        role !== 'instruction' &&
        /\bre-?(?:scan|run|ran|test)|\bbefore (?:and|\/) after\b|\bafter (?:the )?hard|\bafter (?:RKE )?hardening\b|\bverif(?:y|ied|ication)\b|\bdocker (?:info|inspect|network inspect|ps)\b|_hardened\b|--validate\b|\bconfirmed\b|\bnow pass/i.test(
          text
        )
    )
    if (shown || find(first.pieces, /!\[/)) return
    yield {
      line: first.line,
      column: first.pieces[0]?.column ?? 1,
      reason: 'Nothing shows that the remedies worked: no command that checks the result and no second scan.',
      fact: 'A remedy counts when the scan made after it prints PASS; the scan should be named with its host, date and scanner version.',
      fix: 'Add a verification command to each finding, or the result of the scan before and after.'
    }
  }
}

/** Rules about remedies. */
export const remedyRules: readonly Rule[] = [misses, opposite, retired, noRemedy, allUnverified]
