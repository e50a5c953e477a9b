import type {Renderer} from '../renderer.ts'
import {scanEmitters} from './scan.ts'

/** Data formats, in the order of help; each has a file of its own, loaded when it is used. */
export const emitters: readonly Renderer[] = Object.freeze([...scanEmitters])
