/*
 * Addresses are known by their form. A version of four numbers or an id of a check has the same form: what stands
 * behind "version" or is an id of this document is none.
 */

/** Digits, with neither a letter, a digit nor a dot before, and no further part behind. */
const four = /(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w]|\.\d)/g
/** As AWS names its machines: `ip-10-0-0-1`. */
const dashed = /(?<![A-Za-z0-9])ip-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})(?!\d)/gi
/** A run of what IPv6 is written with; whether it is one is looked at then. */
const run = /(?<![\w:.])[0-9a-fA-F:][0-9a-fA-F:.]*/g
const versioned = /(?:version|using|release)[\s:=v"'`]*$/i
const longestIpv6 = 45

/** An address found in a text. */
export interface FoundAddress {
  /** Where it starts. */
  readonly start: number
  /** As written. */
  readonly text: string
  /** The same for every spelling of one address. */
  readonly key: string
}

/**
 * Find the addresses in a text.
 *
 * @param text Text.
 * @param ids Ids of checks, which are none.
 * @returns Those that belong to somebody, in order: loopback, unspecified, broadcast, netmasks and the address that
 * clouds give their metadata service stay readable, for they carry the meaning of a finding.
 */
export function addressesIn(text: string, ids: ReadonlySet<string>): readonly FoundAddress[] {
  const found: FoundAddress[] = []
  if (text.includes(':'))
    for (const {0: hit, index} of text.matchAll(run)) {
      const end = endOf(hit)
      const key = end < 3 || end > longestIpv6 ? null : ipv6Key(hit.slice(0, end))
      if (key !== null) found.push({start: index, text: hit.slice(0, end), key})
    }
  if (!/\d[.-]\d/.test(text)) return found
  for (const {0: hit, index} of text.matchAll(four)) {
    if (ids.has(hit) || versioned.test(text.slice(Math.max(0, index - 16), index)) || !isOwn(hit)) continue
    if (found.some(({start, text: other}) => index >= start && index < start + other.length)) continue
    found.push({start: index, text: hit, key: normal(hit)})
  }
  for (const {0: hit, index, ...parts} of text.matchAll(dashed)) {
    const address = [parts[1], parts[2], parts[3], parts[4]].join('.')
    if (isOwn(address)) found.push({start: index, text: hit, key: normal(address)})
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/**
 * Tell whether a name is nothing but an address.
 *
 * @param name Name.
 * @returns Whether it is; those that stay readable are addresses too.
 */
export function isAddress(name: string): boolean {
  const bare = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name
  return isIpv4(bare) || (bare.length <= longestIpv6 && bare.includes(':') && groupsOf(bare.toLowerCase()) !== null)
}

/** Without the full stop or colon of the sentence. */
function endOf(hit: string): number {
  let end = hit.length
  while (end > 0 && (hit[end - 1] === '.' || (hit[end - 1] === ':' && hit[end - 2] !== ':'))) end--
  return end
}

function isIpv4(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every(part => Number(part) <= 255)
}

function normal(address: string): string {
  return address.split('.').map(Number).join('.')
}

function isOwn(address: string): boolean {
  if (!isIpv4(address)) return false
  const [first = 0, second = 0, third = 0, last = 0] = address.split('.').map(Number)
  return !(first === 127 || first === 0 || first === 255 || (first === 169 && second === 254 && third === 169 && last === 254))
}

/** One spelling for all of an address; null when it is none, or stays readable. */
function ipv6Key(text: string): string | null {
  const groups = groupsOf(text.toLowerCase())
  if (groups === null) return null
  const head = groups.slice(0, 5).every(group => group === 0)
  if (head && groups[5] === 0 && groups[6] === 0 && (groups[7] ?? 0) <= 1) return null
  if (head && groups[5] === 0xffff) {
    const mapped = [(groups[6] ?? 0) >> 8, (groups[6] ?? 0) & 255, (groups[7] ?? 0) >> 8, (groups[7] ?? 0) & 255].join('.')
    return isOwn(mapped) ? mapped : null
  }
  return groups.map(group => group.toString(16)).join(':')
}

/** The eight groups of an IPv6 address, or null. */
function groupsOf(text: string): readonly number[] | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const parts = halves.map(half => (half === '' ? [] : half.split(':')))
  const tail = parts.at(-1)
  const last = tail?.at(-1)
  if (tail !== undefined && last?.includes('.') === true) {
    if (!isIpv4(last)) return null
    const [a = 0, b = 0, c = 0, d = 0] = last.split('.').map(Number)
    tail.splice(-1, 1, ((a << 8) | b).toString(16), ((c << 8) | d).toString(16))
  }
  const all = parts.flat()
  if (all.some(part => !/^[0-9a-f]{1,4}$/.test(part))) return null
  if (halves.length === 1) return all.length === 8 ? all.map(part => Number.parseInt(part, 16)) : null
  if (all.length > 7) return null
  const [before = [], after = []] = parts
  const zeros = Array.from({length: 8 - all.length}, () => '0')
  return [...before, ...zeros, ...after].map(part => Number.parseInt(part, 16))
}
