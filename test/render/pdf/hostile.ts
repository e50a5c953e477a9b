import type {Root} from 'mdast'
import {badge, code, heading, inlineCode, link, list, paragraph, root, strong, table, text} from './sample.ts'

/** Text nobody would write on purpose: controls, escapes, overrides, lone surrogates, other scripts, structure of PDF. */
export const nasty =
  'a\u0000b\u001b[31mred\u001b[0m \u202eevil\u202c \u200bzero \ud800 \u{e0041} 中文 \u{1f600} e\u0301 ) Tj ET EMC endobj << /Type /Catalog >> \\ ( % \u0085\u2028end'

/** A value of more than 300 characters without a blank. */
export const long = `/var/lib/${'abcdefghij0123456789'.repeat(18)}/end`

/** A tree that puts all of it everywhere. */
export function hostile(): Root {
  return root(
    heading(1, nasty, 'one'),
    heading(2, long, 'two'),
    {type: 'contents'},
    heading(2, nasty, 'three'),
    heading(3, 'Same anchor', 'three'),
    heading(4, 'No anchor'),
    paragraph(
      nasty,
      ' ',
      inlineCode(nasty),
      ' ',
      strong(nasty),
      ' ',
      badge('fail', nasty),
      badge('pass', long),
      badge('info', ''),
      {type: 'emphasis', children: [text(nasty)]},
      {type: 'delete', children: [text('struck '), inlineCode('code')]}
    ),
    paragraph(long, inlineCode(long), link(`https://example.org/${long}`, long)),
    paragraph(
      link('javascript:alert(1)', 'script'),
      ' ',
      link('https://example.org/\u202egro', 'override'),
      ' ',
      link('file:///etc/passwd', 'file'),
      ' ',
      link('#nowhere', 'nowhere'),
      ' ',
      link('#two', 'somewhere'),
      ' ',
      link('mailto:a@example.org', 'mail'),
      ' ',
      link('https://example.org/ü?a=1&b=(2)', 'unicode'),
      ' ',
      link('data:text/html,x', 'data'),
      ' ',
      link('HTTPS://EXAMPLE.ORG', '')
    ),
    paragraph(
      {type: 'html', value: '<script>alert(1)</script>'},
      {type: 'image', url: 'https://example.org/x.png', alt: 'a picture'},
      {type: 'break'},
      'after the break',
      {type: 'break'}
    ),
    {type: 'html', value: '<img src=x onerror=alert(1)>'},
    paragraph(),
    paragraph(''),
    code(`${nasty}\n\n\t\ttabs\n${long}${long}${long}\r\nend`),
    code(''),
    list(
      true,
      [paragraph(nasty)],
      [],
      [code(long)],
      [list(false, [list(false, [list(false, [paragraph('deep'), table(['a'], [[long]])])])])]
    ),
    {
      type: 'list',
      ordered: false,
      spread: true,
      children: [
        {type: 'listItem', checked: true, children: [paragraph('done')]},
        {type: 'listItem', checked: false, children: [paragraph('to do')]}
      ]
    },
    {
      type: 'list',
      ordered: true,
      start: 99999,
      children: [{type: 'listItem', children: [heading(5, 'In a list', 'in-list'), paragraph('x')]}]
    },
    {type: 'list', ordered: false, children: []},
    table(
      [nasty, long, ''],
      [
        [long, nasty, 'x'],
        ['', '', ''],
        [inlineCode(nasty), badge('high', long), link('#two', long)]
      ],
      ['left', 'center', 'right']
    ),
    table([], []),
    table(
      Array.from({length: 40}, (_, index) => `column ${index}`),
      [Array.from({length: 40}, () => 'some words in a cell')]
    ),
    {
      type: 'table',
      children: [
        {type: 'tableRow', children: [{type: 'tableCell', children: [text('short')]}]},
        {
          type: 'tableRow',
          children: [
            {type: 'tableCell', children: [text('longer')]},
            {type: 'tableCell', children: [text('than the head')]}
          ]
        },
        {type: 'tableRow', children: []}
      ]
    },
    {type: 'blockquote', children: [paragraph(nasty), {type: 'blockquote', children: [list(false, [paragraph(long)]), code(long)]}]},
    {type: 'blockquote', children: []},
    {type: 'thematicBreak'},
    {
      type: 'chart',
      told: false,
      title: nasty,
      parts: [
        {label: nasty, value: 3, tone: 'fail'},
        {label: long, value: 0, tone: 'pass'},
        {label: 'x', value: 1e9, tone: 'info'}
      ]
    },
    {type: 'chart', told: false, title: 'Nothing', parts: []},
    {type: 'chart', told: false, title: 'Zeros', parts: [{label: 'a', value: 0, tone: 'low'}]},
    {type: 'finding', open: true, anchor: 'f-1', facets: {}, children: [heading(4, nasty, 'f-1-heading'), paragraph('in a finding')]},
    {type: 'finding', open: true, anchor: 'f-2', facets: {}, children: []},
    paragraph(link('#f-1', 'to the finding'), ' ', link('#f-2', 'to the empty one'), ' ', link('#in-list', 'to the list')),
    {type: 'definition', identifier: 'ref', url: 'https://example.org/ref'},
    paragraph({type: 'linkReference', identifier: 'ref', referenceType: 'full', children: [{type: 'text', value: 'by reference'}]}),
    heading(2, '', 'empty')
  )
}
