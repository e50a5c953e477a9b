/**
 * # benchscribe/pdf
 * The PDF renderer, apart because pdfkit is heavy. Browser-safe.
 * @packageDocumentation
 */
import {documentKinds, type Renderer, treeOf} from './render/index.ts'

/** PDF: `render(report, {to: 'pdf', renderers: [pdf]})`. */
export const pdf: Renderer = {
  name: 'pdf',
  title: 'PDF',
  extension: '.pdf',
  mediaType: 'application/pdf',
  accepts: documentKinds,
  async render(report, options) {
    const {toPdf} = await import('./render/pdf/index.ts')
    return toPdf(await treeOf(report, options), {
      title: report.title,
      subject: report.headline,
      date: report.generatedAt === null ? null : new Date(report.generatedAt),
      pageSize: options.pageSize ?? 'A4',
      ...(options.fonts === undefined ? {} : {furtherFonts: options.fonts}),
      ...(options.logo === undefined ? {} : {logo: options.logo})
    })
  }
}
