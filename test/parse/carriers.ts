import {decode} from '../../src/parse/index.ts'

/** Around every line. */
export type Wrap = (line: string, index: number) => string

const esc = '\u001b'
const time = (index: number): string => `2026-11-20T09:41:${String(index % 60).padStart(2, '0')}`
const coloured = (line: string, mark: string): string =>
  line.replace(/^\[(PASS|FAIL|WARN|INFO|NOTE)\]( ?)/, `${mark}[1;32m[$1]$2${mark}[0m`)

/** Carriers that put something around each line; the node that is expected of them, if any. */
export const wraps: Readonly<Record<string, {readonly wrap: Wrap; readonly node?: string}>> = {
  'kubectl logs --prefix': {wrap: line => `[pod/kube-bench-x1/kube-bench] ${line}`, node: 'kube-bench-x1'},
  'kubectl logs --timestamps': {wrap: (line, at) => `${time(at)}.123456789Z ${line}`},
  'kubectl logs --prefix --timestamps': {
    wrap: (line, at) => `[pod/kube-bench-x1/kube-bench] ${time(at)}.123456789Z ${line}`,
    node: 'kube-bench-x1'
  },
  'CRI log file': {wrap: (line, at) => `${time(at)}.123456789+02:00 stdout F ${line}`},
  'json-file of Docker': {
    wrap: (line, at) => `{"log":${JSON.stringify(`${line}\n`)},"stream":"stdout","time":"${time(at)}.000000001Z"}`
  },
  'docker logs -t': {wrap: (line, at) => `${time(at)}.000000001Z ${line}`},
  stern: {wrap: line => `kube-bench-4j2bd kube-bench ${line}`, node: 'kube-bench-4j2bd'},
  'stern --timestamps': {wrap: (line, at) => `kube-bench-4j2bd kube-bench ${time(at)}Z ${line}`, node: 'kube-bench-4j2bd'},
  'docker compose v1, coloured': {wrap: line => `${esc}[36mkube-bench_1  |${esc}[0m ${line}`},
  'docker compose v2': {wrap: line => `kube-bench-1  | ${line}`},
  'docker compose v2 --timestamps': {wrap: (line, at) => `kube-bench-1  | ${time(at)}.000000001Z ${line}`},
  journald: {wrap: line => `Nov 20 09:41:07 worker-1 kube-bench[4711]: ${line}`, node: 'worker-1'},
  'journald -o short-precise': {wrap: line => `Nov 20 09:41:07.123456 worker-1 kube-bench[4711]: ${line}`, node: 'worker-1'},
  'journald -o short-iso': {wrap: (line, at) => `${time(at)}+0000 worker-1 kube-bench[4711]: ${line}`, node: 'worker-1'},
  'journald -o short-full': {wrap: line => `Fri 2026-11-20 09:41:07 UTC worker-1 kube-bench[4711]: ${line}`, node: 'worker-1'},
  'journald -o short-monotonic': {wrap: line => `[ 1234.567890] worker-1 kube-bench[4711]: ${line}`, node: 'worker-1'},
  'GitHub Actions': {wrap: (line, at) => `${time(at)}.1234567Z ${line}`},
  'gh run view --log': {wrap: (line, at) => `scan\tRun bench\t${time(at)}.1234567Z ${line}`},
  GitLab: {wrap: (line, at) => `${time(at)}.123456Z 00O ${line}`},
  'Jenkins Timestamper, full': {wrap: (line, at) => `[${time(at)}.123Z] ${line}`},
  'Jenkins Timestamper, clock': {wrap: line => `09:41:07  ${line}`},
  'Markdown quote': {wrap: line => `> ${line}`},
  'Markdown indentation': {wrap: line => `    ${line}`},
  'HTML line breaks': {wrap: line => `${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}<br>`},
  'colour, raw': {wrap: line => coloured(line, esc)},
  'colour, as pictures': {wrap: line => coloured(line, '\u241b')},
  'colour, as carets': {wrap: line => coloured(line, '^[')},
  'colour, as less shows it': {wrap: line => coloured(line, 'ESC')},
  'colour, escape lost': {wrap: line => coloured(line, '')},
  'colour, eight-bit': {wrap: line => coloured(line, esc).replaceAll(`${esc}[`, '\u009b')},
  'colour under a prefix': {wrap: line => `[pod/kube-bench-x1/kube-bench] ${coloured(line, esc)}`, node: 'kube-bench-x1'},
  'line numbers': {wrap: (line, at) => `${String(at + 1).padStart(6)}\t${line}`}
}

const html = (line: string): string => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const yaml = (line: string): string => (/^$|^[[&*!|>%@`"'{#-]|^\s|: |:$| #/.test(line) ? `'${line.replaceAll("'", "''")}'` : line)

/** What tools put around each line of text where they print it as a list: learnt from what stands before checks. */
export const lists: Readonly<Record<string, {readonly wrap: Wrap; readonly node?: string}>> = {
  "Ansible's stdout_lines": {wrap: line => `        ${JSON.stringify(line)},`},
  'a list of YAML': {wrap: line => `  - ${yaml(line)}`},
  'entries of Google Cloud': {
    wrap: (line, at) =>
      `  {\n    "insertId": "1a${at}z",\n    "textPayload": ${JSON.stringify(line)},\n    "timestamp": "${time(at)}Z"\n  },`
  },
  'JSON of a line each, with its pod': {
    wrap: (line, at) => JSON.stringify({labels: {app: 'scan', pod: 'kube-bench-x1'}, line, timestamp: `${time(at)}.000000001Z`}),
    node: 'kube-bench-x1'
  },
  'stern --output json': {
    wrap: line => JSON.stringify({message: line, nodeName: 'worker-1', namespace: 'default', podName: 'kube-bench-x1'}),
    node: 'kube-bench-x1'
  },
  logfmt: {wrap: (line, at) => `ts=${time(at)}Z level=info msg=${JSON.stringify(line)}`},
  'syslog, RFC 5424': {wrap: (line, at) => `<14>1 ${time(at)}.123Z worker-1 kube-bench ${4000 + at} - - ${line}`},
  'rows of Markdown': {wrap: (line, at) => `| ${at + 1} | ${line.replaceAll('|', '\\|')} |`},
  CSV: {wrap: (line, at) => `${at + 1},"${line.replaceAll('"', '""')}"`},
  'elements of HTML': {wrap: line => `<li>${html(line)}</li>`},
  'cells of HTML with colour': {
    wrap: line => `<tr><td class="log">${html(line).replace(/^\[(\w+)\]/, '<span style="color: green">[$1]</span>')}</td></tr>`
  },
  asciinema: {wrap: (line, at) => JSON.stringify([at / 8, 'o', `${line}\r\n`])},
  'a border behind each line': {wrap: line => `${line} |`},
  'backslashes behind each line': {wrap: line => `${line} \\`},
  'carriage returns as an editor shows them': {wrap: line => `${line}^M`},
  'cat -A': {wrap: line => `${line}$`},
  'a list of Markdown': {wrap: line => `- ${line}`},
  'code of Markdown': {wrap: line => (line === '' ? '' : `\`${line}\``)},
  'a bold status': {wrap: line => line.replace(/^\[(\w+)\]/, '**[$1]**')},
  'Markdown, escaped': {wrap: line => line.replace(/[[\]*_\\]/g, '\\$&')},
  'grep -n': {wrap: (line, at) => `${at + 1}:${line}`},
  'indentation by two': {wrap: line => `  ${line}`},
  'a name that nobody knows': {wrap: line => `scan of today: ${line}`},
  'blanks that do not break': {wrap: line => line.replaceAll(' ', '\u00a0')}
}

/** Carriers of the whole log. */
export const whole: Readonly<Record<string, (log: string) => string>> = {
  CRLF: log => log.replaceAll('\n', '\r\n'),
  'CR CR LF of a typescript': log =>
    `Script started on 2026-11-20 09:41:07+00:00 [TERM="xterm"]\n${log.replaceAll('\n', '\r\r\n')}\nScript done on 2026-11-20 09:41:09+00:00 [COMMAND_EXIT_CODE="0"]\n`,
  'UTF-8 byte order mark': log => `\ufeff${log}`,
  'UTF-8 bytes with mark': log => decode(new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(log)])),
  'UTF-16LE with mark': log => decode(utf16(log, true, true)),
  'UTF-16LE without mark': log => decode(utf16(log, true, false)),
  'UTF-16BE with mark': log => decode(utf16(log, false, true)),
  'UTF-16BE without mark': log => decode(utf16(log, false, false)),
  'Markdown fence': log => `# Results\n\n\`\`\`text\n${log}${log.endsWith('\n') ? '' : '\n'}\`\`\`\n`,
  'a shell prompt before it': log => `root@node:~# ./bench.sh --some-flag\n${log}root@node:~# \n`,
  'colour spans that end on the next line': log =>
    log.replace(/^(== .*)$/gm, `${esc}[33m$1`).replace(/^(== .*\n|\u001b\[33m== .*\n)/gm, `$1${esc}[0m`),
  'a sequence cut by the end of a line': log => {
    const lines = log.split('\n')
    return lines
      .map((line, at) => (at === 0 || at === lines.length - 1 ? line : `[0m${line}`))
      .map((line, at) => (at < lines.length - 2 ? `${line}${esc}` : line))
      .join('\n')
  }
}

/** Carriers that only text goes through. */
export const wholeText: Readonly<Record<string, (log: string) => string>> = {
  "a string of somebody's JSON": log => `${JSON.stringify({host: 'web', benchmark_output: log})}\n`
}

/** Terminals that a log was copied from; a log of a few lines does not show that it was cut. */
export const terminals: Readonly<Record<string, (log: string) => string>> = {
  'a terminal of 80 columns': log => rows(log, 80),
  'a terminal of 100 columns, CRLF': log => rows(log, 100).replaceAll('\n', '\r\n')
}

/** Cut lines into rows, as a terminal does. */
function rows(log: string, width: number): string {
  return log.replace(new RegExp(`([^\\n]{${width}})(?=[^\\n])`, 'g'), '$1\n')
}

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const bytes = new Uint8Array((text.length + (mark ? 1 : 0)) * 2)
  const view = new DataView(bytes.buffer)
  if (mark) view.setUint16(0, 0xfeff, little)
  for (let index = 0; index < text.length; index++) view.setUint16((index + (mark ? 1 : 0)) * 2, text.charCodeAt(index), little)
  return bytes
}
