import type {LintReport} from '../../model/index.ts'
import type {Renderer} from '../renderer.ts'

/** Formats of `lint` only, text first: that is what a terminal wants. */
export const lintEmitters: readonly Renderer[] = [
  {
    name: 'text',
    title: 'Text',
    extension: '.txt',
    mediaType: 'text/plain',
    accepts: ['lint'],
    async render(report) {
      return (await import('./lint-text.ts')).lintText(report as LintReport)
    }
  },
  {
    name: 'json',
    title: 'JSON',
    extension: '.json',
    mediaType: 'application/json',
    accepts: ['lint'],
    async render(report) {
      return (await import('./lint-json.ts')).lintJson(report as LintReport)
    }
  },
  {
    name: 'sarif',
    title: 'SARIF 2.1.0',
    extension: '.sarif',
    mediaType: 'application/sarif+json',
    accepts: ['lint'],
    async render(report) {
      return (await import('./lint-sarif.ts')).lintSarif(report as LintReport)
    }
  }
]
