/** A store of findings in embedded data: makes the elements of one page at a time, and of a finding when it is unfolded. */
export const fromData: string = `
const fromData = ({headings, marks, blocks, bodies, facets: known, columns}) => {
  const most = 200
  const size = columns.heading.length
  const tags = new Set('a b blockquote br code del div em h5 h6 hr li ol p pre span strong table tbody td th thead tr ul'.split(' '))
  const attributes = new Set(['class', 'href', 'start', 'role', 'tabindex', 'aria-label'])
  let order = []
  let heads = new Map()
  let page = 0
  let lower = null
  let titles = null
  for (const row of document.querySelectorAll('.checks tr[id]')) row.removeAttribute('id')

  /* Only elements and attributes that findings are made of; text is text. */
  const build = source => {
    if (typeof source === 'string') return source
    const [tag, given, ...children] = source
    const node = document.createElement(tags.has(tag) ? tag : 'span')
    for (const [name, value] of Object.entries(given || {}))
      if (attributes.has(name) && (name !== 'href' || /^(?:https?:|mailto:|#)/i.test(value))) node.setAttribute(name, value)
    node.append(...children.map(build))
    return node
  }
  const textOf = source => typeof source === 'string' ? source : source.slice(2).map(textOf).join('')

  const fill = (card, item) => {
    if (card.lastChild.localName !== 'summary') return
    const link = make('a', {class: 'self', href: '#' + card.id, 'aria-label': 'Link to ' + headings[columns.heading[item]] + ' ' + card.id}, '#')
    card.append(make('div', {class: 'body'}, link, ...[columns.first[item], ...bodies[columns.rest[item]]].map(number => build(blocks[number]))))
  }

  const cardOf = item => {
    const id = columns.anchor[item]
    const heading = headings[columns.heading[item]]
    const card = make(
      'details',
      {class: 'finding', id},
      make(
        'summary',
        {},
        make('h4', {}, heading),
        ...marks[columns.marks[item]].map(([tone, word]) => make('span', {class: 'badge ' + tone}, word)),
        ...(known.node ? [make('code', {}, known.node[columns.node[item]].split('\\n').slice(0, 3).join(' '))] : [])
      )
    )
    for (const name of ['outcome', 'severity']) if (known[name]) card.dataset[name] = known[name][columns[name][item]]
    card.item = item
    card.addEventListener('toggle', () => card.open && fill(card, item))
    return card
  }

  const turn = (to, focus) => {
    page = to
    draw()
    results.scrollIntoView()
    results.querySelector(focus)?.focus({preventScroll: true})
  }

  const pager = pages => {
    const button = (words, to, off) => {
      const node = make('button', {type: 'button', 'data-to': words}, words)
      node.disabled = off
      node.addEventListener('click', () => turn(to, '[data-to="' + words + '"]:enabled, .pager button:enabled'))
      return node
    }
    const first = page * most + 1
    return make(
      'nav',
      {class: 'pager', 'aria-label': 'Pages of findings'},
      button('First', 0, page === 0),
      button('Previous', page - 1, page === 0),
      make('span', {}, first + '–' + Math.min(first + most - 1, order.length) + ' of ' + order.length),
      button('Next', page + 1, page >= pages - 1),
      button('Last', pages - 1, page >= pages - 1)
    )
  }

  const draw = () => {
    const pages = Math.max(1, Math.ceil(order.length / most))
    page = Math.min(page, pages - 1)
    const list = make('div', {class: 'part'})
    for (let place = page * most; place < Math.min(order.length, (page + 1) * most); place++) {
      const head = heads.get(place) ?? (place === page * most ? [...heads].findLast(([from]) => from <= place)?.[1] : undefined)
      if (head) list.append(headed('h3', head.label, head.items.length))
      list.append(cardOf(order[place]))
    }
    if (order.length === 0) list.append(make('p', {}, 'No finding fits.'))
    results.replaceChildren(make('h2', {}, 'Findings'), list, pager(pages))
  }

  const locate = id => {
    const item = columns.anchor.indexOf(id)
    return item < 0 ? -1 : order.indexOf(item)
  }

  /* Which entries of each dictionary have a word: as many look-ups as there are different texts, not findings. */
  const hitsOf = word => {
    lower ??= {
      headings: headings.map(text => text.toLowerCase()),
      blocks: blocks.map(block => textOf(block).toLowerCase()),
      facets: Object.entries(known).filter(([name]) => name === 'node' || name === 'section').map(([name, values]) => [columns[name], values.map(value => value.toLowerCase())])
    }
    const has = texts => Uint8Array.from(texts, text => text.includes(word) ? 1 : 0)
    const inBlocks = has(lower.blocks)
    return [
      [columns.heading, has(lower.headings)],
      [columns.first, inBlocks],
      [columns.rest, Uint8Array.from(bodies, body => body.some(block => inBlocks[block]) ? 1 : 0)],
      ...lower.facets.map(([column, values]) => [column, has(values)])
    ]
  }

  return {
    size,
    columns: facets.map(facet => {
      const numbers = known[facet.name].map(value => numbersOf(facet, value))
      return columns[facet.name].map(value => numbers[value])
    }),
    match(words) {
      const hits = words.map(hitsOf)
      return item => hits.every(places => places.some(([column, has]) => has[column[item]]))
    },
    titles() {
      if (titles) return titles
      const ranks = rankOf(headings)
      titles = Uint32Array.from(columns.heading, heading => ranks.get(headings[heading]))
      return titles
    },
    show(items, groups, to) {
      const all = groups ?? [{label: 'All', items}]
      order = []
      heads = new Map()
      for (const group of all) {
        if (group.items.length) heads.set(order.length, group)
        order = all.length === 1 ? group.items : order.concat(group.items)
      }
      page = to
      draw()
      results.hidden = false
    },
    fold(open) {
      for (const card of results.querySelectorAll('.finding')) {
        if (open) fill(card, card.item)
        card.open = open
      }
    },
    reveal(id) {
      const place = locate(id)
      if (place < 0) {
        const other = document.getElementById(id)
        if (other) other.scrollIntoView()
        return other !== null || !columns.anchor.includes(id)
      }
      if (!document.getElementById(id)) {
        page = Math.floor(place / most)
        draw()
      }
      const card = document.getElementById(id)
      fill(card, card.item)
      card.open = true
      card.scrollIntoView()
      return true
    }
  }
}
`
