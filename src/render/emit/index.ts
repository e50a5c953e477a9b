import type {Renderer} from '../renderer.ts'
import {scanEmitters} from './scan.ts'

/** A report's data as JSON. */
const json: Renderer = {
  name: 'json',
  title: 'JSON',
  extension: '.json',
  mediaType: 'application/json',
  accepts: ['diff'],
  async render(report) {
    const {toJson} = await import('./json.ts')
    return toJson(report)
  }
}

/** Data formats, in the order of help; each has a file of its own, loaded when it is used. */
export const emitters: readonly Renderer[] = Object.freeze([...scanEmitters, json])
