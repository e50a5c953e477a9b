/**
 * Something that stands before every line of a log: who collected it, when, from where.
 * `match` is anchored and has no nested repetition, so a try costs no more than the prefix is long.
 */
export interface Prefix {
  /** Name, for people (example: `'kubectl logs --prefix'`). */
  readonly name: string
  /** Anchored; group `stream`, if any, tells interleaved outputs apart. */
  readonly match: RegExp
  /** Whether `stream` names the machine the log is from. */
  readonly node: boolean
}

/** Prefixes we take off, most specific first; several may stand one behind the other. */
const prefixes: readonly Prefix[] = [
  {name: 'kubectl logs --prefix', match: /^\[pod\/(?<stream>[^\]/\s]{1,253})\/[^\]\s]{1,253}\] ?/, node: true},
  {name: 'GitLab job log', match: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z \d\d[OE][ +]/, node: false},
  {
    name: 'journald, ISO time',
    match: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d) (?<stream>[^\s:]{1,253}) [^\s:[]{1,128}\[\d{1,10}\]: ?/,
    node: true
  },
  {name: 'timestamps', match: /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?(?: |$)/, node: false},
  {name: 'clock', match: /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]? {1,2}/, node: false},
  {
    name: 'journald',
    match: /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?<stream>[^\s:]{1,253}) [^\s:[]{1,128}(?:\[\d{1,10}\])?: ?/,
    node: true
  },
  {name: 'gh run view --log', match: /^[^\t\n]{1,200}\t[^\t\n]{1,200}\t(?=\ufeff?\d{4}-)\ufeff?/, node: false},
  {name: 'docker compose', match: /^(?<stream>[A-Za-z0-9][\w.-]{0,127}) {0,64}\| ?/, node: false},
  {name: 'stern', match: /^(?<stream>[a-z0-9]{1,63}-[a-z0-9.-]{1,189}) [a-z0-9][a-z0-9.-]{0,62}(?: |$)/, node: true},
  {name: 'Markdown quote', match: /^> ?/, node: false},
  {name: 'indentation', match: /^(?: {4}|\t)(?! \S)/, node: false}
]

const tag = /\[(?:PASS|FAIL|WARN|INFO|NOTE)\]/g
const samples = 200

/**
 * Find out which prefixes a log has by what stands before the status tags of some of its lines.
 *
 * @param text The log.
 * @param clean Takes colour off a line.
 * @returns The prefixes to take off, in the order of `prefixes`; none for a plain log.
 */
export function detectPrefixes(text: string, clean: (line: string) => string): readonly Prefix[] {
  const found = new Set<Prefix>()
  tag.lastIndex = 0
  // A stride over a long log, so that a second log behind the first is seen too.
  const stride = Math.floor(text.length / samples)
  let from = 0
  for (let count = 0; count < samples * 2; count++) {
    tag.lastIndex = from
    const hit = tag.exec(text)
    if (!hit) break
    const start = text.lastIndexOf('\n', hit.index) + 1
    // A prefix is never this long; a longer line is one long line, not a prefixed one.
    if (hit.index - start < 1024) for (const prefix of layers(clean(text.slice(start, hit.index)))) found.add(prefix)
    from = Math.max(hit.index + 1, count < samples ? tag.lastIndex : from + stride)
  }
  return prefixes.filter(prefix => found.has(prefix))
}

/** Prefixes that account for all of `before`, outermost first; none when something is left over. */
function layers(before: string): readonly Prefix[] {
  const found: Prefix[] = []
  let rest = before
  while (rest !== '' && found.length < 4) {
    const prefix = prefixes.find(candidate => candidate.match.test(rest))
    if (!prefix) return []
    found.push(prefix)
    rest = rest.replace(prefix.match, '')
  }
  return rest === '' ? found : []
}
