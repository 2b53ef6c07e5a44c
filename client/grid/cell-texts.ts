// What each column shows of a line: the only place that turns lines into cell parts. Pure; called for visible cells only.
import { describeCondition } from '../../shared/codegen/english.ts'
import { describeTransform } from '../../shared/codegen/english-short.ts'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import { findSourceField, ownItems } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import { listValueSources } from '../../shared/mapping/row-sources.ts'
import { printSource } from '../../shared/mapping/source-text.ts'
import type { Row, RowStatus } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import { findLimit } from '../../shared/schema/field-limit.ts'
import { printType, type Field } from '../../shared/schema/fields.ts'
import { cell, EMPTY_CELL, wordsCell, type CellPart, type CellView } from './cell-view.ts'
import type { ColumnId } from './columns.ts'
import { printCondition } from './condition-text.ts'
import { statusOfRow, type ShownStatus } from '../../shared/review/row-status.ts'
import { kindIcons, statusIcons } from './cell-words.ts'
import { statusWords } from '../../shared/review/row-status.ts'
import { belowKey, type GridLine, type MapView } from './map-view.ts'
import { previewCell } from './preview-text.ts'

export function viewCell(view: MapView, { line }: GridLine, column: ColumnId): CellView {
  return cellTexts[column](view, line)
}

const cellTexts: Record<ColumnId, (view: MapView, line: Line) => CellView> = {
  row: (view, line) => {
    const number = line.row === undefined ? '' : printNumber('rows', line.row.number)
    return cell(number, [
      ...(line.foldable && view.flat !== true ? [{ part: 'fold', folded: line.folded } as const] : []),
      { part: 'mono', text: number, tone: 'quiet' },
    ])
  },
  source: sourceCell,
  sourceType: (view, line) => wordsCell(typeText(firstSource(view, line)?.field), 'quiet'),
  sourceDescription: (view, line) => wordsCell(firstSource(view, line)?.field?.facts.description ?? '', 'second'),
  transform: transformCell,
  when: (view, line) => {
    const when = line.row?.when
    if (when === undefined) return EMPTY_CELL
    const text = printCondition(view.context, when, conditionEach(line))
    return cell(text, [{ part: 'mono', text, tone: 'second' }], `Only if ${describeCondition(view.context, when, conditionEach(line))}`)
  },
  preview: (view, line) => previewCell(line.row === undefined ? undefined : view.outcomesByRow.get(line.row.id), line),
  destination: destinationCell,
  limit: (_view, line) => {
    const limit = line.field === undefined ? undefined : findLimit(line.field.facts)
    return limit === undefined ? EMPTY_CELL : cell(limit.text, [{ part: 'end', text: limit.text }], limit.tip)
  },
  type: (_view, line) => wordsCell(typeText(line.field), 'quiet'),
  required: (_view, line) => wordsCell(line.field?.required === true ? 'required' : '', 'second'),
  destinationDescription: (_view, line) => wordsCell(line.field?.facts.description ?? '', 'second'),
  status: statusCell,
  useCases: (view, line) => {
    const narrowed = line.row?.useCases
    const ids = line.row === undefined ? [] : (narrowed ?? view.context.fieldMap.useCases)
    const found = ids.flatMap((id) => view.context.project.useCases.filter((useCase) => useCase.id === id && useCase.deleted !== true))
    const text = found.map((useCase, index) => (index === 0 ? printNumber('useCases', useCase.number) : String(useCase.number ?? 'new'))).join(', ')
    return text === ''
      ? EMPTY_CELL
      : cell(
          text,
          [{ part: 'words', text, tone: 'second' }],
          `${found.map((useCase) => useCase.title).join(', ')}${narrowed === undefined ? ' (as the whole map)' : ''}`,
        )
  },
  issues: issuesCell,
  note: (_view, line) => wordsCell(line.row?.note ?? '', 'second'),
  scope: (_view, line) => wordsCell(line.row === undefined ? '' : line.row.scope === 'per-customer' ? 'Per customer' : 'Global', 'second'),
  owner: (view, line) => wordsCell(view.context.project.people.find((person) => person.id === line.row?.owner)?.name ?? '', 'second'),
  questions: (view, line) => wordsCell(String(view.questionsByLine.get(line.address) ?? ''), 'second'),
  problems: (view, line) => wordsCell((view.problemsByLine.get(line.address) ?? []).map((problem) => problem.message).join(' '), 'second'),
  outcome: (view, line) => wordsCell(view.context.project.useCaseItems.find((item) => item.id === line.row?.outcome)?.text ?? '', 'second'),
}

/** The condition of an `each` row is about each item of its list, so it stands inside the row itself. */
export function conditionEach(line: Line): Row | undefined {
  return line.row?.transform?.kind === 'each' ? ownItems(line.row) : line.each
}

/** Decided by nobody yet although the destination needs it. */
export function isGap(view: MapView, line: Line): boolean {
  return (view.problemsByLine.get(line.address) ?? []).some((problem) => problem.code === 'required-destination-unmapped')
}

function sourceCell(view: MapView, line: Line): CellView {
  const indent: CellPart[] = line.kind !== 'more' && line.each !== undefined && view.flat !== true ? [{ part: 'indent', levels: eachDepth(view, line) }] : []
  if (line.row?.unmatched !== undefined)
    return cell(
      line.row.unmatched,
      [
        ...indent,
        { part: 'icon', icon: 'error', tone: 'err', title: 'No source field has this name' },
        { part: 'mono', text: line.row.unmatched, tone: 'err' },
      ],
      `No source field is called "${line.row.unmatched}".`,
    )
  const first = firstSource(view, line)
  if (first === undefined) return indent.length === 0 ? EMPTY_CELL : cell('', indent)
  const type = typeText(first.field)
  const parts: CellPart[] = [...indent, { part: 'path', ...splitPath(first.text), ...(line.kind === 'each' ? { tone: 'strong' } : {}) }]
  if (first.others > 0) parts.push({ part: 'tag', text: `+${first.others}`, title: first.all })
  if (type !== '') parts.push({ part: 'end', text: type })
  return cell(first.text, parts, first.all)
}

function transformCell(view: MapView, line: Line): CellView {
  const end: CellPart[] = line.row?.scope === 'per-customer' ? [{ part: 'endIcon', icon: 'config', title: 'per customer' }] : []
  const transform = line.row?.transform
  if (transform === undefined) return isGap(view, line) ? wordsCell('Undecided, needs a source', 'quiet') : groupSummary(view, line)
  const text = describeTransform(view.context, transform, line.each)
  if (transform.kind === 'notMapped')
    return cell(text, [{ part: 'icon', icon: 'notMapped', tone: 'quiet' }, { part: 'words', text, tone: 'quiet' }, ...end], text)
  return cell(
    text,
    [
      { part: 'icon', icon: kindIcons[transform.kind], tone: 'quiet' },
      transform.kind === 'formula' ? { part: 'mono', text } : { part: 'words', text, ...(transform.kind === 'each' ? { tone: 'strong' } : {}) },
      ...end,
    ],
    text,
  )
}

function groupSummary(view: MapView, line: Line): CellView {
  if (line.kind !== 'group' || line.field === undefined) return EMPTY_CELL
  const parts = view.partsOf.get(belowKey(line.each, line.path)) ?? 0
  // The list's own line stands only where more than one row is about it: a lone list then waits for its second.
  if (parts > 0) return wordsCell(parts === 1 ? '1 list feeds this one: name another' : `${parts} lists feed this one`, 'second')
  const fields = fieldsBelow(view, line.field)
  return wordsCell(`${view.mappedBelow.get(belowKey(line.each, line.path)) ?? 0} of ${fields} ${fields === 1 ? 'field' : 'fields'} mapped`, 'second')
}

function fieldsBelow(view: MapView, field: Field): number {
  const { graph, root } = view.context.destination
  return graph === undefined || root === undefined ? 0 : fieldTree(graph, root.node).children(field).length
}

function destinationCell(view: MapView, line: Line): CellView {
  if (view.flat === true) return flatDestination(line)
  const indent: CellPart[] = line.depth > 0 ? [{ part: 'indent', levels: line.depth }] : []
  if (line.kind === 'more') {
    const text = line.folded ? line.label : 'Show fewer fields'
    return cell(text, [...indent, { part: 'words', text, tone: 'quiet' }], moreTip(line))
  }
  if (line.part !== undefined) {
    const label = line.kind === 'each' ? `Part ${line.part.index} of ${line.part.of}` : line.label
    const parts: CellPart[] =
      line.kind === 'each'
        ? [{ part: 'words', text: label, tone: 'strong' }]
        : [
            { part: 'path', prefix: '', name: label },
            { part: 'tag', text: `${line.part.index} of ${line.part.of}`, title: 'Several rows fill this field. They are tried in this order.' },
          ]
    return cell(label, [...indent, ...parts, { part: 'end', text: line.kind === 'each' ? 'each' : typeText(line.field) }], line.path)
  }
  const quiet = line.row?.transform?.kind === 'notMapped' || line.field?.readOnly === true
  const parts: CellPart[] = [
    ...indent,
    { part: 'path', prefix: '', name: line.label, ...(quiet ? { tone: 'second' } : isHead(line) ? { tone: 'strong' } : {}) },
  ]
  if (line.field?.required === true) parts.push({ part: 'required' })
  parts.push(
    line.field === undefined ? { part: 'end', text: 'not in the schema' } : { part: 'end', text: line.field.readOnly ? 'read only' : typeText(line.field) },
  )
  return cell(line.label, parts, [line.path, line.field?.facts.description].filter((text) => text !== undefined).join('\n'))
}

/** Out of its place a line says where it belongs. */
function flatDestination(line: Line): CellView {
  const parts: CellPart[] = [{ part: 'path', ...splitPath(line.path), ...(line.row?.transform?.kind === 'notMapped' ? { tone: 'second' } : {}) }]
  if (line.field?.required === true) parts.push({ part: 'required' })
  if (line.part !== undefined) parts.push({ part: 'tag', text: `${line.part.index} of ${line.part.of}`, title: 'Several rows fill this field.' })
  parts.push({ part: 'end', text: line.field === undefined ? 'not in the schema' : typeText(line.field) })
  return cell(line.path, parts, [line.path, line.field?.facts.description].filter((text) => text !== undefined).join('\n'))
}

/** A question that is open, and a row that changed since its status was set, come before the status. */
function statusCell(view: MapView, line: Line): CellView {
  if (line.row === undefined) return EMPTY_CELL
  const { shown, changedSince } = statusOfRow(line.row, (view.questionsByLine.get(line.address) ?? 0) > 0)
  const word = shown !== 'question' && changedSince !== undefined ? 'Changed' : statusWords[shown]
  const tone = shown === 'question' ? 'warn' : shown === 'tested' ? 'ok' : 'second'
  return cell(
    word,
    [
      { part: 'icon', icon: statusIcons[shown], tone },
      { part: 'words', text: word, tone: shown === 'question' ? 'warn' : 'second' },
    ],
    describeStatus(line.row, shown, changedSince),
  )
}

function describeStatus({ approvedBy, approvedAt, status }: Row, shown: ShownStatus, changedSince: RowStatus | undefined): string {
  const day = approvedAt?.slice(0, 10) ?? ''
  const by = approvedBy === undefined ? '' : ` Approved by ${approvedBy} on ${day}.`
  if (changedSince !== undefined) return `It was ${statusWords[changedSince].toLowerCase()}, and has changed since: it counts as draft.${by}`
  if (shown === 'question') return `A question is open. Its status is ${statusWords[status ?? 'draft'].toLowerCase()} once it is answered.`
  return `${statusWords[shown]}.${by}`
}

function issuesCell(view: MapView, line: Line): CellView {
  const problems = view.problemsByLine.get(line.address) ?? []
  const parts: CellPart[] = []
  for (const severity of ['error', 'warning', 'hint'] as const) {
    const found = problems.filter((problem) => problem.severity === severity)
    if (found.length > 0)
      parts.push({
        part: 'count',
        icon: severity,
        count: found.length,
        tone: severityTones[severity],
        title: found.map((problem) => problem.message).join('\n'),
      })
  }
  const questions = view.questionsByLine.get(line.address) ?? 0
  if (questions > 0)
    parts.push({
      part: 'count',
      icon: 'question',
      count: questions,
      tone: 'accent',
      title: questions === 1 ? '1 open question' : `${questions} open questions`,
    })
  if (parts.length === 0) return EMPTY_CELL
  // The width holds two; the first is the worst.
  const tip = parts.map((part) => (part.part === 'count' ? part.title : '')).join('\n')
  return cell(tip, parts.slice(0, 2), tip)
}

const severityTones = { error: 'err', warning: 'warn', hint: 'second' } as const

type FirstSource = { readonly text: string; readonly field: Field | undefined; readonly others: number; readonly all: string }

function firstSource(view: MapView, line: Line): FirstSource | undefined {
  const refs = line.row === undefined ? [] : listValueSources(view.context, line.row)
  const [first] = refs
  if (first === undefined) return undefined
  // An `each` row names its list from outside, the way the rows around it do.
  const texts = [...new Set(refs.map((ref) => printSource(view.context, ref, line.each)))]
  return { text: texts[0] ?? '', field: findSourceField(view.context, first, line.each), others: texts.length - 1, all: texts.join(', ') }
}

function eachDepth(view: MapView, line: Line): number {
  let levels = 0
  for (let each = line.each; each !== undefined && levels < 8; levels += 1) {
    const parent: string | undefined = each.parent
    each = parent === undefined ? undefined : view.context.rows.find((row) => row.id === parent)
  }
  return levels
}

/** The last name is never cut: `billing.` and `email`. */
function splitPath(text: string): { prefix: string; name: string } {
  const bare = text.endsWith('[]') ? text.slice(0, -2) : text
  const at = bare.endsWith('`') ? bare.lastIndexOf('.`') : bare.lastIndexOf('.')
  return at < 0 ? { prefix: '', name: text } : { prefix: text.slice(0, at + 1), name: text.slice(at + 1) }
}

function isHead(line: Line): boolean {
  return line.kind === 'group' || line.kind === 'each'
}

function typeText(field: Field | undefined): string {
  return field === undefined ? '' : printType(field.facts)
}

function moreTip(line: Line): string {
  const readOnly = line.more?.readOnly ?? 0
  return `${line.folded ? 'Press Enter to list them.' : 'Press Enter to fold them away.'}${readOnly === 0 ? '' : ` ${readOnly} of them ${readOnly === 1 ? 'is' : 'are'} read-only.`}`
}
