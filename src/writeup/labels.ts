/** What a label at the start of a line says of the words behind it. */
export type LabelKind = 'text' | 'component' | 'mitigation' | 'stride' | 'aside'

const kinds: readonly (readonly [LabelKind, RegExp])[] = [
  [
    'mitigation',
    /^(?:(?:possible |recommended )?mitigations?(?: strateg(?:y|ies)| steps?)?|counter-?measures?|remediat(?:ion|e|ed)(?: steps?)?|fix(?:ed|es)?|solutions?|prevention|recommendations?|controls?|defen[cs]es?|hardening|how to fix|actions?(?: taken)?)$/i
  ],
  [
    'component',
    /^(?:(?:affected |targeted? )?(?:components?|assets?|surfaces?|areas?)|attack(?:ed)? (?:surface|target)(?: area)?|where|entry points?)$/i
  ],
  ['stride', /^(?:stride|stride (?:category|pillar|threat|element|type)|category|pillar|threat (?:type|category)|type)$/i],
  [
    'text',
    /^(?:(?:potential |possible )?threats?|description|scenario|attack(?: scenario| vector)?|risks?|issue|impact|details?|explanation|what|problem)$/i
  ],
  [
    'aside',
    /^(?:audit|impact|default(?: value)?|verif(?:y|ication)|evidence|rationale|reason(?:ing)?|likelihood|severity|priority|references?|source|status|before|after|result|note|example|level)$/i
  ]
]

const label = /^[ \t]*([A-Za-z][A-Za-z -]{1,34}?)[ \t]*(?::[ \t]*|[ \t][-–—][ \t])/

/** A label with what it labels. */
export interface Label {
  /** Kind. */
  readonly kind: LabelKind
  /** First place behind it. */
  readonly rest: number
}

/**
 * Read a label such as `Mitigation:` at the start of a line.
 *
 * @param text Words of the line.
 * @returns The label; null when there is none that is known.
 */
export function labelOf(text: string): Label | null {
  const hit = label.exec(text.slice(0, 80))
  const name =
    hit?.[1]?.trim() ?? (/^[ \t]*(?:remediation(?: steps?)?|mitigations?|recommendations?|fix)[ \t]*$/i.exec(text)?.[0].trim() || null)
  if (name === null) return null
  const kind = kinds.find(([, pattern]) => pattern.test(name))?.[0]
  return kind === undefined ? null : {kind, rest: hit ? hit[0].length : text.length}
}

const advice = new RegExp(
  [
    String.raw`\b(?:can|could|may) (?:also |easily )?be (?:mitigat|prevent|avoid|implement|disabl|restrict|limited|revok|reject|encrypt|put in place|harden|audited)[a-z]*`,
    String.raw`\bshould\b|\b(?:must|needs? to|ha(?:s|ve) to) (?:also |not |only )?(?:be|use|run|have|specify|set|enable|disable|restrict|keep|apply)\b`,
    String.raw`\b(?:mitigated|prevented|avoided) by\b|\bto (?:avoid|prevent|mitigate|ensure|protect|counter|fix) (?!a\b|an\b)[a-z]+`,
    String.raw`\bmake sure\b|\bensur(?:e|ing) (?:that|all|the)\b|\bway around\b|\bprevent such\b|\b(?:you|we) (?:can|should|must|want to)\b|\bcould audit\b|\bfocus on reducing\b|\bhence,? restrict\b`,
    String.raw`^(?:use|enable|disable|disabling|implement|restrict|limit|apply|enforce|set|add|encrypt|run|do not|don't|avoid|require|rotate|sign|verify|pin|drop|remove|harden|audit|configure|ensure)\b`
  ].join('|'),
  'i'
)

/**
 * Pick the sentences that say what to do.
 *
 * @param text Text of a threat.
 * @returns Those sentences; null when there are none.
 */
export function adviceIn(text: string): string | null {
  const sentences = sentencesOf(text).filter(sentence => advice.test(sentence))
  return sentences.length === 0 ? null : sentences.join(' ')
}

/**
 * Split a text into sentences.
 *
 * @param text Text.
 * @returns Sentences without blanks around them.
 */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?])\s+(?=[A-Z"'([])/)
    .map(sentence => sentence.trim())
    .filter(sentence => sentence !== '')
}
