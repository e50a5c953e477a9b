/** What the rest of the script works with. No text becomes HTML anywhere in it. */
export const start: string = `
const byId = id => document.getElementById('c-' + id)
const [tools, search, panel, more, groupBy, sortBy, unfold, fold, clear, status, results, data] = [
  'tools', 'search', 'panel', 'more', 'group', 'sort', 'unfold', 'fold', 'clear', 'count', 'results', 'data'
].map(byId)
if (!tools) return

const make = (tag, attributes, ...children) => {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

/* Values of each facet in the order of the controls; findings know them by their number. */
const facets = [...tools.querySelectorAll('[data-facet]')].map(box => {
  const inputs = [...box.querySelectorAll('input')]
  const list = box.querySelector('select')
  const values = list ? [...list.options].slice(1).map(option => option.value.slice(1)) : inputs.map(input => input.value)
  return {
    name: box.dataset.facet,
    inputs,
    list,
    values,
    labels: [...box.querySelectorAll('[data-label]')].map(node => node.dataset.label),
    numberOf: new Map(values.map((value, number) => [value, number]))
  }
})
/* The values of a facet by number: one number where there is one, for most have one. */
const numbersOf = ({numberOf}, text) => {
  if (!text) return -1
  const numbers = text.split('\\n').map(value => numberOf.get(value) ?? -1)
  return numbers.length === 1 ? numbers[0] : numbers
}
const facetNamed = name => facets.findIndex(facet => facet.name === name)

/* The sum of a heading and how many findings are under it. */
const headed = (tag, words, count) => make(tag, {}, words + ' ', make('span', {class: 'soft'}, '(' + count + ')'))

/* Places of names among themselves, so that 1.10 comes behind 1.9. */
const rankOf = names => {
  const {compare} = new Intl.Collator('en', {numeric: true})
  return new Map([...new Set(names)].sort(compare).map((name, rank) => [name, rank]))
}
`
