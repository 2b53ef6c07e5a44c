// The formula editor: CodeMirror in a React component that is told its text. Loaded only where a formula is looked at.
import { acceptCompletion, closeBrackets, closeBracketsKeymap, completionStatus } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { LONGEST_FORMULA, type FormulaFinding } from '../../shared/transform/formula/ast.ts'
import type { FormulaScope } from '../../shared/transform/formula/known.ts'
import { formulaColours, formulaCompletion, formulaLook } from './formula-code.ts'

export type FormulaEditorProps = {
  readonly label: string
  readonly text: string
  /** Changes when the text was set from outside; else the editor keeps what it holds. */
  readonly version: number
  readonly findings: readonly FormulaFinding[]
  readonly scope: FormulaScope
  readonly readOnly: boolean
  /** Ids of what stands below it. */
  readonly describedBy: string
  readonly on: {
    readonly type: (text: string) => void
    /** Where the caret is; undefined: elsewhere on the page. */
    readonly caret: (at: number | undefined) => void
    readonly store: () => void
    /** False: there was nothing to take back, so that Esc goes on. */
    readonly revert: () => boolean
    readonly fix: () => void
  }
}

export function FormulaEditor(props: FormulaEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(undefined)
  const latest = useRef(props)
  latest.current = props
  const attributes = useRef(new Compartment())
  useEffect(() => {
    if (host.current === null) return
    const view = createEditor(host.current, latest, attributes.current)
    editor.current = view
    return () => view.destroy()
  }, [])
  const { version, findings, label, readOnly, describedBy } = props
  const isWrong = findings.some((finding) => finding.severity === 'error')
  useEffect(() => {
    editor.current?.dispatch({ effects: attributes.current.reconfigure(describe(label, readOnly, describedBy, isWrong)) })
  }, [label, readOnly, describedBy, isWrong])
  useEffect(() => {
    const view = editor.current
    const change = view === undefined ? undefined : changeBetween(view.state.doc.toString(), latest.current.text)
    if (change !== undefined) view?.dispatch({ changes: change })
  }, [version])
  useEffect(() => {
    const view = editor.current
    if (view !== undefined) view.dispatch(setDiagnostics(view.state, toDiagnostics(findings, view.state.doc.length)))
  }, [findings])
  return <div className={readOnly ? 'fx-editor read-only' : 'fx-editor'} ref={host} />
}

function createEditor(parent: HTMLElement, latest: { readonly current: FormulaEditorProps }, attributes: Compartment): EditorView {
  const { label, text, readOnly, describedBy } = latest.current
  const on = () => latest.current.on
  const keys = Prec.highest(
    keymap.of([
      // Tab leaves the field, as everywhere, unless a completion waits for it.
      { key: 'Tab', run: (view) => completionStatus(view.state) === 'active' && acceptCompletion(view) },
      { key: 'Mod-Enter', run: () => (on().store(), true) },
      { key: 'Mod-.', run: () => (on().fix(), true) },
    ]),
  )
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        keys,
        attributes.of(describe(label, readOnly, describedBy, false)),
        formulaLook,
        formulaColours,
        formulaCompletion(() => latest.current.scope),
        history(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        placeholder('A field, or a formula such as $sum(line_items.quantity)'),
        EditorState.changeFilter.of((change) => change.newDoc.length <= LONGEST_FORMULA),
        // Esc closes a completion first: its own keys come before these.
        keymap.of([{ key: 'Escape', run: () => on().revert() }]),
        keymap.of([...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.updateListener.of((update) => {
          const now = update.state.doc.toString()
          if (update.docChanged && now !== latest.current.text) on().type(now)
          if (update.docChanged || update.selectionSet || update.focusChanged) on().caret(update.view.hasFocus ? update.state.selection.main.head : undefined)
        }),
        EditorView.domEventHandlers({ blur: () => on().store() }),
      ],
    }),
  })
}

function describe(label: string, readOnly: boolean, describedBy: string, isWrong: boolean) {
  return [
    EditorState.readOnly.of(readOnly),
    EditorView.editable.of(!readOnly),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': describedBy,
      'aria-invalid': String(isWrong),
      spellcheck: 'false',
      ...(readOnly ? { tabindex: '0', 'aria-readonly': 'true' } : {}),
    }),
  ]
}

/** As little as possible, so that the caret stays where it is. */
export function changeBetween(before: string, after: string): { from: number; to: number; insert: string } | undefined {
  if (before === after) return undefined
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}

function toDiagnostics(findings: readonly FormulaFinding[], length: number): Diagnostic[] {
  return findings
    .map(({ span, severity, message }): Diagnostic => ({
      from: Math.min(span.from, length),
      to: Math.min(span.to, length),
      severity,
      message: message.replaceAll('`', ''),
    }))
    .toSorted((a, b) => a.from - b.from)
}
