// How a formula behaves and looks while it is typed: colours of its tokens, completion, and the look of both. CodeMirror, but no React.
import { autocompletion, startCompletion, type Completion as Offered, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { RangeSetBuilder, type Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { completeFormula, type Completion } from '../../shared/transform/formula/complete.ts'
import type { FormulaScope } from '../../shared/transform/formula/known.ts'
import { readToken, type Token } from '../../shared/transform/formula/lexer.ts'
import { isInName } from './formula-findings.ts'

/** `scope`: asked anew each time, because others edit the map meanwhile. */
export function formulaCompletion(scope: () => FormulaScope): Extension {
  const source = (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString()
    const before = text.slice(0, context.pos)
    if (!context.explicit && !isInName(before)) return null
    const found = completeFormula(text, context.pos, scope())
    const [first] = found
    if (first === undefined || (!context.explicit && isWritten(found, before))) return null
    return { from: first.span.from, to: first.span.to, options: found.map(offer), filter: false }
  }
  return autocompletion({
    override: [source],
    activateOnTypingDelay: 20,
    icons: false,
    maxRenderedOptions: 60,
    optionClass: ({ type }) => `fx-${type ?? 'name'}`,
    positionInfo: (_view, list) => ({ style: `left: 0; width: ${list.right - list.left}px; top: ${list.bottom - list.top}px`, class: 'fx-info' }),
  })
}

/** The one thing that could be offered stands there already. */
function isWritten(found: readonly Completion[], before: string): boolean {
  const [only] = found
  return found.length === 1 && only !== undefined && before.slice(only.span.from) === only.text
}

function offer({ label, kind, detail, documentation, text }: Completion): Offered {
  return {
    label,
    type: kind,
    detail,
    // Where a field stands that is written as it stands is no news.
    ...(documentation === '' || documentation === `Stands at \`${label}\`.` ? {} : { info: () => drawDocumentation(documentation) }),
    apply: (view, _completion, from, to) => {
      // A function is written with both parentheses and the caret between.
      const closing = text.endsWith('(') && !text.includes(' ') ? ')' : ''
      view.dispatch({ changes: { from, to, insert: text + closing }, selection: { anchor: from + text.length }, userEvent: 'input.complete' })
      if (text.endsWith('.')) startCompletion(view)
    },
  }
}

/** Words with code in back-quotes; never HTML. */
function drawDocumentation(documentation: string): HTMLElement {
  const box = document.createElement('div')
  documentation.split('`').forEach((piece, at) => {
    const part = document.createElement(at % 2 === 1 ? 'code' : 'span')
    part.textContent = piece
    box.append(part)
  })
  return box
}

/** What stands in a token's place, for its colour; operators stay quiet. */
export function lookOf(token: Token): 'fn' | 'str' | 'num' | 'op' | undefined {
  if (token.is === 'operator') return 'op'
  if (token.is === 'variable') return 'fn'
  if (token.is === 'literal') return typeof token.value === 'string' ? 'str' : 'num'
  return undefined
}

export function listTokens(text: string): Token[] {
  const tokens: Token[] = []
  try {
    for (let token = readToken(text, 0); token.is !== 'end'; token = readToken(text, token.span.to)) tokens.push(token)
  } catch {
    // What cannot be read has a finding of its own; what stands before it keeps its colour.
  }
  return tokens
}

const marks = new Map((['fn', 'str', 'num', 'op'] as const).map((look) => [look, Decoration.mark({ class: `fx-${look}` })]))

export const formulaColours: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = colour(view)
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = colour(update.view)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

function colour(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const token of listTokens(view.state.doc.toString())) {
    const look = lookOf(token)
    const mark = look === undefined ? undefined : marks.get(look)
    if (mark !== undefined && token.span.to > token.span.from) builder.add(token.span.from, token.span.to, mark)
  }
  return builder.finish()
}

/** Only our tokens, so that one theme serves light and dark. */
export const formulaLook: Extension = EditorView.theme({
  '&': { fontSize: '12.5px', color: 'var(--text)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    lineHeight: '20px',
    fontVariantLigatures: 'none',
    fontFeatureSettings: "'calt' 0, 'liga' 0",
    maxHeight: '220px',
  },
  '.cm-content': { padding: '6px 0', minHeight: '52px', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: 'none' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent', color: 'inherit' },
  '.cm-placeholder': { color: 'var(--text-3)', fontFamily: 'var(--font)', fontSize: '12px' },
  '.cm-lintRange-error, .cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy 1.25px', textUnderlineOffset: '3px' },
  '.cm-lintRange-error': { textDecorationColor: 'var(--err)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--warn)' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--err)' },
  '.cm-tooltip': {
    border: '1px solid var(--line-2)',
    borderRadius: 'var(--r2)',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
    zIndex: '300',
  },
  '.cm-tooltip-lint': { padding: '0' },
  '.cm-diagnostic': { padding: '5px 10px', border: '0', fontFamily: 'var(--font)', fontSize: '12px', lineHeight: '18px', maxWidth: '420px' },
  '.cm-tooltip.cm-tooltip-autocomplete': { padding: '0' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '11.5px', maxHeight: '192px', minWidth: '300px', maxWidth: '440px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { display: 'flex', gap: '12px', alignItems: 'baseline', padding: '0 10px', lineHeight: '24px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--text)' },
  '.cm-completionLabel': { flex: 'none' },
  '.cm-completionDetail': {
    flex: '1 1 0',
    minWidth: '0',
    margin: '0',
    fontStyle: 'normal',
    fontFamily: 'var(--font)',
    fontSize: '11px',
    color: 'var(--text-3)',
    textAlign: 'right',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '.fx-field .cm-completionLabel, .fx-input .cm-completionLabel': { color: 'var(--src)' },
  '.fx-function .cm-completionLabel, .fx-variable .cm-completionLabel, .fx-config .cm-completionLabel': { color: 'var(--code-fn)' },
  '.cm-tooltip.cm-completionInfo': {
    boxSizing: 'border-box',
    padding: '6px 10px',
    maxWidth: 'none',
    fontFamily: 'var(--font)',
    fontSize: '12px',
    lineHeight: '18px',
    color: 'var(--text-2)',
    backgroundColor: 'var(--canvas)',
    whiteSpace: 'pre-wrap',
  },
})
