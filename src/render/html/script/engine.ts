/** Which findings are shown, in which order, under which headings; and the address that says so. */
export const engine: string = String.raw`
let store
let shown = []

const choice = facet => {
  const numbers = facet.list
    ? facet.list.value === '' ? [] : [facet.numberOf.get(facet.list.value.slice(1))]
    : facet.inputs.flatMap((input, number) => input.checked ? [number] : [])
  return numbers.length ? new Set(numbers) : null
}

const choose = (facet, values) => {
  if (facet.list) facet.list.value = values.length && facet.numberOf.has(values[0]) ? '=' + values[0] : ''
  else for (const input of facet.inputs) input.checked = values.includes(input.value)
}

const has = (choice, value) => typeof value === 'number' ? choice.has(value) : value.some(one => choice.has(one))
const count = (counts, value) => {
  if (typeof value === 'number') counts[value]++
  else for (const one of value) counts[one]++
}

/* Findings that fit; how many there would be of each value if nothing of its own facet were chosen. */
const filter = (words, choices) => {
  const fits = words.length ? store.match(words) : null
  const counts = facets.map(({values}) => new Uint32Array(values.length))
  const found = []
  for (let item = 0; item < store.size; item++) {
    if (fits && !fits(item)) continue
    let misses = 0
    let missed = 0
    for (let facet = 0; facet < facets.length && misses < 2; facet++) {
      if (choices[facet] && !has(choices[facet], store.columns[facet][item])) {
        misses++
        missed = facet
      }
    }
    if (misses === 0) {
      found.push(item)
      for (let facet = 0; facet < facets.length; facet++) count(counts[facet], store.columns[facet][item])
    } else if (misses === 1) count(counts[missed], store.columns[missed][item])
  }
  return {found, counts}
}

const keyOf = name => {
  if (name === 'title') return store.titles()
  const [first, second] = (name === 'urgent' ? ['outcome', 'severity'] : ['severity', 'outcome']).map(facetNamed)
  const part = (facet, item) => {
    const value = facet < 0 ? 0 : store.columns[facet][item]
    return value >= 0 ? value : 99
  }
  return Uint32Array.from({length: store.size}, (_, item) => part(first, item) * 100 + part(second, item))
}

const sorted = items => {
  if (sortBy.value === '') return items
  const key = keyOf(sortBy.value)
  return items.toSorted ? items.toSorted((a, b) => key[a] - key[b]) : [...items].sort((a, b) => key[a] - key[b])
}

const grouped = items => {
  const facet = facetNamed(groupBy.value)
  if (facet < 0) return [{label: sortBy.value === '' ? 'All' : 'Sorted: ' + sortBy.selectedOptions[0].text, items}]
  const groups = [...facets[facet].labels, 'several', 'other'].map(label => ({label, items: []}))
  for (const item of items) {
    const value = store.columns[facet][item]
    groups[typeof value !== 'number' ? groups.length - 2 : value < 0 ? groups.length - 1 : value].items.push(item)
  }
  return groups.filter(({items}) => items.length)
}

const wordsOf = () => search.value.toLowerCase().split(/\s+/).filter(Boolean)

const apply = (page = 0) => {
  const words = wordsOf()
  const choices = facets.map(choice)
  const {found, counts} = filter(words, choices)
  shown = found
  const active = choices.filter(Boolean).length
  for (const [number, {inputs, list, labels}] of facets.entries()) {
    for (const [value, count] of counts[number].entries()) {
      if (list) list.options[value + 1].text = labels[value] + ' (' + count + ')'
      else {
        inputs[value].nextSibling.lastChild.textContent = count
        inputs[value].parentNode.classList.toggle('none', count === 0 && !inputs[value].checked)
      }
    }
  }
  const all = found.length === store.size
  status.textContent = (all ? '' : found.length + ' of ') + store.size + (store.size === 1 ? ' finding' : ' findings')
  tools.classList.toggle('filtered', !all)
  clear.hidden = active === 0 && words.length === 0
  more.textContent = active ? 'Filters (' + active + ')' : 'Filters'
  store.show(found, groupBy.value === '' && sortBy.value === '' ? null : grouped(sorted(found)), page)
}

const clearAll = () => {
  search.value = ''
  for (const facet of facets) choose(facet, [])
}

/* The address: #ID of a finding, or #? and what is chosen. */
let at = ''
const addressOf = () => {
  const query = new URLSearchParams()
  if (search.value.trim() !== '') query.append('q', search.value.trim())
  for (const facet of facets) for (const number of choice(facet) ?? []) query.append(facet.name, facet.values[number])
  if (groupBy.value !== '') query.append('group', groupBy.value)
  if (sortBy.value !== '') query.append('sort', sortBy.value)
  if (String(query) === '') return at === '' ? '' : '#' + at
  if (at !== '') query.append('at', at)
  return '#?' + query
}

const keepAddress = () => {
  const address = addressOf()
  if (address === location.hash) return
  try {
    history.replaceState(history.state, '', address === '' ? location.pathname + location.search : address)
  } catch {
    /* Where a page is shown inside another one, its address may be fixed. */
  }
}

/* A value that is not in the list would leave a list without a choice. */
const pick = (list, value) => {
  list.value = value ?? ''
  if (list.selectedIndex < 0) list.value = ''
}

const follow = () => {
  const hash = location.hash
  if (hash.startsWith('#?')) {
    const query = new URLSearchParams(hash.slice(2))
    search.value = query.get('q') ?? ''
    for (const facet of facets) choose(facet, query.getAll(facet.name))
    pick(groupBy, query.get('group'))
    pick(sortBy, query.get('sort'))
    at = query.get('at') ?? ''
    apply()
  } else at = hash.slice(1)
  if (at === '') return
  if (!store.reveal(at)) {
    clearAll()
    apply()
    store.reveal(at)
  }
}
`
