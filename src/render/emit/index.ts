import type {Renderer} from '../renderer.ts'
import {lintEmitters} from './lint.ts'

/** Data formats, in the order of help; each has a file of its own, loaded when it is used. */
export const emitters: readonly Renderer[] = Object.freeze([...lintEmitters])
