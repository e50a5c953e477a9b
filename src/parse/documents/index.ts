import type {DocumentDialect} from '../dialect.ts'
import type {Emit} from '../events.ts'
import type {Place} from '../line.ts'
import type {Source} from '../source.ts'

/** Reads the documents (JSON, XML) that stand in one stream of a log, among lines of text. */
export interface DocumentReader {
  read(source: Source, from: number, final: boolean): number
  end(place: Place): void
}

export function readDocumentsOf(dialects: readonly DocumentDialect[], emit: Emit, _node: string | null): DocumentReader {
  return {
    read(source, from, final) {
      if (from !== 0) return from
      const head = source.text.slice(0, 65_536)
      let best: DocumentDialect | null = null
      let most = 0.5
      for (const dialect of dialects) {
        const sure = dialect.detect(head)
        if (sure > most) {
          most = sure
          best = dialect
        }
      }
      if (!best) return from
      if (!final) return -1
      best.events(source.text, emit)
      return source.text.length
    },
    end() {}
  }
}
