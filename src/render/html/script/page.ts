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

  /* Rows come under a copy of the head of their table; a browser lays out a hundred in no time. */
  const heads = new Map()
  const headOf = nodes.map(node => {
    const head = node.closest('table')?.tHead
    if (head && !heads.has(head)) heads.set(head, head.textContent)
    return head
  })
  const tables = (rows, label) => {
    const bodies = new Map()
    let pieces = 0
    return rows.flatMap(item => {
      const words = heads.get(headOf[item])
      const known = bodies.get(words)
      if (known && known.childElementCount < 100) {
        known.append(nodes[item])
        return []
      }
      const body = make('tbody', {}, nodes[item])
      bodies.set(words, body)
      pieces++
      const names = {class: rows.length > 300 ? 'table piece' : 'table', tabindex: 0, role: 'region'}
      const table = make('table', {}, headOf[item].cloneNode(true), body)
      return [make('div', {...names, 'aria-label': 'Rows of ' + label + (pieces > 1 ? ', ' + pieces : '')}, table)]
    })
  }

  const inGroups = groups => {
    away = true
    for (const section of sections) section.hidden = true
    results.replaceChildren(
      make('h2', {}, 'Findings'),
      ...groups.map(({label, items}) => {
        for (const item of items) if (nodes[item].hidden) nodes[item].hidden = false
        return make(
          'div',
          {class: 'part'},
          headed('h3', label, items.length),
          ...items.filter(item => !headOf[item]).map(item => nodes[item]),
          ...tables(items.filter(item => headOf[item]), label)
        )
      })
    )
    results.hidden = false
  }

  return {
    size: nodes.length,
    columns: facets.map(facet => nodes.map(node => numbersOf(facet, node.dataset[facet.name]))),
    match(words) {
      texts ??= nodes.map(node => node.textContent.toLowerCase())
      return item => words.every(word => texts[item].includes(word))
    },
    titles() {
      if (titles) return titles
      const names = nodes.map(titleOf)
      const ranks = rankOf(names)
      titles = Uint32Array.from(names, name => ranks.get(name))
      return titles
    },
    show: (items, groups) => groups ? inGroups(groups) : inPlace(items),
    fold(open) {
      for (const item of shown) if (nodes[item].localName === 'details') nodes[item].open = open
    },
    reveal(id) {
      const target = document.getElementById(id)
      if (!target) return !nodes.some(node => node.id === id)
      if (target.closest('[hidden]')) return false
      for (let node = target; node; node = node.parentElement) if (node.localName === 'details') node.open = true
      target.scrollIntoView({block: target.localName === 'tr' ? 'center' : 'start'})
      return true
    }
  }
}
`
