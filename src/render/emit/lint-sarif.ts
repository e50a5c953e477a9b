import type {LintReport, LintSeverity} from '../../model/index.ts'

const levels: Readonly<Record<LintSeverity, 'error' | 'warning' | 'note'>> = {error: 'error', warning: 'warning', info: 'note'}

/**
 * Write what is wrong as SARIF 2.1.0, for code scanning and editors.
 *
 * @param report Report.
 * @returns JSON.
 */
export function lintSarif({messages, file, rules, generator, generatedAt}: LintReport): string {
  const used = rules.filter(({name}) => messages.some(({rule}) => rule === name))
  const indexes = new Map(used.map(({name}, index) => [name, index]))
  return `${JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: generator.name,
              version: generator.version,
              rules: used.map(({name, severity, about}) => ({
                id: name,
                shortDescription: {text: about},
                defaultConfiguration: {level: levels[severity]}
              }))
            }
          },
          // Columns count UTF-16 code units, as editors do.
          columnKind: 'utf16CodeUnits',
          ...(generatedAt === null ? {} : {invocations: [{executionSuccessful: true, endTimeUtc: generatedAt}]}),
          results: messages.map(({rule, severity, line, column, reason, fact, fix}) => ({
            ruleId: rule,
            ruleIndex: indexes.get(rule) ?? -1,
            level: levels[severity],
            // `[words](place)` would be a link in a viewer.
            message: {text: `${reason}\nFact: ${fact}\nFix: ${fix}`.replaceAll('](', '] (')},
            locations: [
              {
                physicalLocation: {
                  artifactLocation: {uri: uriOf(file)},
                  region: {startLine: line, startColumn: column}
                }
              }
            ]
          }))
        }
      ]
    },
    null,
    2
  )}\n`
}

/** A relative reference: GitHub takes the path in the repository. */
function uriOf(file: string | null): string {
  const path = file === null || file === '-' ? 'stdin' : file.replaceAll('\\', '/').replace(/^(?:[A-Za-z]:)?\/+/, '')
  return path.split('/').map(encode).join('/')
}

/** A lone surrogate has no URI. */
function encode(part: string): string {
  return encodeURIComponent(part.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'))
}
