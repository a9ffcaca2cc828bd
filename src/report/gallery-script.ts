/**
 * The gallery's one script: the filter, and pictures shown large. Without it the page shows everything, and pictures are
 * links to their files. It takes texts from the page as text only.
 */
export const galleryScript = `
const cards = [...document.querySelectorAll('.card')]
const filter = document.querySelector('.filter')
const found = filter.querySelector('output')
const show = () => {
  const [words, model, status] = ['words', 'model', 'status'].map((name) => filter.elements[name].value)
  const wanted = words.trim().toLowerCase()
  let count = 0
  for (const card of cards) {
    const fits =
      card.dataset.name.toLowerCase().includes(wanted) &&
      (model === '' || card.dataset.model === model) &&
      (status === '' || card.dataset.status === status)
    card.hidden = !fits
    if (fits) count += 1
  }
  found.textContent = count + ' of ' + cards.length + ' shown'
}
filter.addEventListener('input', show)
filter.addEventListener('submit', (event) => event.preventDefault())
filter.hidden = false
show()

const dialog = document.querySelector('dialog')
const large = dialog.querySelector('img')
const link = dialog.querySelector('a')
const buttons = [...dialog.querySelectorAll('button')]
let at
const visible = () => [...document.querySelectorAll('a.large')].filter((each) => each.offsetParent)
const open = (anchor) => {
  at = anchor
  const small = anchor.querySelector('img')
  large.src = small.src
  large.alt = small.alt
  link.href = anchor.href
  link.textContent = anchor.dataset.file
  if (!dialog.open) dialog.showModal()
}
const step = (by) => {
  const all = visible()
  open(all[(all.indexOf(at) + by + all.length) % all.length])
}
document.querySelector('main').addEventListener('click', (event) => {
  const anchor = event.target.closest('a.large')
  if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  open(anchor)
})
buttons[0].addEventListener('click', () => step(-1))
buttons[1].addEventListener('click', () => step(1))
buttons[2].addEventListener('click', () => dialog.close())
large.addEventListener('click', () => dialog.close())
dialog.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowLeft') step(-1)
  if (event.key === 'ArrowRight') step(1)
})
dialog.addEventListener('close', () => at.focus())
`
