import {wrapped} from './inline.ts'
import type {Facet} from './items.ts'
import type {Sink} from './sink.ts'

/** More values than this are chosen from a list instead of with chips. */
const mostChips = 8

/** Facets whose chips are always in sight on wide screens. */
const quick: readonly string[] = ['outcome', 'severity']

/** How findings may be sorted. */
const sorts: readonly (readonly [string, string])[] = [
  ['', 'report order'],
  ['urgent', 'most urgent first'],
  ['severity', 'by severity'],
  ['title', 'by id']
]

/**
 * Write the bar of controls. It is hidden until the script, without which it is of no use, shows it.
 *
 * @param sink Where to.
 * @param facets Facets of the document.
 * @param count How many findings there are.
 */
export function controls(sink: Sink, facets: readonly Facet[], count: number): void {
  wrapped(
    sink,
    'div',
    () => {
      wrapped(sink, 'div', () => firstRow(sink, facets, count), {class: 'tools-row'})
      wrapped(
        sink,
        'div',
        () => {
          for (const facet of facets) (facet.values.length > mostChips ? select : chips)(sink, facet)
        },
        {class: 'tools-panel', id: 'c-panel'}
      )
    },
    {class: 'tools', id: 'c-tools', role: 'search', 'aria-label': 'Findings', hidden: true}
  )
}

function firstRow(sink: Sink, facets: readonly Facet[], count: number): void {
  wrapped(
    sink,
    'label',
    () => {
      wrapped(sink, 'span', () => sink.text('Search findings'), {class: 'aside'})
      sink.empty('input', {type: 'search', id: 'c-search', placeholder: 'Search findings ( / )', autocomplete: 'off', spellcheck: 'false'})
    },
    {class: 'search'}
  )
  button(sink, 'c-more', 'Filters', {'aria-expanded': 'false', 'aria-controls': 'c-panel'})
  chooser(sink, 'c-group', 'Group', [['', 'report order'], ...facets.map(({name, label}) => [name, `by ${lower(label)}`] as const)])
  chooser(sink, 'c-sort', 'Sort', sorts)
  button(sink, 'c-unfold', 'Expand all')
  button(sink, 'c-fold', 'Collapse all')
  button(sink, 'c-clear', 'Clear', {hidden: true})
  wrapped(sink, 'p', () => sink.text(`${count} ${count === 1 ? 'finding' : 'findings'}`), {role: 'status', id: 'c-count'})
}

function lower(label: string): string {
  return label === label.toUpperCase() ? label : label.toLowerCase()
}

function button(sink: Sink, id: string, word: string, more: Readonly<Record<string, string | true>> = {}): void {
  wrapped(sink, 'button', () => sink.text(word), {type: 'button', id, ...more})
}

function chooser(sink: Sink, id: string, label: string, choices: readonly (readonly [string, string])[]): void {
  wrapped(
    sink,
    'label',
    () => {
      wrapped(sink, 'span', () => sink.text(label))
      wrapped(sink, 'select', () => options(sink, choices), {id})
    },
    {class: 'chooser'}
  )
}

function options(sink: Sink, choices: readonly (readonly [string, string])[]): void {
  for (const [value, words] of choices) wrapped(sink, 'option', () => sink.text(words), {value})
}

function chips(sink: Sink, {name, label, values}: Facet): void {
  wrapped(
    sink,
    'fieldset',
    () => {
      wrapped(sink, 'legend', () => sink.text(label))
      for (const {value, label, count} of values)
        wrapped(
          sink,
          'label',
          () => {
            sink.empty('input', {type: 'checkbox', value, 'data-label': label})
            wrapped(sink, 'span', () => {
              sink.text(`${label} `)
              wrapped(sink, 'b', () => sink.text(String(count)))
            })
          },
          {class: 'chip'}
        )
    },
    {class: quick.includes(name) ? 'facet quick' : 'facet', 'data-facet': name}
  )
}

function select(sink: Sink, {name, label, values}: Facet): void {
  wrapped(
    sink,
    'label',
    () => {
      wrapped(sink, 'span', () => sink.text(label))
      wrapped(sink, 'select', () => {
        wrapped(sink, 'option', () => sink.text('all'), {value: ''})
        for (const {value, label, count} of values)
          wrapped(sink, 'option', () => sink.text(`${label} (${count})`), {value: `=${value}`, 'data-label': label})
      })
    },
    {class: 'facet chooser', 'data-facet': name}
  )
}
