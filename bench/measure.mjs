// Helpers of the benchmarks: every figure is a ratio within one run, for times alone are noise.
import {spawnSync} from 'node:child_process'

/** Median wall time of a command over some runs, in milliseconds; the two commands take turns. */
export function pairs(left, right, runs = 15) {
  const times = [[], []]
  for (let index = 0; index < runs; index++) {
    for (const [side, args] of [left, right].entries()) {
      const start = performance.now()
      const {status} = spawnSync(process.execPath, args, {stdio: 'ignore'})
      if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
      times[side].push(performance.now() - start)
    }
  }
  return times.map(median)
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

/** Print a figure with its budget and remember a broken one for the exit code. */
export function budget(name, value, most, unit = '×') {
  const kept = value <= most
  console.log(`${kept ? 'ok  ' : 'OVER'} ${name}: ${value.toFixed(2)} ${unit} (at most ${most} ${unit})`)
  if (!kept) process.exitCode = 1
}
