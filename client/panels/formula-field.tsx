// One formula while it is written: the editor, what is wrong with it and what may be done, its value for the sample record, and the functions there are.
import { Fragment, lazy, Suspense, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { formulaScope } from '../../shared/mapping/formula-scope.ts'
import type { FormulaFinding, QuickFix } from '../../shared/transform/formula/ast.ts'
import { findCallAt } from '../../shared/transform/formula/call-at.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { findFindings, firstFix, isRefused, withFix, type FormulaWants } from './formula-findings.ts'
import { FunctionList } from './function-list.tsx'
import { Prose } from './prose.tsx'
import { useTransformScope, type Draft } from './transform-scope.tsx'
import './formula.css'

/** Apart from the rest, so that the grid is painted without it. */
const FormulaEditor = lazy(() => import('./formula-editor.tsx').then((module) => ({ default: module.FormulaEditor })))

type Props = {
  readonly label: string
  readonly value: string
  readonly wants: FormulaWants
  /** `typing`: not to be stored yet, and only what is sound. */
  readonly onChange: (text: string, typing?: boolean) => void
}

export function FormulaField({ label, value, wants, onChange }: Props) {
  const stand = useTransformScope()
  const { context, each, place, readOnly } = stand
  // `version`: how often the text was set from outside the editor, which else knows best what it holds.
  const [{ typed, version }, setText] = useState({ typed: value, version: 0 })
  const scope = useMemo(() => formulaScope(context, each, place), [context, each, place])
  const findings = useMemo(() => findFindings(stand, typed, wants), [stand, typed, wants])
  const below = useId()
  const [caret, setCaret] = useState<number>()
  // The editor keeps the calls it was made with; they see what is typed now.
  const now = useRef({ typed: value, value })
  const replace = (text: string) => {
    now.current.typed = text
    setText((before) => ({ typed: text, version: before.version + 1 }))
  }
  useEffect(() => {
    const isTouched = now.current.typed !== now.current.value
    now.current.value = value
    // What is being typed is not overwritten by a colleague.
    if (!isTouched) replace(value)
  }, [value])
  const type = (text: string) => {
    now.current.typed = text
    setText((before) => ({ ...before, typed: text }))
    // What cannot be read has no sentence, so that the stored one stands there.
    onChange(isRefused(findFindings(stand, text, wants)) ? now.current.value : text, true)
  }
  const store = (text = now.current.typed) => {
    if (text !== now.current.value) onChange(text)
  }
  const fix = (chosen: QuickFix | undefined) => {
    if (chosen === undefined || readOnly) return
    const text = withFix(now.current.typed, chosen)
    replace(text)
    store(text)
  }
  const on = {
    type,
    caret: setCaret,
    store: () => store(),
    revert: () => {
      const isTouched = now.current.typed !== now.current.value
      if (isTouched) replace(now.current.value)
      return isTouched
    },
    fix: () => fix(firstFix(findings)),
  }
  return (
    <div className="fx">
      <Suspense fallback={<div className="fx-editor fx-waiting mono">{value}</div>}>
        <FormulaEditor label={label} text={typed} version={version} findings={findings} scope={scope} readOnly={readOnly} describedBy={below} on={on} />
      </Suspense>
      {caret !== undefined && <CallHint text={typed} at={caret} />}
      <div id={below} className="fx-below">
        <Findings findings={findings} readOnly={readOnly} onFix={fix} />
        {!isRefused(findings) && typed.trim() !== '' && <LiveValue text={typed} wants={wants} />}
      </div>
      <FunctionList />
    </div>
  )
}

/** The function around the caret, with the argument that is being written. */
function CallHint({ text, at }: { readonly text: string; readonly at: number }) {
  const call = useMemo(() => findCallAt(text, at), [text, at])
  if (call === undefined) return null
  return (
    <p className="fx-call">
      <span className="mono">
        ${call.name}(
        {call.params.map((param, index) => (
          <Fragment key={param}>
            {index > 0 && ', '}
            {index === call.active ? <b>{param}</b> : param}
          </Fragment>
        ))}
        )
      </span>{' '}
      {call.summary}
    </p>
  )
}

function Findings({
  findings,
  readOnly,
  onFix,
}: {
  readonly findings: readonly FormulaFinding[]
  readonly readOnly: boolean
  readonly onFix: (fix: QuickFix) => void
}) {
  const first = firstFix(findings)
  return (
    <ul className="fx-findings" aria-label="What is wrong with the formula" aria-live="polite">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.span.from} ${finding.message}`}>
          <SeverityMark name={finding.severity} />
          <div>
            <p>
              <Prose text={finding.message} />
            </p>
            {finding.fixes.length > 0 && (
              <div className="fx-fixes">
                {finding.fixes.map((fix) => (
                  <button
                    key={fix.title}
                    type="button"
                    className="fx-fix"
                    disabled={readOnly}
                    // The editor keeps the focus, and does not store what is about to be corrected.
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => onFix(fix)}
                  >
                    <Prose text={fix.title} />
                    {fix === first && <kbd>Ctrl .</kbd>}
                  </button>
                ))}
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Follows the typing as soon as it can be afforded. */
function LiveValue({ text, wants }: { readonly text: string; readonly wants: FormulaWants }) {
  const { tryOut, sample } = useTransformScope()
  const later = useDeferredValue(text)
  const value = useMemo(() => {
    const draft: Draft = wants !== 'value' ? { condition: { test: 'formula', text: later } } : { transform: { kind: 'formula', text: later } }
    return tryOut(draft)
  }, [tryOut, later, wants])
  if (value === undefined) return null
  return (
    <p className="fx-value">
      <span className="t3">=</span>
      <span className={`mono ell ${{ value: '', nothing: 't3', issue: 'err' }[value.is]}`} title={value.text} data-testid="formula-value">
        {value.text}
      </span>
      <span className="t3 s11">
        {value.aside === undefined ? '' : `${value.aside}, `}for {sample}
      </span>
    </p>
  )
}
