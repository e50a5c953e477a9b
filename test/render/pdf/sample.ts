import type {BlockContent, Code, Heading, List, Paragraph, PhrasingContent, Root, RootContent, Table} from 'mdast'
import type {FindingBlock, Tone} from '../../../src/render/nodes.ts'

/** Small builders, so that tests do not depend on the builders of the blocks. */
export const text = (value: string): PhrasingContent => ({type: 'text', value})
export const inlineCode = (value: string): PhrasingContent => ({type: 'inlineCode', value})
export const badge = (tone: Tone, value: string): PhrasingContent => ({type: 'badge', tone, value})
export const strong = (value: string): PhrasingContent => ({type: 'strong', children: [text(value)]})
export const link = (url: string, value: string): PhrasingContent => ({type: 'link', url, children: [{type: 'text', value}]})
export const inline = (children: readonly (PhrasingContent | string)[]): PhrasingContent[] =>
  children.map(child => (typeof child === 'string' ? text(child) : child))
export const paragraph = (...children: readonly (PhrasingContent | string)[]): Paragraph => ({
  type: 'paragraph',
  children: inline(children)
})
export const heading = (depth: Heading['depth'], value: string, anchor?: string): Heading => ({
  type: 'heading',
  depth,
  children: [{type: 'text', value}],
  ...(anchor === undefined ? {} : {data: {anchor}})
})
export const code = (value: string): Code => ({type: 'code', value})
export const list = (ordered: boolean, ...items: readonly (readonly BlockContent[])[]): List => ({
  type: 'list',
  ordered,
  spread: false,
  children: items.map(children => ({type: 'listItem', spread: false, children: [...children]}))
})
export const table = (
  head: readonly string[],
  rows: readonly (readonly (PhrasingContent | string)[])[],
  align: Table['align'] = null
): Table => ({
  type: 'table',
  align: align ?? [],
  children: [head, ...rows].map(cells => ({type: 'tableRow', children: cells.map(cell => ({type: 'tableCell', children: inline([cell])}))}))
})
export const root = (...children: readonly RootContent[]): Root => ({type: 'root', children: [...children]})

const titles = [
  'Ensure the audit logs are enabled for the Docker daemon',
  'Ensure that the --anonymous-auth argument is set to false',
  'Ensure that containers are not run with the privileged flag',
  'Ensure sensitive host directories are not mounted on containers',
  'Ensure TLS authentication for the Docker daemon is configured'
]
const severities: readonly Tone[] = ['critical', 'high', 'medium', 'low']

/** A finding as the report writes it. */
export function finding(index: number): FindingBlock {
  const id = `${1 + Math.floor(index / 30)}.${(index % 30) + 1}`
  const anchor = `f-${id.replace('.', '-')}-${index}`
  return {
    type: 'finding',
    open: true,
    anchor,
    facets: {},
    children: [
      heading(4, `${id} ${titles[index % titles.length]}`, anchor),
      paragraph(
        badge('fail', 'Fail'),
        ' ',
        badge(severities[index % 4] as Tone, severities[index % 4] as string),
        ' printed as ',
        inlineCode('WARN'),
        ' on ',
        inlineCode(`container-${index}`),
        ', STRIDE E T, surface container runtime, line ',
        String(100 + index),
        ' of the log'
      ),
      paragraph(strong('What the scanner says')),
      list(
        false,
        [paragraph(inlineCode(`Container running with root FS mounted R/W: web-frontend-${index}`))],
        [paragraph(inlineCode(`Directory /var/run/docker.sock is mounted in container-${index}`))]
      ),
      paragraph(
        strong('Risk'),
        ' A process that breaks out of the container holds the rights of the daemon, and with them those of root on the host; every other container on it is then lost, too.'
      ),
      paragraph(
        strong('Fix'),
        ' Start the container without ',
        inlineCode('--privileged'),
        ' and give it the few capabilities it needs with ',
        inlineCode('--cap-add'),
        '.'
      ),
      list(
        true,
        [paragraph('List what the container really uses, for instance with ', inlineCode('capsh --print'), '.')],
        [paragraph('Write these capabilities into the compose file.')],
        [paragraph('Start it again and watch its log for ', inlineCode('Operation not permitted'), '.')]
      ),
      paragraph(strong('Verify')),
      code(`docker ps --quiet --all | xargs docker inspect --format '{{ .Id }}: Privileged={{ .HostConfig.Privileged }}'\n# run ${index}`),
      paragraph('Expected: ', inlineCode('Privileged=false'), ' on every line.'),
      paragraph(
        strong('Reference'),
        ' ',
        link(
          'https://docs.docker.com/engine/reference/run/#runtime-privilege-and-linux-capabilities',
          'https://docs.docker.com/engine/reference/run/#runtime-privilege-and-linux-capabilities'
        )
      )
    ]
  }
}

/** A report of the usual make: findings in full and rows of what passed. */
export function report(findings: number, rows: number): Root {
  return root(
    heading(1, 'Container hardening report: web-01.example.org', 'title'),
    paragraph(
      strong('31 of 117 checks failed.'),
      ' The Docker host web-01 was scanned with docker-bench-security 1.6.1 on 12 November 2026. Start with the ',
      link('#first', 'most urgent ones'),
      '; the daemon still listens on an unprotected socket.'
    ),
    {
      type: 'chart',
      told: false,
      title: 'Outcome of the 117 checks',
      parts: [
        {label: 'Fail', value: 31, tone: 'fail'},
        {label: 'Error', value: 0, tone: 'error'},
        {label: 'Review', value: 18, tone: 'review'},
        {label: 'Pass', value: 61, tone: 'pass'},
        {label: 'Info', value: 7, tone: 'info'}
      ]
    },
    {
      type: 'chart',
      told: false,
      title: 'Severity of the 31 failed checks',
      parts: [
        {label: 'critical', value: 2, tone: 'critical'},
        {label: 'high', value: 9, tone: 'high'},
        {label: 'medium', value: 16, tone: 'medium'},
        {label: 'low', value: 4, tone: 'low'}
      ]
    },
    heading(2, 'What to fix first', 'first'),
    paragraph('The ten most urgent things at most, by severity and then by how little work they are.'),
    {
      type: 'table',
      align: ['right', null, null, null, null],
      children: [
        ['', 'What', 'Severity', 'What to do', 'Effort'],
        ...Array.from({length: 10}, (_, index) => [
          String(index + 1),
          titles[index % 5] as string,
          severities[Math.floor(index / 3)] as string,
          'Start the container without the flag; write the setting into daemon.json and restart the daemon.',
          index % 2 ? 'minutes' : 'hours'
        ])
      ].map((cells, row) => ({
        type: 'tableRow',
        children: cells.map(
          (cell, column) =>
            ({
              type: 'tableCell',
              children:
                row > 0 && column === 2
                  ? [badge(cell as Tone, cell)]
                  : row > 0 && column === 1
                    ? [link(`#f-1-${row}-${row - 1}`, `1.${row}`), text(` ${cell}`)]
                    : [text(cell)]
            }) as const
        )
      }))
    },
    heading(2, 'Contents', 'contents'),
    {type: 'contents'},
    heading(2, 'Threats', 'threats'),
    table(
      ['STRIDE', 'Failed', 'To review', 'Passed'],
      [
        ['S Spoofing', '3', '0', '12'],
        ['T Tampering', '8', '4', '21'],
        ['R Repudiation', '2', '1', '4'],
        ['I Information disclosure', '6', '2', '9'],
        ['D Denial of service', '4', '9', '3'],
        ['E Elevation of privilege', '8', '2', '12']
      ],
      [null, 'right', 'right', 'right']
    ),
    {
      type: 'blockquote',
      children: [
        paragraph(
          'Severity and STRIDE letters are our own judgement. Titles are quoted from the log, and some are long enough to need a second line on the page.'
        )
      ]
    },
    heading(2, 'Failed checks', 'failed'),
    ...Array.from({length: findings}, (_, index) =>
      index % 30 === 0 ? [heading(3, `Section ${1 + index / 30}: Container runtime`, `s-${index}`), finding(index)] : [finding(index)]
    ).flat(),
    heading(2, 'Passed, informative and not applicable checks', 'passed'),
    table(
      ['Id', 'Check', 'Outcome', 'Detail'],
      Array.from({length: rows}, (_, index) => [
        `${1 + Math.floor(index / 20)}.${(index % 20) + 1}`,
        titles[index % 5] as string,
        badge(index % 3 ? 'pass' : 'info', index % 3 ? 'Pass' : 'Info'),
        inlineCode(index % 4 ? '' : `/etc/docker/daemon.json (${index % 7} lines)`)
      ])
    ),
    heading(2, 'About the log', 'about'),
    paragraph('Every line of the log was understood, and its counts agree with what was found.')
  )
}
