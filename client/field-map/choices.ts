// What the cell editors offer: source fields with type and how often samples have them, and the words of list columns.
import { ROW_STATUSES } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { printType } from '../../shared/schema/fields.ts'
import { findItemScope } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listSourceFields } from '../../shared/mapping/source-text.ts'
import { statusWords } from '../grid/cell-words.ts'
import type { Choice } from '../grid/choices.ts'
import type { ColumnId } from '../grid/columns.ts'

export type EvidenceByInput = ReadonlyMap<string, ReadonlyMap<string, FieldEvidence>>

export function listChoices(context: MapContext, line: Line, column: ColumnId, evidence: EvidenceByInput): readonly Choice[] {
  switch (column) {
    case 'source':
      return listSourceChoices(context, line, evidence)
    case 'status':
      return ROW_STATUSES.map((status) => ({ text: statusWords[status] }))
    case 'scope':
      return [{ text: 'Global' }, { text: 'Per customer', note: 'each customer sets its own' }]
    case 'owner':
      return context.project.people
        .filter((person) => person.deleted !== true)
        .map((person) => ({ text: person.name, ...(person.role === undefined ? {} : { note: person.role }) }))
    case 'outcome':
      return context.project.useCaseItems.filter((item) => item.deleted !== true && item.part === 'outcome').map((item) => ({ text: item.text }))
    case 'useCases':
      return context.project.useCases
        .filter((useCase) => useCase.deleted !== true)
        .map((useCase) => ({ text: printNumber('useCases', useCase.number), note: useCase.title, also: useCase.title }))
    default:
      return []
  }
}

export function listSourceChoices(context: MapContext, line: Pick<Line, 'each'>, evidence: EvidenceByInput): Choice[] {
  const scope = line.each === undefined ? undefined : findItemScope(context, line.each)
  return listSourceFields(context, line.each).map(({ ref, text, field }) => {
    const seen =
      ref.of === 'input'
        ? evidence.get(ref.input)?.get(ref.path)
        : scope === undefined
          ? undefined
          : evidence.get(scope.input)?.get(ref.path === '' ? scope.path : `${scope.path}[].${ref.path}`)
    return {
      text,
      aside: printType(field.facts),
      ...(seen === undefined ? {} : { note: `${seen.seen}/${seen.of}` }),
      ...(field.facts.description === undefined ? {} : { also: field.facts.description }),
    }
  })
}
