import type {Link, Parent, PhrasingContent} from 'mdast'
import type {Badge, Tone} from '../nodes.ts'
import {tones} from '../tones.ts'
import {badgeScheme} from './texts.ts'

/**
 * Put badges where the helper `badge` left a mark: a link with an address of ours.
 *
 * @param parent Tree of the Markdown of a template; it is changed.
 */
export function drawBadges(parent: Parent): void {
  parent.children = parent.children.map(child => {
    if (child.type === 'link' && child.url.startsWith(badgeScheme)) return badgeOf(child)
    if ('children' in child) drawBadges(child as Parent)
    return child
  }) as Parent['children']
}

function badgeOf({url, children}: Link): Badge {
  const tone = decode(url.slice(badgeScheme.length))
  return {type: 'badge', tone: Object.hasOwn(tones, tone) ? (tone as Tone) : 'neutral', value: children.map(wordsOf).join('')}
}

function decode(tone: string): string {
  try {
    return decodeURIComponent(tone)
  } catch {
    // A template can write the address by hand.
    return tone
  }
}

function wordsOf(node: PhrasingContent): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(wordsOf).join('') : ''
}
