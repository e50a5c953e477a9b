import type {FindingBlock} from '../nodes.ts'
import {wrapped} from './inline.ts'
import {badgesIn} from './items.ts'
import type {Sink} from './sink.ts'

/** What is read of a folded finding beside its heading: the badges of its first block, such as outcome and severity. */
export function marks(node: FindingBlock): readonly (readonly [tone: string, word: string])[] {
  return badgesIn(node.children[1]).map(({tone, value}) => [tone, value])
}

/** A link to the finding it stands in, for people who want to show it to others. */
export function selfLink(sink: Sink, id: string, label: string): void {
  wrapped(sink, 'a', () => sink.text('#'), {class: 'self', href: `#${id}`, 'aria-label': `Link to ${label}`})
}
