import fc from 'fast-check'
import {oneLine, visible} from '../../src/render/visible.ts'
import type {Log} from './reports.ts'

/** Values that want to be something else than text, by name. */
export const hostile: Readonly<Record<string, string>> = {
  'HTML tags': '<b>bold</b> </td></tr></table></main></body></html> &lt; &amp;amp; &#60;',
  'HTML image': '<img src=x onerror="globalThis.ran=1;alert(1)">',
  'HTML script': '</script><script>globalThis.ran=1;alert(2)</script>',
  'HTML style': '</style></title><svg onload=alert(3)><style>*{display:none}',
  'HTML summary': '</summary></details><details open ontoggle=alert(4)><summary>x',
  'HTML frame': '<iframe src="https://evil.example/"></iframe><meta http-equiv=refresh content="0;url=https://evil.example/">',
  'HTML attribute': '" onmouseover="alert(5)" style="position:fixed" x=\'',
  'HTML comment': '<!-- x --> <!--> --!> <![CDATA[x]]> <?php x ?> <!DOCTYPE x>',
  'block marker': '<!-- benchscribe:block:0 -->',
  'script link': '[a](javascript:alert(6)) [b](data:text/html,<script>alert(7)</script>) <javascript:alert(8)>',
  link: '[a](https://evil.example/ "t") [b][c] [d] <https://evil.example/> https://evil.example www.evil.example a@evil.example',
  definition: '[a]: https://evil.example/',
  image: '![a](https://evil.example/pixel.png) ![b][c]',
  emphasis: '*a* **b** _c_ __d__ ~~e~~ ***f*** a*b*c **',
  'emphasis at the edges': '*a_',
  heading: '# a ## b #',
  'heading on lines': 'a\n# b\n## c\n=====\nd\n-----',
  rules: '---\n***\n___',
  list: '- a\n* b\n+ c\n1. d\n2) e',
  'list item': '- [x] a',
  number: '1. a',
  quote: '> a\n> b',
  fence: '```sh\nrm -rf /\n```\n~~~\nx\n~~~',
  'indented code': '\n\n    code\n\tcode\n',
  footnote: 'a[^1] [^1]: b',
  table: '| a | b |\n| - | - |\n| c | d |',
  pipes: 'a|b||c\\|d\\\\|e|',
  'pipe and backticks': '`a|b` \\`|\\` |`',
  'line ends': 'a\r\nb\rc\n\nd\n\n\ne  \nf\\\ng',
  blanks: 'a      b\t\tc',
  backticks: '` `` ``` ```` `a` ``b',
  backtick: '`',
  'backticks at the edges': '``a``',
  backslashes: '\\ \\\\ \\* \\n \\',
  entities: '&amp; &#42; &#x2a; &copy; &colon;',
  ANSI: '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007 \u009b1m',
  NUL: 'a\u0000b',
  C0: 'a\u0001\u0007\u0008\u000b\u000c\u000e\u001f\u007fb',
  C1: 'a\u0080\u0085\u008d\u009fb',
  bidi: 'a\u202egnp.exe\u202c \u2066b\u2069 \u200ec\u200fd \u061ce',
  'zero width': 'a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u180eh',
  separators: 'a\u2028b\u2029c',
  tags: 'a\u{e0041}\u{e007f}b',
  'lone surrogates': 'a\ud800b\udc00c\udc00\ud800d',
  noncharacters: 'a\uffffb\ufffec\ufff9d',
  'letters of the world': 'Ä é e\u0301 中文 العربية 👩‍💻 𝒳 \u00a0x',
  template: '{{title}} {{{title}}} {{> x}} {{#each findings}}{{/each}} {{block "top"}} \\{{x}}',
  'template of JavaScript': `\${globalThis.ran=1} <%= 1 %> #{1}`,
  'workflow command': '::error file=a::b ##[group]c ##vso[task.setvariable]d',
  prototype: '__proto__',
  constructor: 'constructor',
  mention: '@everyone #1 0123456789abcdef0123456789abcdef01234567 :tada:',
  'front matter': '---\na: b\n---',
  directive: ':::note\n:x[y]{#z .c}',
  formula: '=cmd|"/c calc"!A1 $x$ $$y$$',
  'long word': 'x'.repeat(5000)
}

/** Where a value of a log comes to stand, and what is shown of it there. */
export interface Place {
  /** A word that stands nowhere else. */
  readonly word: string
  readonly shown: (value: string) => string
}

const inline = (word: string): Place => ({word, shown: oneLine})
const block = (word: string): Place => ({word, shown: value => visible(cut(value).replace(/\r\n?/g, '\n'))})

function cut(value: string): string {
  return value.length <= 4000 ? value : `${value.slice(0, 4000)}\n… (${value.length - 4000} more characters in the log)`
}

/** Logs with a value at every place that a log has; each place has its own word in the harmless log. */
export interface Case {
  readonly name: string
  readonly places: readonly Place[]
  /** The log, with what `put` gives at each place. */
  readonly log: (put: (word: string) => string) => Log
  /** Whether a value can stand in it; default: all can. */
  readonly takes?: (value: string) => boolean
  /** Whether a value changes the order of things. */
  readonly orders?: boolean
}

/** Cases, one for each shape of log. The ids of a report say its order, so hostile ids have one of their own. */
export const cases: readonly Case[] = [
  {
    name: 'kube-bench, JSON',
    places: [
      inline('WKtitle'),
      inline('WKpassed'),
      inline('WKsection'),
      inline('WKtarget'),
      inline('WKedition'),
      {word: 'WKexpected', shown: value => oneLine(cut(value))},
      block('WKreason'),
      block('WKactual'),
      block('WKaudit'),
      block('WKremediation')
    ],
    log: put => {
      const check = (test_number: string, status: string, more: object) => ({
        test_number,
        test_desc: `check ${test_number}`,
        status,
        scored: true,
        type: '',
        ...more
      })
      const results = [
        check('1.1.1', 'FAIL', {test_desc: put('WKtitle')}),
        check('1.1.2', 'PASS', {test_desc: put('WKpassed')}),
        check('1.1.3', 'WARN', {reason: put('WKreason')}),
        check('1.1.4', 'FAIL', {actual_value: put('WKactual'), expected_result: put('WKexpected')}),
        check('1.1.5', 'FAIL', {audit: put('WKaudit')}),
        check('1.1.6', 'FAIL', {remediation: put('WKremediation')})
      ]
      const tests = [{section: '1.1', desc: put('WKsection'), results}]
      return {text: JSON.stringify({Controls: [{id: '1', version: put('WKedition'), text: 'x', node_type: put('WKtarget'), tests}]})}
    }
  },
  {
    name: 'kube-bench, JSON, id',
    orders: true,
    places: [inline('WIid')],
    log: put => {
      const results = [
        {test_number: put('WIid'), test_desc: 'a', status: 'FAIL'},
        {test_number: put('WIid'), test_desc: 'b', status: 'PASS'}
      ]
      return {text: JSON.stringify({Controls: [{id: '1', text: 'x', tests: [{section: '1', desc: 'y', results}]}]})}
    }
  },
  {
    name: 'docker-bench-security, JSON',
    places: [
      inline('WDtitle'),
      inline('WDsection'),
      inline('WDitem'),
      inline('WDother'),
      inline('WDdetail'),
      inline('WDversion'),
      inline('WDimpact'),
      {word: 'WDremediation', shown: value => visible(cut(value.trim()).replace(/\r\n?/g, '\n'))}
    ],
    log: put => {
      const results = [
        {id: '1.1', desc: put('WDtitle'), result: 'WARN', details: 'Containers running: a', items: [put('WDitem'), put('WDother')]},
        {id: '1.2', desc: 'c', result: 'NOTE', remediation: put('WDremediation'), 'remediation-impact': put('WDimpact')},
        {id: '1.3', desc: 'd', result: 'PASS', details: put('WDdetail')},
        {id: '1.4', desc: 'e', result: 'PASS', items: [put('WDitem'), put('WDother')], details: 'x: y'}
      ]
      return {text: JSON.stringify({dockerbenchsecurity: put('WDversion'), tests: [{id: '1', desc: put('WDsection'), results}]})}
    },
    takes: value => !/^\[|\]$/.test(value)
  },
  {
    name: 'docker-bench-security, text, with names of the file and the node',
    places: [
      inline('WTtitle'),
      inline('WTitem'),
      inline('WTsection'),
      // Of a path, the last part is shown.
      {word: 'WTfile', shown: value => oneLine(value.replace(/^.*[/\\](?=[^/\\])/s, ''))},
      inline('WTnode'),
      inline('WTstarted'),
      {word: 'WTstray', shown: value => oneLine(quoted(`stray ${value}`)).slice('"stray '.length, -1)}
    ],
    log: put => ({
      text: `# Docker Bench for Security v1.6.0
Initializing ${put('WTstarted')}
stray ${put('WTstray')}
[INFO] 3 - ${put('WTsection')}
[WARN] 3.1 - ${put('WTtitle')}
[WARN]      * ${put('WTitem')}
[PASS] 3.2 - b
[PASS]      * ${put('WTitem')}
[INFO] Checks: 9
`,
      file: put('WTfile'),
      // Nodes are sorted by name: this one comes behind those without.
      node: `zz ${put('WTnode')}`
    }),
    // Line ends end a line, colour is taken off on the way in, and a start time has no separators.
    takes: value => !/[\r\n\u001b\u009b\u2028\u2029]/.test(value)
  }
]

/** A line as a message quotes it. */
function quoted(line: string): string {
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}…` : line)
}

/** Pieces that hostile values are made of. */
const pieces = fc.constantFrom(
  ...'< > </ <!-- --> & &amp; &#42; " \' = ` `` ``` ~~~ * ** _ ~~ [ ] ]( ) ![ # | \\ \\| {{ }} {{{ : :// http www. @ $ ^ +'.split(' '),
  ...'a b 1 é 中 👩‍💻 script javascript: ::error:: __proto__ --- === [^1]'.split(' '),
  ...['- ', '1. ', '> ', '[x]: ', 'img onerror=', '<!-- benchscribe:block:0 -->', '\n', '\n\n', '\n    ', '\r\n', '\t', '  ', ' '],
  ...['\u0000', '\u001b[', '\u202e', '\u200b', '\u2028', '\ufeff', '\ud800', '\udc00', '\u0085', '\u00a0', '\u000b']
)

/** Values; what is at their edges must not be white space, for a log's lines and fields are trimmed. */
export const made: fc.Arbitrary<string> = fc
  .array(pieces, {minLength: 1, maxLength: 24})
  .map(parts => parts.join('').trim())
  .filter(value => value !== '')
