// The list of choices below an editor: drawn with text only, and told to screen readers as the list of a combo box.
import type { Choice } from './choices.ts'

export type ChoiceListView = {
  readonly element: HTMLElement
  readonly isOpen: () => boolean
  /** `chosen`: -1 for none. `total`: how many there are, of which the first are shown. */
  readonly draw: (shown: readonly Choice[], chosen: number, total: number, open: boolean) => void
}

let lists = 0

export function createChoiceListView(input: HTMLTextAreaElement): ChoiceListView {
  const id = `gx-choices-${++lists}`
  const element = document.createElement('div')
  element.className = 'gx-choices'
  element.id = id
  element.setAttribute('role', 'listbox')
  element.setAttribute('aria-label', 'Suggestions')
  element.hidden = true

  function draw(shown: readonly Choice[], chosen: number, total: number, open: boolean): void {
    element.hidden = !open || shown.length === 0
    if (shown.length > 0) describeInput()
    input.setAttribute('aria-expanded', String(!element.hidden))
    if (element.hidden || chosen < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `${id}-${chosen}`)
    if (element.hidden) return element.replaceChildren()
    element.replaceChildren(...shown.map((choice, at) => drawChoice(choice, at, at === chosen, `${id}-${at}`)))
    if (total > shown.length) element.append(drawPart('gx-choices-more', `${shown.length} of ${total.toLocaleString('en-GB')}; type more of the name`))
    element.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }

  function describeInput(): void {
    if (input.getAttribute('role') === 'combobox') return
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-haspopup', 'listbox')
    input.setAttribute('aria-controls', id)
  }

  return { element, isOpen: () => !element.hidden, draw }
}

function drawChoice(choice: Choice, at: number, chosen: boolean, id: string): HTMLElement {
  const element = document.createElement('div')
  element.className = `gx-choice${chosen ? ' gx-chosen' : ''}${choice.likely === true ? ' gx-likely' : ''}`
  element.id = id
  element.dataset['at'] = String(at)
  element.setAttribute('role', 'option')
  element.setAttribute('aria-selected', String(chosen))
  const text = drawPart('gx-choice-text', '')
  if (choice.likely === true) {
    const like = drawPart('gx-choice-like', '≈')
    like.setAttribute('role', 'img')
    like.setAttribute('aria-label', 'Likely:')
    text.append(like)
  }
  text.append(...markText(choice))
  element.append(text)
  for (const [name, shown] of [
    ['sample', choice.sample],
    ['aside', choice.aside],
    ['note', choice.note],
    ['used', choice.used],
  ] as const)
    element.append(drawPart(`gx-choice-${name}`, shown ?? ''))
  const words = [choice.sample === undefined ? undefined : `For example ${choice.sample}`, choice.used === undefined ? undefined : `Used by ${choice.used}`]
  element.title = [choice.text, ...words.filter((word) => word !== undefined)].join('\n')
  return element
}

function markText({ text, marks = [] }: Choice): Node[] {
  const parts: Node[] = []
  let done = 0
  for (const [from, to] of marks) {
    const mark = document.createElement('mark')
    mark.textContent = text.slice(from, to)
    parts.push(document.createTextNode(text.slice(done, from)), mark)
    done = to
  }
  return [...parts, document.createTextNode(text.slice(done))]
}

function drawPart(className: string, text: string): HTMLElement {
  const part = document.createElement('span')
  part.className = className
  part.textContent = text
  return part
}
