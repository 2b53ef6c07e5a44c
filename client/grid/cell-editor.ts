// The one editor of grid cells: a text that floats over the cell, with the words that fit below it and a message when it does not fit.
import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community'
import { createChoiceListView, type ChoiceListView } from './choice-list-view.ts'
import { MOST_SHOWN, type Choice, type ChoiceList } from './choices.ts'
import type { ColumnId } from './columns.ts'
import type { GridLine } from './map-view.ts'
import { createMeanwhile, type Meanwhile } from './meanwhile.ts'

/** Help with a formula: what may stand between `from` and `to`, and what the text gives, or what is wrong with it. */
export type Assist = {
  readonly choices: readonly Choice[]
  readonly from: number
  readonly to: number
  readonly hint: { readonly text: string; readonly isWrong: boolean } | undefined
  /** The function that is being written, with the argument at the caret: `$round(number, `, `decimals?`, `)`. */
  readonly call?: { readonly before: string; readonly active: string; readonly after: string } | undefined
}

/** What the editor asks its surroundings. */
export type EditorSetting = {
  readonly startText: (line: GridLine, column: ColumnId) => string
  readonly choices: (line: GridLine, column: ColumnId) => ChoiceList
  /** Undefined: the text is no formula. `at`: the caret. */
  readonly assist: (line: GridLine, column: ColumnId, text: string, at: number) => Assist | undefined
  /** A plain sentence when the text cannot be taken; the editor then stays open. */
  readonly refuse: (line: GridLine, column: ColumnId, text: string) => string | undefined
  /** Takes the text at once: AG Grid's own event comes only after the focus has moved and, often, a frame was drawn. */
  readonly commit: (line: GridLine, column: ColumnId, text: string) => void
  /** Ctrl+Enter: the text is for every selected cell. */
  readonly commitAll: (text: string) => void
  readonly typing: (line: GridLine, column: ColumnId, typing: boolean) => void
  /** Tells when somebody else changes the cell. Answers how to stop. */
  readonly watch: (line: GridLine, column: ColumnId, onChange: (change: Meanwhile) => void) => () => void
}

/** Choices that one key moves by. */
const LIST_STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

type Params = ICellEditorParams<GridLine, unknown, { readonly editor: EditorSetting }>

export class CellEditor implements ICellEditorComp<GridLine> {
  private readonly element = document.createElement('div')
  private readonly message = document.createElement('div')
  private readonly hint = document.createElement('div')
  private readonly call = document.createElement('div')
  private input!: HTMLTextAreaElement
  private params!: Params
  private column!: ColumnId
  private list!: ChoiceListView
  private choices!: ChoiceList
  private shown: readonly Choice[] = []
  private total = 0
  private chosen = -1
  private assist: Assist | undefined
  private listOpen = true
  private committed = false
  private readonly meanwhile = createMeanwhile(() => this.takeTheirs())
  /** What stood in the cell when the editing began, or what somebody else put there before anything was typed. */
  private startedWith = ''
  private stopWatching: () => void = () => {}

  init(params: Params): void {
    this.params = params
    this.column = params.column.getColId() as ColumnId
    this.choices = params.context.editor.choices(params.data, this.column)
    this.element.className = `gx-editor gx-edits-${this.column}`
    this.element.style.width = `${Math.max(params.column.getActualWidth(), this.choices('').total > 0 ? 180 : 120)}px`
    this.input = document.createElement('textarea')
    this.input.rows = 1
    this.input.className = 'gx-input'
    this.input.spellcheck = this.column === 'note'
    this.input.setAttribute('aria-label', params.colDef.headerName ?? this.column)
    this.startedWith = params.context.editor.startText(params.data, this.column)
    this.input.value = isTyped(params.eventKey) ? params.eventKey : params.eventKey === 'Backspace' ? '' : this.startedWith
    this.list = createChoiceListView(this.input)
    this.message.className = 'gx-refused'
    this.message.setAttribute('role', 'alert')
    this.message.hidden = true
    this.hint.className = 'gx-hint'
    this.hint.setAttribute('role', 'status')
    this.call.className = 'gx-call'
    this.element.append(this.input, this.call, this.hint, this.message, this.meanwhile.element, this.list.element)
    this.input.addEventListener('input', () => this.changed())
    this.input.addEventListener('keydown', (event) => this.onKey(event))
    this.list.element.addEventListener('pointerdown', (event) => this.onPick(event))
    this.show(isTyped(params.eventKey))
    params.context.editor.typing(params.data, this.column, true)
    this.stopWatching = params.context.editor.watch(params.data, this.column, (change) => this.changedMeanwhile(change))
  }

  getGui(): HTMLElement {
    return this.element
  }

  isPopup(): boolean {
    return true
  }

  getPopupPosition(): 'over' {
    return 'over'
  }

  afterGuiAttached(): void {
    this.grow()
    this.input.focus()
    if (isTyped(this.params.eventKey)) this.input.setSelectionRange(this.input.value.length, this.input.value.length)
    else this.input.select()
  }

  getValue(): string {
    return this.input.value
  }

  isCancelAfterEnd(): boolean {
    return this.committed || this.isUnchanged()
  }

  destroy(): void {
    this.stopWatching()
    this.params.context.editor.typing(this.params.data, this.column, false)
  }

  private isUnchanged(): boolean {
    return !isTyped(this.params.eventKey) && this.input.value === this.startedWith
  }

  /** What was not touched follows; what was typed stays, and a message offers theirs. */
  private changedMeanwhile(change: Meanwhile): void {
    const isMine = !this.isUnchanged()
    if (!isMine && change.isDeleted !== true && change.text !== this.startedWith) {
      this.startedWith = this.input.value = change.text
      this.input.select()
      this.grow()
      this.show(false)
    }
    this.meanwhile.tell(change, isMine)
  }

  private takeTheirs(): void {
    this.committed = true
    this.params.stopEditing(true)
  }

  private changed(): void {
    this.message.hidden = true
    this.listOpen = true
    this.grow()
    this.show(true)
  }

  private grow(): void {
    this.input.style.height = 'auto'
    this.input.style.height = `${Math.min(this.input.scrollHeight, 180)}px`
  }

  /** A word is chosen by itself only once something was typed: opening a cell and pressing Enter must change nothing. */
  private show(choose: boolean): void {
    this.assist = this.params.context.editor.assist(this.params.data, this.column, this.input.value, this.input.selectionStart)
    this.drawHint()
    if (this.assist !== undefined) {
      // Enter keeps the formula as it is typed, so that nothing is chosen before somebody asks for it.
      this.shown = this.assist.choices.slice(0, MOST_SHOWN)
      this.chosen = -1
      return this.drawList(this.assist.choices.length)
    }
    const offer = this.choices(this.input.value === this.startedWith ? '' : this.input.value)
    this.shown = offer.shown
    this.chosen = choose && this.input.value.trim() !== '' && this.shown[0]?.weak === undefined && this.shown.length > 0 ? 0 : -1
    this.drawList(offer.total)
  }

  private drawHint(): void {
    const hint = this.assist?.hint
    this.element.classList.toggle('gx-formula', this.assist !== undefined)
    this.hint.hidden = hint === undefined
    this.hint.classList.toggle('gx-wrong', hint?.isWrong === true)
    this.hint.textContent = hint?.text ?? ''
    this.drawCall()
  }

  private drawCall(): void {
    const call = this.assist?.call
    this.call.hidden = call === undefined
    if (call === undefined) return
    const active = document.createElement('b')
    active.textContent = call.active
    this.call.replaceChildren(call.before, active, call.after)
  }

  private insert(choice: Choice, { from, to }: Assist): void {
    this.input.setRangeText(choice.text, from, to, 'end')
    this.changed()
  }

  private drawList(total: number): void {
    this.total = total
    this.list.draw(this.shown, this.chosen, total, this.listOpen)
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey && event.code === 'KeyT' && this.meanwhile.isShown()) {
      keep(event)
      return this.takeTheirs()
    }
    const step = this.list.isOpen() && !event.altKey && !event.ctrlKey && !event.metaKey ? LIST_STEPS[event.key] : undefined
    if (step !== undefined) {
      this.choose(step)
      keep(event)
    } else if (event.key === 'Escape' && this.list.isOpen() && (this.chosen >= 0 || this.assist !== undefined)) {
      this.listOpen = false
      this.chosen = -1
      this.drawList(0)
      keep(event)
    } else if (this.assist !== undefined && this.list.isOpen() && (event.key === 'Tab' ? !event.shiftKey : event.key === 'Enter' && this.chosen >= 0)) {
      const choice = this.shown[Math.max(0, this.chosen)]
      if (choice !== undefined) this.insert(choice, this.assist)
      keep(event)
    } else if (event.key === 'Enter' && event.altKey) {
      this.input.setRangeText('\n', this.input.selectionStart, this.input.selectionEnd, 'end')
      this.grow()
      keep(event)
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.isComposing) this.commit(event)
    // Everything that moves the caret stays in the text.
    else if (/^(Arrow|Home|End|Page)/.test(event.key) || ((event.ctrlKey || event.metaKey) && /^[azxcvy]$/i.test(event.key))) event.stopPropagation()
  }

  /** Arrows go around the ends, pages stop there. */
  private choose(step: number): void {
    const { length } = this.shown
    if (Math.abs(step) === 1) this.chosen = this.chosen < 0 && step < 0 ? length - 1 : (this.chosen + step + length) % length
    else this.chosen = Math.max(0, Math.min(length - 1, this.chosen + step))
    this.drawList(this.total)
  }

  private commit(event: KeyboardEvent): void {
    const choice = this.listOpen && this.assist === undefined ? this.shown[this.chosen] : undefined
    if (choice !== undefined) this.input.value = choice.text
    const { data, context } = this.params
    const isUnchanged = this.isUnchanged()
    const refused = isUnchanged ? undefined : context.editor.refuse(data, this.column, this.input.value)
    if (refused === undefined) {
      if (event.key === 'Enter') event.preventDefault()
      const isForAll = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
      if (isUnchanged && !isForAll) return
      this.committed = true
      if (isForAll) context.editor.commitAll(this.input.value)
      else context.editor.commit(data, this.column, this.input.value)
      return
    }
    this.message.textContent = refused
    this.message.hidden = false
    this.listOpen = false
    this.drawList(0)
    keep(event)
  }

  private onPick(event: PointerEvent): void {
    const at = (event.target as Element).closest<HTMLElement>('[data-at]')?.dataset['at']
    event.preventDefault()
    const choice = at === undefined ? undefined : this.shown[Number(at)]
    if (choice === undefined) return
    if (this.assist !== undefined) return this.insert(choice, this.assist)
    this.input.value = choice.text
    this.params.stopEditing(true)
  }
}

function isTyped(key: string | null): key is string {
  return key !== null && [...key].length === 1
}

function keep(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
