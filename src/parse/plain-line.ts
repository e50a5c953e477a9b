import type {Line} from './line.ts'

/**
 * The line at hand of a log without carriers: one object for all of them, for making one for each would be a third of
 * the work of reading them. A class, because a getter of a prototype is the only one that costs nothing.
 */
export class PlainLine implements Line {
  start = 0
  end = 0
  next = 0
  line = 0
  column = 0
  endLine = 0
  endColumn = 0
  stream = ''
  source = ''
  from = 0
  to = 0
  get text(): string {
    return this.source.slice(this.from, this.to)
  }
}
