import type {Tone} from './nodes.ts'

/** Colours of a tone on a white page: text on fill has a contrast of at least 4.5 to 1. */
export interface ToneColour {
  /** Fill, `#rrggbb`. */
  readonly fill: string
  /** Text on the fill, `#rrggbb`. */
  readonly text: string
}

/** The one palette, for HTML (light), PDF and charts. */
export const tones: Readonly<Record<Tone, ToneColour>> = {
  critical: {fill: '#7f1d1d', text: '#ffffff'},
  high: {fill: '#b3261e', text: '#ffffff'},
  medium: {fill: '#b45309', text: '#ffffff'},
  low: {fill: '#52606d', text: '#ffffff'},
  pass: {fill: '#1a7f37', text: '#ffffff'},
  fail: {fill: '#b3261e', text: '#ffffff'},
  review: {fill: '#1d4ed8', text: '#ffffff'},
  error: {fill: '#86198f', text: '#ffffff'},
  skipped: {fill: '#6b7280', text: '#ffffff'},
  info: {fill: '#0e7490', text: '#ffffff'},
  neutral: {fill: '#374151', text: '#ffffff'}
}
