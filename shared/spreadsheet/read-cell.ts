// The only place that reads what a person typed, pasted or wrote into a spreadsheet as cells of a row. Pure.
import { limits } from '../api/limits.ts'
import { findSourceField } from '../mapping/item-scope.ts'
import type { Line } from '../mapping/line.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { listValueSources } from '../mapping/row-sources.ts'
import { parseSource } from '../mapping/source-text.ts'
import { ROW_STATUSES, type Row } from '../project/field-map.ts'
import { printNumber } from '../project/project.ts'
import { statusWords, whyNotStatus } from '../review/row-status.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import { fail, ok, type Result } from '../schema/result.ts'
import type { SourceRef, Transform } from '../transform/transform.ts'
import { tooLong, whyNotFit } from './fitting-cells.ts'

/** Cells of a row to set; undefined clears. */
export type RowCells = { readonly [Cell in Exclude<keyof Row, 'id' | 'number' | 'fieldMap' | 'order'>]?: Row[Cell] | undefined }

/** `message` says what to type instead; nothing is written. */
export type Refused = { readonly message: string }

/** `tested` comes with a run, never by hand. */
export const SET_BY_HAND = ROW_STATUSES.filter((status) => status !== 'tested')

/** The cells of the row that a text in a column stands for. */
export function readCell(context: MapContext, line: Line, column: string, typed: string): Result<RowCells, Refused> {
  const text = typed.trim()
  // Of a word of a list too, before it is said again in the answer; a constant is longer as it is typed than as it is stored.
  const isLong = column !== 'transform' && text.length > limits.cellTextCharacters
  const read = isLong ? refuse(tooLong(text)) : readTyped(context, line, column, text)
  const why = read.ok ? whyNotFit(read.value) : undefined
  return why === undefined ? read : refuse(why)
}

function readTyped(context: MapContext, line: Line, column: string, text: string): Result<RowCells, Refused> {
  switch (column) {
    case 'source':
      return ok(readSource(context, line, text))
    case 'transform':
      return readTransform(context, line, text)
    case 'when':
      return text === '' ? ok({ when: undefined }) : refuse('A condition is written in the row’s form. Press F2 to open it.')
    case 'status': {
      if (text === '') return ok({ status: undefined })
      const status = ROW_STATUSES.find((candidate) => statusWords[candidate].toLowerCase() === text.toLowerCase())
      if (status === 'tested') return refuse(whyNotStatus(status, { errors: [], openQuestions: 0 }) ?? '')
      return status === undefined ? refuse(`"${text}" is not a status. Choose ${listWords(SET_BY_HAND.map((one) => statusWords[one]))}.`) : ok({ status })
    }
    case 'useCases':
      return readUseCases(context, text)
    case 'scope': {
      const scope = text === '' || /^global$/i.test(text) ? undefined : /^per[ -]customer$/i.test(text) ? ('per-customer' as const) : null
      return scope === null ? refuse(`"${text}" is not a scope. Choose Global or Per customer.`) : ok({ scope })
    }
    case 'owner': {
      const owner = context.project.people.find((person) => person.deleted !== true && person.name.toLowerCase() === text.toLowerCase())
      if (text === '') return ok({ owner: undefined })
      return owner === undefined ? refuse(`Nobody called "${text}" is among the project’s people. Choose a name from the list.`) : ok({ owner: owner.id })
    }
    case 'outcome': {
      const outcome = context.project.useCaseItems.find((item) => item.deleted !== true && item.part === 'outcome' && item.text === text)
      if (text === '') return ok({ outcome: undefined })
      return outcome === undefined ? refuse('Choose one of the outcomes of the use cases from the list.') : ok({ outcome: outcome.id })
    }
    case 'note':
      return ok({ note: text === '' ? undefined : text })
    default:
      return refuse('This cell cannot be edited.')
  }
}

/** Text that is no source field stays on the row word for word, with a problem, until somebody settles it. */
function readSource(context: MapContext, line: Line, text: string): RowCells {
  // A constant has no source that could be taken away.
  if (text === '')
    return { ...(line.row === undefined || listValueSources(context, line.row).length > 0 ? { transform: undefined } : {}), unmatched: undefined }
  const source = parseSource(context, text, line.each)
  return source.ok ? sourceCells(context, line, source.value) : { unmatched: text }
}

/** The field becomes the source of the row's present transform, or is copied. */
export function sourceCells(context: MapContext, line: Line, ref: SourceRef): RowCells {
  return { transform: withSource(context, line, ref), unmatched: undefined }
}

function withSource(context: MapContext, line: Line, ref: SourceRef): Transform {
  const transform = line.row?.transform
  const isList = findSourceField(context, ref, line.each)?.facts.types.includes('list') === true
  if (isList && line.field?.facts.types.includes('list') === true && line.field.expandable)
    return transform?.kind === 'each' ? { ...transform, list: ref } : { kind: 'each', list: ref }
  return replaceSource(transform, ref)
}

/** Of kinds with one source; what names several fields stays as it is. */
export function replaceSource(transform: Transform | undefined, ref: SourceRef): Transform {
  switch (transform?.kind) {
    case 'lookup':
    case 'convert':
    case 'number':
    case 'date':
    case 'text':
    case 'list':
      return { ...transform, from: ref }
    case 'join':
      return { ...transform, equals: ref }
    case 'template': {
      const at = transform.parts.findIndex((part) => typeof part !== 'string' && (part.of === 'item' || part.of === 'input'))
      return { ...transform, parts: at < 0 ? [...transform.parts, ref] : transform.parts.map((part, index) => (index === at ? ref : part)) }
    }
    case 'hook':
      return { ...transform, uses: [ref, ...transform.uses.slice(1)] }
    case 'when':
    case 'formula':
      // Its fields stand in several places: a name in the cell cannot say which, so the row's form asks.
      return transform
    default:
      return { kind: 'copy', from: ref }
  }
}

/**
 * `="text"` or a quoted text, `=12.5`, `=true`: a constant. `=` and anything else: a formula, also a wrong one, which is flagged.
 * A source field's name: a copy. All other kinds have their form.
 */
function readTransform(context: MapContext, line: Line, text: string): Result<RowCells, Refused> {
  if (text === '') return ok({ transform: undefined })
  const constant = readConstant(text)
  if (constant !== undefined) return ok({ transform: { kind: 'constant', value: constant }, unmatched: undefined })
  const formula = readFormula(text)
  if (formula !== undefined) return ok({ transform: { kind: 'formula', text: formula }, unmatched: undefined })
  const source = parseSource(context, text, line.each)
  if (source.ok) return ok(sourceCells(context, line, source.value))
  return refuse(
    'Type a text in quotes for a constant ("EUR"), = and a number or a formula (=12.5, =total / quantity), or the name of a source field. Press Esc and then F2 for all kinds of transform.',
  )
}

/** What stands behind the `=`. Undefined: it is a constant, or begins otherwise. */
export function readFormula(text: string): string | undefined {
  const formula = /^\s*=(.*)$/s.exec(text)?.[1]?.trim()
  return formula === undefined || formula === '' || readConstant(text.trim()) !== undefined ? undefined : formula
}

/** Undefined: not a constant. */
export function readConstant(text: string): JsonScalar | undefined {
  const quoted = /^=?\s*"((?:[^"]|"")*)"$/s.exec(text) ?? /^=?\s*“([^”]*)”$/s.exec(text)
  if (quoted !== null) return (quoted[1] ?? '').replaceAll('""', '"')
  const value = /^=\s*(.*)$/s.exec(text)?.[1]?.trim()
  if (value === undefined) return undefined
  if (/^-?\d+(?:\.\d+)?$/.test(value) && Number.isFinite(Number(value))) return Number(value)
  return ({ true: true, false: false, null: null } as Record<string, JsonScalar | undefined>)[value]
}

function readUseCases(context: MapContext, text: string): Result<RowCells, Refused> {
  if (text === '') return ok({ useCases: undefined })
  const known = context.project.useCases.filter((useCase) => useCase.deleted !== true)
  const ids: string[] = []
  for (const word of text.split(/[\s,;]+/).filter((part) => part !== '')) {
    const number = Number(/^(?:uc-?)?(\d+)$/i.exec(word)?.[1])
    const found = known.find((useCase) => useCase.number === number)
    if (found === undefined)
      return refuse(
        `There is no use case "${word}". ${
          known.length === 0
            ? 'The project has none yet.'
            : `Write numbers like ${known
                .slice(0, 3)
                .map((useCase) => printNumber('useCases', useCase.number))
                .join(', ')}.`
        }`,
      )
    if (!ids.includes(found.id)) ids.push(found.id)
  }
  return ok({ useCases: ids })
}

function refuse(message: string): { readonly ok: false; readonly error: Refused } {
  return fail({ message })
}

function listWords(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
