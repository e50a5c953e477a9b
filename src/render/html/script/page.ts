/** A store of the findings that are on the page: shows and hides them where they are, or moves them into groups. */
export const fromPage: string = `
const fromPage = () => {
  const nodes = [...document.querySelectorAll('main .finding, main tr.item')]
  const homes = new Map()
  const boxes = new Map()
  const boxesOf = nodes.map(node => {
    const parent = node.parentNode
    if (!homes.has(parent)) homes.set(parent, [...parent.childNodes])
    const around = [node.closest('.part'), node.closest('.table'), node.closest('section')].filter(Boolean)
    for (const box of around) boxes.set(box, 0)
    return around
  })
  const sections = new Set([...boxes.keys()].filter(box => box.localName === 'section'))
  const titleOf = node => node.querySelector('.self')?.getAttribute('aria-label') ?? node.textContent
  let texts = null
  let titles = null
  let away = false

  const home = () => {
    if (!away) return
    away = false
    for (const [parent, children] of homes) parent.replaceChildren(...children)
    results.replaceChildren()
    results.hidden = true
  }

  const inPlace = items => {
    home()
    for (const box of boxes.keys()) boxes.set(box, 0)
    const fits = new Uint8Array(nodes.length)
    for (const item of items) {
      fits[item] = 1
      for (const box of boxesOf[item]) boxes.set(box, boxes.get(box) + 1)
    }
    for (const [item, node] of nodes.entries()) if (node.hidden === (fits[item] === 1)) node.hidden = fits[item] === 0
    for (const [box, count] of boxes) box.hidden = count === 0
  }

  /* Rows come under a copy of the head of their own table. */
  const tables = (rows, label) => {
    const bodies = new Map()
    return rows.flatMap(row => {
      const origin = row.closest('table')
      const known = bodies.get(origin)
      if (known) {
        known.append(row)
        return []
      }
      const body = make('tbody', {}, row)
      bodies.set(origin, body)
      const table = make('table', {}, origin.tHead.cloneNode(true), body)
      return [make('div', {class: 'table', tabindex: 0, role: 'region', 'aria-label': 'Rows ' + (bodies.size > 1 ? bodies.size + ' ' : '') + 'of ' + label}, table)]
    })
  }

  const inGroups = groups => {
    home()
    away = true
    for (const section of sections) section.hidden = true
    results.replaceChildren(
      make('h2', {}, 'Findings'),
      ...groups.map(({label, items}) => {
        const members = items.map(item => nodes[item])
        for (const node of members) node.hidden = false
        return make(
          'div',
          {class: 'part'},
          headed('h3', label, items.length),
          ...members.filter(({localName}) => localName === 'details'),
          ...tables(members.filter(({localName}) => localName === 'tr'), label)
        )
      })
    )
    results.hidden = false
  }

  return {
    size: nodes.length,
    columns: facets.map(({name, numberOf}) => Int32Array.from(nodes, node => numberOf.get(node.dataset[name]) ?? -1)),
    match(words) {
      texts ??= nodes.map(node => node.textContent.toLowerCase())
      return item => words.every(word => texts[item].includes(word))
    },
    titles() {
      if (titles) return titles
      const {compare} = new Intl.Collator('en', {numeric: true})
      const names = nodes.map(titleOf)
      titles = new Uint32Array(nodes.length)
      for (const [rank, item] of [...nodes.keys()].sort((a, b) => compare(names[a], names[b])).entries()) titles[item] = rank
      return titles
    },
    show: (items, groups) => groups ? inGroups(groups) : inPlace(items),
    fold(open) {
      for (const item of shown) if (nodes[item].localName === 'details') nodes[item].open = open
    },
    reveal(id) {
      const target = document.getElementById(id)
      if (!target) return true
      if (target.closest('[hidden]') || !target.isConnected) return false
      for (let node = target; node; node = node.parentElement) if (node.localName === 'details') node.open = true
      target.scrollIntoView({block: target.localName === 'tr' ? 'center' : 'start'})
      return true
    }
  }
}
`
