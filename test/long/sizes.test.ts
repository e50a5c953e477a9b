import {expect, test} from 'vitest'
import {parse} from '../../src/parse/index.ts'

/** What a hostile or broken log may be full of. */
const shapes: Readonly<Record<string, (length: number) => string>> = {
  'one long line': length => 'x'.repeat(length),
  'opening brackets': length => '['.repeat(length),
  'tabs and blanks': length => '\t '.repeat(length / 2),
  'nested quotes': length => '"\\"'.repeat(length / 3),
  'opening objects': length => '{"a":'.repeat(length / 5),
  'lines of braces': length => '{\n'.repeat(length / 2),
  'pieces of JSON': length => '"id": "1",\n'.repeat(length / 11),
  'documents of others': length => '{"x":1}\n'.repeat(length / 8),
  'escaped quotes in a flat log': length => `{"dockerbenchsecurity":"1","x":"${'\\"'.repeat(length / 2)}`,
  'half colours': length => '\u001b['.repeat(length / 2),
  'half prefixes': length => '[pod/'.repeat(length / 5),
  'HTML breaks': length => '<br>'.repeat(length / 4),
  'open elements': length => '<testcase '.repeat(length / 10),
  'written-out line feeds': length => '\\n[PASS] '.repeat(length / 9),
  'headings only': length => '== Summary ==\n'.repeat(length / 14),
  'counts only': length => '1 checks PASS\n'.repeat(length / 14),
  'remediations of unknown ids': length =>
    `${'[FAIL] 1.1.1 a\n'.repeat(length / 30)}\n== Remediations master ==\n${'1.1.2 b\n'.repeat(length / 16)}`,
  'a title of brackets': length => `[PASS] 1.1 - ${'('.repeat(length)}`,
  'a list of checks': length => '  - "[PASS] 1.1.1 x",\n'.repeat(length / 22),
  'a list of open quotes': length => `${'"[PASS] 1.1.1 x\n'.repeat(3)}"[PASS] 1.1.1 ${'""\\'.repeat(length / 3)}`,
  'a list behind numbers': length => `${'1 "[PASS] 1.1.1 x"\n'.repeat(3)}${'1.'.repeat(length / 2)}`,
  'a list that ends in punctuation': length => `${'[PASS] 1.1.1 x |\n'.repeat(3)}${'|'.repeat(length)} `,
  'another beginning for each line': length =>
    Array.from({length: length / 30}, (_, at) => `${at.toString(2).replaceAll('0', 'a').replaceAll('1', 'b')}! [PASS] 1.1.1 x`).join('\n'),
  'three lines of each beginning': length =>
    Array.from(
      {length: length / 30},
      (_, at) =>
        `${Math.floor(at / 3)
          .toString(2)
          .replaceAll('0', 'a')
          .replaceAll('1', 'b')}! [PASS] 1.1.1 x`
    ).join('\n'),
  'markup before each check': length => '<b><i>[PASS] 1.1.1 x\n'.repeat(length / 22),
  'open markup': length => '<b <i '.repeat(length / 6),
  'a pod for each line': length => Array.from({length: length / 30}, (_, at) => `[pod/p${at}/c] [PASS] 1.1.1 x`).join('\n')
}

test.each(Object.entries(shapes))('%s: four times the length should not take much more than four times as long', (_, shape) => {
  // The best of some runs: the machine may be busy.
  const cost = (text: string, runs: number): number => {
    let best = Number.POSITIVE_INFINITY
    for (let run = 0; run < runs; run++) {
      const before = process.cpuUsage()
      parse(text)
      const {user, system} = process.cpuUsage(before)
      best = Math.min(best, user + system)
    }
    return best
  }
  const small = Math.max(cost(shape(1_000_000), 5), 10_000)
  expect(cost(shape(4_000_000), 3) / small).toBeLessThan(9)
})
