import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {ReportFinding, ScanReport} from '../../../src/model/index.ts'
import {identitiesOf, idOf} from '../../../src/render/emit/identity.ts'
import {pathOf, relativePathOf, uriOf} from '../../../src/render/emit/place.ts'
import {worstFirst} from '../../../src/render/emit/select.ts'
import {bytesOf, clip, codeBlock, codeSpan, line, lines} from '../../../src/render/emit/text.ts'
import {sample} from '../../fixtures.ts'
import {nodesOfType, readMarkdown, reportOf} from '../reports.ts'

describe('the place of a log', () => {
  test.each([
    [null, 'scan.log', 'scan.log', 'scan.log'],
    ['-', 'scan.log', 'scan.log', 'scan.log'],
    ['', 'scan.log', 'scan.log', 'scan.log'],
    ['./logs/a.log', 'logs/a.log', 'logs/a.log', 'logs/a.log'],
    ['logs//x/../a b.log', 'logs/a b.log', 'logs/a b.log', 'logs/a%20b.log'],
    ['../../a.log', 'a.log', 'a.log', 'a.log'],
    ['/var/log/a.log', '/var/log/a.log', 'var/log/a.log', 'file:///var/log/a.log'],
    ['C:\\logs\\a#1.log', 'C:/logs/a#1.log', 'logs/a#1.log', 'file:///C:/logs/a%231.log'],
    ['a:b.log', 'a:b.log', 'a:b.log', 'a%3Ab.log'],
    ['\u202ea\ud800.log', '[U+202E]a[U+D800].log', '[U+202E]a[U+D800].log', '%5BU%2B202E%5Da%5BU%2BD800%5D.log']
  ])('%j', (file, path, relative, uri) => {
    expect([pathOf(file), relativePathOf(file), uriOf(file)]).toEqual([path, relative, uri])
  })
})

describe('the identity of a finding', () => {
  const ids = (report: ScanReport): readonly string[] => {
    const identities = identitiesOf(report)
    return report.findings.map(finding => idOf(identities.get(finding)))
  }

  test('should not change with order of others, lines, statuses, counts and ports', async () => {
    const before = await reportOf({
      text: '[WARN] 2.2 - Ensure Userland Proxy is Disabled\n[WARN] 5.7 - x\n[WARN]      * a: 80\n',
      node: 'n'
    })
    const after = await reportOf({
      text: 'noise\n\n[PASS] 5.7 - x\n[PASS]      * a: 8080\n[PASS] 2.2 - Ensure Userland Proxy is Disabled\n',
      node: 'n'
    })
    expect(ids(after)).toEqual(ids(before).toReversed())
  })

  test('should not change with the edition', async () => {
    const old = await reportOf('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')
    const recent = await reportOf('[WARN] 2.16 - Ensure Userland Proxy is Disabled (Automated)\n')
    expect(recent.findings[0]?.control).toBe('docker.daemon.userland-proxy')
    expect(ids(recent)).toEqual(ids(old))
  })

  test('should change with the node, and be one of its own for each finding', async () => {
    const text = sample('docker-bench-security.log')
    const one = ids(await reportOf({text, node: 'a'}))
    const both = ids(await reportOf({text, node: 'a'}, {text, node: 'b'}))
    expect(both.slice(0, one.length)).toEqual(one)
    expect(new Set(both).size).toBe(both.length)
    const same = ids(await reportOf(text, text))
    expect(new Set(same).size).toBe(same.length)
  })
})

test('the worst should come first, and what is waived last', () => {
  const finding = (outcome: string, severity: string | null, waiver?: object): ReportFinding =>
    ({outcome, severity, ...(waiver ? {waiver} : {})}) as unknown as ReportFinding
  const list = [
    finding('pass', 'critical'),
    finding('fail', 'critical', {reason: 'x'}),
    finding('review', 'high'),
    finding('fail', null),
    finding('fail', 'low'),
    finding('error', 'critical'),
    finding('fail', 'medium'),
    finding('fail', 'high'),
    finding('fail', 'critical')
  ]
  const order = worstFirst(list).map(({outcome, severity}) => `${outcome} ${severity}`)
  const expected = ['fail critical', 'fail high', 'fail medium', 'fail null', 'fail low', 'error critical', 'review high', 'pass critical']
  expect(order).toEqual([...expected, 'fail critical'])
})

describe('text', () => {
  const texts = fc.string({unit: 'binary', maxLength: 60})

  test('should count its bytes as UTF-8 does', () => {
    fc.assert(fc.property(texts, text => bytesOf(text) === Buffer.byteLength(text)))
    expect(bytesOf('\ud800a\udc00')).toBe(Buffer.byteLength('\ud800a\udc00'))
  })

  test('should be cut to its length, not in the middle of a character', () => {
    const whole = fc.string({unit: fc.constantFrom('a', ' ', '\n', '\r\n', '\u{1f600}', '\u0000', '\u{e0041}'), maxLength: 80})
    fc.assert(
      fc.property(whole, fc.integer({min: 1, max: 20}), (text, most) => {
        const [body = ''] = lines(text, most).split('\n… (')
        const cuts = [clip(text, most), line(text, most), body]
        return cuts.every(cut => cut.length <= most && !/\p{Cs}/u.test(cut))
      })
    )
    expect(line('a\u{1f600}b', 3)).toBe('a…')
  })

  test('should say how much was cut', () => {
    expect(lines('one\r\ntwo', 4)).toBe('one\n… (5 more characters in the log)')
    expect(lines('\u0000'.repeat(50), 40)).toBe(`${'[U+0000]'.repeat(4)}\n… (46 more characters in the log)`)
    expect(lines('one\r\ntwo\r', 9)).toBe('one\ntwo\n')
  })

  test('should be read back from a code span and a code block', () => {
    const values = fc.stringMatching(/^[`a \\|*]{1,12}$/).filter(value => value.trim() !== '')
    fc.assert(
      fc.property(values, value => {
        const [span] = nodesOfType(readMarkdown(`x ${codeSpan(value)} y`), 'inlineCode')
        const [block] = nodesOfType(readMarkdown(codeBlock(value)), 'code')
        return span?.value === value && block?.value === value
      })
    )
  })
})
