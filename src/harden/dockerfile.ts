import type {ImageWay} from '../model/index.ts'

/** A change of images. */
export interface ImageChange {
  /** What it is about: the control's title. */
  readonly title: string
  /** Ids of the findings. */
  readonly ids: readonly string[]
  /** Images or containers the log names. */
  readonly images: readonly string[]
  /** The change. */
  readonly way: ImageWay
  /** Steps in our words. */
  readonly steps: readonly string[]
}

/**
 * Write what to change in Dockerfiles.
 *
 * @param changes Changes.
 * @returns Text, commented as a Dockerfile is, so that the lines can be copied.
 */
export function dockerfileAdvice(changes: readonly ImageChange[]): string {
  const lines = ['# What to change in Dockerfiles, written by benchscribe. Words in capitals are yours to fill in.', '']
  for (const {title, ids, images, way, steps} of changes) {
    lines.push(...commented(`${title} (${ids.join(', ')})`))
    if (images.length > 0) lines.push(...commented(`Named by the log: ${images.join(', ')}`))
    for (const step of steps) lines.push(...commented(`- ${step}`))
    for (const line of way.remove) lines.push(`# instead of: ${line}`)
    lines.push(...way.add, '')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/** Text of a log becomes comments only: every line break in it is one of a comment. */
function commented(text: string): readonly string[] {
  return [`# ${text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')}`]
}
