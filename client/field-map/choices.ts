// What the cell editors offer: source fields with type and how often samples have them, and the words of list columns.
import type { Row } from '../../shared/project/field-map.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { parseFieldPath } from '../../shared/schema/field-path.ts'
import { printType } from '../../shared/schema/fields.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { findItemScope } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { inputNames, listSourceFields } from '../../shared/mapping/source-text.ts'
import { statusWords } from '../../shared/review/row-status.ts'
import { choiceList, findMarks, MOST_SHOWN, NO_CHOICES, type Choice, type ChoiceList } from '../grid/choices.ts'
import type { ColumnId } from '../grid/columns.ts'
import type { SourceField } from '../panels/dragged-fields.ts'
import { SET_BY_HAND } from '../../shared/spreadsheet/read-cell.ts'
import { createCompletion, type Completion } from './complete-source.ts'
import { listReaders } from './field-readers.ts'
import type { SampleChoice } from './samples.ts'

export type EvidenceByInput = ReadonlyMap<string, ReadonlyMap<string, FieldEvidence>>

export function listChoices(context: MapContext, line: Line, column: ColumnId, sample: Pick<SampleChoice, 'evidence' | 'sample'>): ChoiceList {
  switch (column) {
    case 'source':
      return sourceChoices(context, line, sample)
    case 'status':
      return choiceList(SET_BY_HAND.map((status) => ({ text: statusWords[status] })))
    case 'scope':
      return choiceList([{ text: 'Global' }, { text: 'Per customer', note: 'each customer sets its own' }])
    case 'owner':
      return choiceList(
        context.project.people
          .filter((person) => person.deleted !== true)
          .map((person) => ({ text: person.name, ...(person.role === undefined ? {} : { note: person.role }) })),
      )
    case 'outcome':
      return choiceList(context.project.useCaseItems.filter((item) => item.deleted !== true && item.part === 'outcome').map((item) => ({ text: item.text })))
    case 'useCases':
      return choiceList(
        context.project.useCases
          .filter((useCase) => useCase.deleted !== true)
          .map((useCase) => ({ text: printNumber('useCases', useCase.number), note: useCase.title, also: useCase.title })),
      )
    default:
      return NO_CHOICES
  }
}

function sourceChoices(context: MapContext, line: Line, sample: Pick<SampleChoice, 'evidence' | 'sample'>): ChoiceList {
  const complete = createCompletion({ context, line, isUsed: (field) => listReaders(context, field).length > 0, most: MOST_SHOWN })
  return (typed) => {
    const { shown, total } = complete(typed)
    return { shown: shown.map((one) => toChoice(context, one, typed, sample)), total }
  }
}

function toChoice(context: MapContext, { text, field, whole, how }: Completion, typed: string, sample: Pick<SampleChoice, 'evidence' | 'sample'>): Choice {
  const seen = whole === undefined ? undefined : sample.evidence.get(whole.input)?.get(whole.path)
  const value = whole === undefined ? undefined : sampleValue(context, whole, sample)
  const used = whole === undefined ? undefined : printReaders(context, whole)
  return {
    text,
    aside: printType(field.facts),
    marks: findMarks(text, typed),
    ...(seen === undefined ? {} : { note: `${seen.seen}/${seen.of}` }),
    ...(value === undefined ? {} : { sample: value }),
    ...(used === undefined ? {} : { used }),
    ...(how === 'likely' ? { likely: true } : how === 'weak' ? { weak: true } : {}),
  }
}

const LONGEST_SAMPLE = 40

/** Of the sample record that is looked at; of a list, its first item. */
function sampleValue(context: MapContext, { input, path }: SourceField, { sample }: Pick<SampleChoice, 'sample'>): string | undefined {
  let value: JsonValue | undefined = sample?.records.get(inputNames(context).get(input) ?? '')
  const steps = parseFieldPath(path)
  for (const step of steps.ok ? steps.value : []) {
    if (typeof value !== 'object' || value === null) return undefined
    if (step.kind === 'item') value = Array.isArray(value) ? (value[0] as JsonValue | undefined) : undefined
    else if (Array.isArray(value)) return undefined
    else value = step.kind === 'name' ? (value as Record<string, JsonValue>)[step.name] : Object.values(value)[0]
  }
  if (value === undefined || value === '' || (typeof value === 'object' && value !== null)) return undefined
  return String(value).slice(0, LONGEST_SAMPLE)
}

/** `R-12`, `3 rows`. */
function printReaders(context: MapContext, field: SourceField): string | undefined {
  const rows = listReaders(context, field)
  const [only] = rows
  if (only === undefined) return undefined
  return rows.length === 1 ? printNumber('rows', only.number) : `${rows.length} rows`
}

/** What samples show of a source, as it is named inside this `each`. */
export function evidenceIn(context: MapContext, each: Row | undefined, evidence: EvidenceByInput): (ref: SourceRef) => FieldEvidence | undefined {
  const scope = each === undefined ? undefined : findItemScope(context, each)
  return (ref) => {
    if (ref.of === 'input') return evidence.get(ref.input)?.get(ref.path)
    return scope === undefined ? undefined : evidence.get(scope.input)?.get(ref.path === '' ? scope.path : `${scope.path}[].${ref.path}`)
  }
}

/** All that a form may name, nearest first. */
export function listSourceChoices(context: MapContext, line: Pick<Line, 'each'>, evidence: EvidenceByInput): Choice[] {
  const seenOf = evidenceIn(context, line.each, evidence)
  return listSourceFields(context, line.each).map(({ ref, text, field }) => {
    const seen = seenOf(ref)
    return { text, aside: printType(field.facts), ...(seen === undefined ? {} : { note: `${seen.seen}/${seen.of}` }) }
  })
}
