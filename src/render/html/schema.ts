import type {Schema} from 'hast-util-sanitize'

const tones = ['critical', 'high', 'medium', 'low', 'pass', 'fail', 'review', 'error', 'skipped', 'info', 'neutral']

/**
 * What may be in a report: the elements that Markdown and our nodes make, and nothing else. Ids come from our
 * anchors, never from a log, so they need no prefix.
 */
export const schema: Schema = {
  strip: ['script', 'style'],
  clobber: [],
  clobberPrefix: '',
  protocols: {href: ['http', 'https', 'mailto']},
  tagNames: [
    'a',
    'blockquote',
    'br',
    'code',
    'del',
    'details',
    'div',
    'em',
    'figcaption',
    'figure',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'hr',
    'li',
    'nav',
    'ol',
    'p',
    'pre',
    'rect',
    'span',
    'strong',
    'summary',
    'svg',
    'table',
    'tbody',
    'td',
    'th',
    'thead',
    'tr',
    'ul'
  ],
  attributes: {
    '*': [],
    a: ['href'],
    code: [['className', /^language-[a-z]+$/]],
    details: ['open', ['className', 'finding'], 'dataOutcome', 'dataSeverity', 'dataStride', 'dataSurface'],
    div: [['className', 'table'], ['tabIndex', 0], ['role', 'region'], 'ariaLabel'],
    h1: ['id'],
    h2: ['id'],
    h3: ['id'],
    h4: ['id'],
    h5: ['id'],
    h6: ['id'],
    header: [['className', 'cover']],
    nav: ['ariaLabel'],
    ol: ['start'],
    rect: [['className', ...tones], 'x', 'y', 'width', 'height'],
    span: [['className', 'badge', 'swatch', ...tones], 'ariaHidden'],
    svg: ['viewBox', 'preserveAspectRatio', 'ariaHidden', 'focusable'],
    td: [['className', 'right']],
    th: [['className', 'right']],
    ul: [['className', 'legend']]
  }
}
