// Help while a formula is typed into a grid cell: what may come next, what it gives for the sample record, or what is wrong. Pure.
import { formulaScope } from '../../shared/mapping/formula-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { findCallAt } from '../../shared/transform/formula/call-at.ts'
import { completeFormula } from '../../shared/transform/formula/complete.ts'
import type { Assist } from '../grid/cell-editor.ts'
import { findFindings, isInName, isRefused } from '../panels/formula-findings.ts'
import { tryDraft } from './draft.ts'
import type { PreviewSample } from './derive.ts'
import { readFormula } from '../../shared/spreadsheet/read-cell.ts'
import { settingOfValue } from './places.ts'

/** Undefined: the text is no formula, or one that nothing is known of. `at`: the caret in `text`. */
export function assistFormula(context: MapContext, line: Line, text: string, at: number, sample: PreviewSample | undefined): Assist | undefined {
  const formula = readFormula(text)
  if (formula === undefined) return undefined
  const setting = settingOfValue(context, line)
  const start = text.indexOf(formula, text.indexOf('=') + 1)
  const before = text.slice(start, at)
  const found = isInName(before) ? completeFormula(formula, before.length, formulaScope(context, setting.each, setting.place)) : []
  const [first] = found
  const isWritten = first !== undefined && before.slice(first.span.from) === first.text
  return {
    choices: isWritten ? [] : found.map((one) => ({ text: one.text, aside: one.detail })),
    from: start + (first?.span.from ?? before.length),
    to: start + (first?.span.to ?? before.length),
    hint: hintOf(context, setting, formula, sample),
    call: callOf(formula, before.length),
  }
}

function callOf(formula: string, at: number): Assist['call'] {
  const call = findCallAt(formula, at)
  if (call === undefined) return undefined
  const given = call.params.slice(0, call.active).map((param) => `${param}, `)
  const open = call.params.slice(call.active + 1).map((param) => `, ${param}`)
  return { before: `$${call.name}(${given.join('')}`, active: call.params[call.active] ?? '', after: `${open.join('')})` }
}

function hintOf(context: MapContext, setting: ReturnType<typeof settingOfValue>, formula: string, sample: PreviewSample | undefined): Assist['hint'] {
  const findings = findFindings({ context, ...setting }, formula, 'value')
  // What is still open while it is typed is no mistake yet.
  if (isRefused(findings)) return { text: (findings[0]?.message ?? '').replaceAll('`', ''), isWrong: findings[0]?.code !== 'unclosed' }
  const value = sample === undefined ? undefined : tryDraft(context, sample, { transform: { kind: 'formula', text: formula } }, setting)
  return value === undefined ? undefined : { text: `= ${value.text}${value.aside === undefined ? '' : ` (${value.aside})`}`, isWrong: value.is === 'issue' }
}
