/** What people do: keys, clicks, copying, printing. */
export const handlers: string = `
const changed = () => {
  at = ''
  apply()
  keepAddress()
}

let waiting = 0
search.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(changed, 80)
})
panel.addEventListener('change', changed)
groupBy.addEventListener('change', changed)
sortBy.addEventListener('change', changed)
unfold.addEventListener('click', () => store.fold(true))
fold.addEventListener('click', () => store.fold(false))
clear.addEventListener('click', () => {
  clearAll()
  changed()
  search.focus()
})

const unfoldPanel = open => {
  tools.classList.toggle('open', open)
  more.setAttribute('aria-expanded', String(open))
}
more.addEventListener('click', () => unfoldPanel(!tools.classList.contains('open')))

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const typing = /^(?:input|textarea|select)$/.test(event.target.localName) && event.target.type !== 'checkbox'
  if (event.key === '/' && !typing) {
    event.preventDefault()
    search.focus()
    search.select()
  } else if (event.key === 'Escape' && !clear.hidden) {
    event.preventDefault()
    clearAll()
    changed()
  } else if (event.key === 'Escape' && tools.classList.contains('open')) {
    unfoldPanel(false)
    more.focus()
  }
})

/* The address names the finding that was unfolded last. A click comes before the element folds or unfolds. */
document.addEventListener('click', event => {
  const summary = event.target.closest?.('summary')
  const finding = summary?.parentNode
  if (!finding?.id || event.target.closest('a')) return
  if (!finding.open) at = finding.id
  else if (at === finding.id) at = ''
  keepAddress()
})
addEventListener('hashchange', follow)

const copy = async (text, button) => {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = make('textarea', {readonly: ''})
    area.value = text
    button.after(area)
    area.select()
    document.execCommand('copy')
    area.remove()
    button.focus()
  }
  button.firstChild.data = 'Copied'
  setTimeout(() => { button.firstChild.data = 'Copy' }, 1500)
}
const copyButtons = box => {
  for (const pre of box.querySelectorAll('pre')) {
    if (pre.parentNode.className === 'block' || pre.closest('details:not([open])')) continue
    const button = make('button', {type: 'button', class: 'copy'}, 'Copy', make('span', {class: 'aside'}, ' ' + pre.textContent.trim().slice(0, 60)))
    button.addEventListener('click', () => copy(pre.textContent, button))
    const block = make('div', {class: 'block'})
    pre.before(block)
    block.append(pre, button)
  }
}
document.addEventListener('toggle', event => event.target.open && event.target.localName === 'details' && copyButtons(event.target), true)

/* Browsers that cannot print what is folded. */
let folded = []
addEventListener('beforeprint', () => {
  if (data) store.fold(true)
  if (CSS.supports('selector(::details-content)')) return
  folded = [...document.querySelectorAll('details:not([open])')]
  for (const node of folded) node.open = true
})
addEventListener('afterprint', () => {
  for (const node of folded) node.open = false
})

store = data ? fromData(JSON.parse(data.textContent)) : fromPage()
tools.hidden = false
copyButtons(document)
if (data) apply()
follow()
if (at !== '') {
  /* Browsers scroll once more when all is loaded. */
  history.scrollRestoration = 'manual'
  addEventListener('load', () => store.reveal(at))
}
`
