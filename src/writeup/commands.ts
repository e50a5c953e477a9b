import type {WriteUpCommand} from '../model/index.ts'
import type {Line} from './lines.ts'

const programs =
  '(?:docker(?:d|-compose)?|kubectl|kubelet|kubeadm|kube-(?:apiserver|controller-manager|scheduler|proxy)|etcd|chmod|chown|systemctl|service|auditctl|export|curl|openssl|useradd|groupadd|usermod)'
const start = new RegExp(`^(?:[\\s>$#%→-]{0,12})(?:sudo\\s+(?:-\\w\\s+)?)?(?=${programs}\\s)`)
const quotedStart = new RegExp(`[\`'"](?:[$#]\\s)?(?:sudo\\s+)?(?=${programs}\\s)`, 'g')
/** What may follow a program's name when the line is a command and no sentence about it. */
const argument =
  /^(?:docker(?:d|-compose)?\s+(?:run|create|build|pull|push|exec|network|container|image|volume|swarm|service|stack|compose|info|inspect|ps|stop|start|rm|rmi|trust|update|tag|load|save|login|system|secret|node|-)|dockerd\s+-|kubectl\s+[a-z-]+\s|kube(?:let|adm|-[a-z-]+)\s+(?:--|init|join|reset|certs)|etcd\s+--|ch(?:mod|own)\s+(?:-[a-zA-Z]+\s+)?[\w:+=.-]+\s+\S*\/|systemctl\s+(?:--\S+\s+)?(?:restart|reload|stop|start|enable|disable|daemon-reload|status|edit|show)|service\s+\S+\s+(?:restart|start|stop)|auditctl\s+-|export\s+[A-Z_]+=|curl\s+\S*[-:/]|openssl\s+[a-z]|user\w+\s+-|groupadd\s+-)/

/**
 * Find commands: lines that are one, and quoted ones inside sentences.
 *
 * @param lines Lines.
 * @param under Index of the finding each line stands under.
 * @returns Commands in order.
 */
export function commandsOf(lines: readonly Line[], under: readonly (number | null)[]): readonly WriteUpCommand[] {
  const found: WriteUpCommand[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (!line) continue
    const finding = under[index] ?? null
    const body = line.code ? line.raw : line.raw.slice(Math.max(0, line.column - 1))
    const shift = line.raw.length - body.length
    const lead = start.exec(body)
    if (lead && argument.test(body.slice(lead[0].length))) {
      let text = body.slice(lead[0].length)
      // A backslash at the end of a line carries the command on.
      let last = index
      for (; /\\\s*$/.test(text) && last + 1 < lines.length && last < index + 40; last++)
        text = `${text.replace(/\\\s*$/, ' ')}${lines[last + 1]?.raw ?? ''}`
      index = last
      push(
        found,
        text.replace(/[`'"]\s*\.?$/, match => (unbalanced(text) ? '' : match)),
        line.number,
        shift + lead[0].length + 1,
        finding
      )
      continue
    }
    for (const hit of line.raw.matchAll(quotedStart)) {
      const from = hit.index + hit[0].length
      const quote = hit[0][0] ?? '`'
      const end = line.raw.indexOf(quote, from)
      const text = line.raw.slice(from, end < 0 ? undefined : end)
      if (argument.test(text)) push(found, text, line.number, from + 1, finding)
    }
    // `… command below: docker run …` and `--> docker build …` at the end of a sentence.
    const behind =
      /(?:-{1,2}>|:|=>|→)\s{0,3}(?=(?:sudo\s)?(?:docker\s+(?:run|build|network|create|exec)\s|export\s+[A-Z_]+=|ch(?:mod|own)\s))/.exec(
        line.raw
      )
    if (behind && !found.some(one => one.line === line.number)) {
      const from = behind.index + behind[0].length
      if (argument.test(line.raw.slice(from).replace(/^sudo\s/, ''))) push(found, line.raw.slice(from), line.number, from + 1, finding)
    }
  }
  return found
}

function unbalanced(text: string): boolean {
  return (text.match(/[`'"]/g)?.length ?? 0) % 2 === 1
}

function push(found: WriteUpCommand[], text: string, line: number, column: number, finding: number | null): void {
  const all = wordsOf(text.slice(0, 2000))
  // `export A=1 and then …`: words behind the assignments are a sentence.
  const words = all[0] === 'export' ? all.filter((one, index) => index === 0 || /^[A-Z_]+=/.test(one)) : all
  if (words.length > 1) found.push({words, text: text.trim(), line, column, finding})
}

/**
 * Split a command as a shell does, as far as quotes and blanks go.
 *
 * @param text Command.
 * @returns Words, quotes taken off; nothing behind `;`, `|`, `&&` or `#`.
 */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  let word = ''
  let inside = false
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (quote !== '') {
      if (char === quote) quote = ''
      else word += char
    } else if (char === '"' || char === "'") {
      quote = char
      inside = true
    } else if (char === '<' && /^<[A-Za-z][^<>\n]{0,60}>/.test(text.slice(at, at + 64))) {
      // `<container name>` in a recipe is one word.
      const end = text.indexOf('>', at)
      word += text.slice(at, end + 1)
      inside = true
      at = end
    } else if (/\s/.test(char)) {
      if (inside) words.push(word)
      word = ''
      inside = false
    } else if (char === ';' || char === '|' || (char === '&' && text[at + 1] === '&') || (char === '#' && !inside) || char === '`') break
    else {
      word += char
      inside = true
    }
  }
  if (inside) words.push(word)
  return words
}
