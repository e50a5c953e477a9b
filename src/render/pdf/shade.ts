import type {Shade} from '../nodes.ts'
import {tones} from '../tones.ts'
import {colours} from './theme.ts'

/** How strong a tint is at most. */
const strongest = 0.34
/** Contrast every colour of text keeps on a tint: what WCAG asks of small text. */
const leastContrast = 4.5
/** Colours of text that may stand in a cell. */
const inks = [colours.ink, colours.link] as const

const known = new Map<string, string>()

/**
 * Choose the ground of a tinted cell: light enough for all text on it to be read.
 *
 * @param shade Tone and weight.
 * @returns `#rrggbb`; null for no tint.
 */
export function groundOf({tone, weight}: Shade): string | null {
  // A little of something is seen to be something.
  const strength = weight > 0 ? Math.round((0.07 + (strongest - 0.07) * Math.min(1, weight)) * 100) / 100 : 0
  if (!(strength > 0)) return null
  const key = `${tone} ${strength}`
  let ground = known.get(key)
  if (ground === undefined) {
    ground = readable((tones[tone] ?? tones.neutral).fill, strength)
    known.set(key, ground)
  }
  return ground
}

function readable(colour: string, strength: number): string {
  const ground = mix(colour, strength)
  return inks.every(ink => contrast(ink, ground) >= leastContrast) ? ground : readable(colour, strength - 0.02)
}

/** A colour on white. */
function mix(colour: string, strength: number): string {
  const part = (at: number): string =>
    Math.round(255 - (255 - Number.parseInt(colour.slice(at, at + 2), 16)) * strength)
      .toString(16)
      .padStart(2, '0')
  return `#${part(1)}${part(3)}${part(5)}`
}

/**
 * Measure how far apart two colours are, as WCAG does.
 *
 * @param one `#rrggbb`.
 * @param other `#rrggbb`.
 * @returns 1 (the same) to 21.
 */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
