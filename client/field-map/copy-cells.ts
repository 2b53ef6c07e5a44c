// What is copied of lines and columns: plain texts for other programs, and the cells as they are stored for our own maps. Pure.
import type { CarriedCells, CopiedCells, CopiedLine } from '../../shared/project/copied-cells.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { ownItems } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import { listValueSources } from '../../shared/mapping/row-sources.ts'
import { inputNames } from '../../shared/mapping/source-text.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { conditionEach, viewCell } from '../grid/cell-texts.ts'
import type { ColumnId } from '../grid/columns.ts'
import type { GridLine, MapView } from '../grid/map-view.ts'
import { carryOut, isCarried, type Carry } from './carry-between-maps.ts'

const LONGEST_TEXT = 32_000

/** As it can be typed back where that is possible: a path, `"EUR"`, `=total * 2`, a word of a list; else as it is shown. */
export function copyText(view: MapView, line: Line, column: ColumnId): string {
  const { row } = line
  switch (column) {
    case 'transform': {
      if (row?.transform === undefined) return ''
      if (row.transform.kind === 'formula') return `=${row.transform.text}`
      if (row.transform.kind === 'constant') return printConstant(row.transform.value)
      break
    }
    case 'destination':
      // The label alone is the same on many lines.
      if (line.kind !== 'more') return line.path
      break
    case 'note':
      return row?.note ?? ''
    default:
  }
  return viewCell(view, { address: line.address, line }, column).text
}

/** `readConstant` of line-edits gives it back. */
export function printConstant(value: JsonScalar): string {
  return typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : `=${value}`
}

/** The cells of a row that a column stands for; its source is more than one cell. */
export const cellsOfColumn: Readonly<Partial<Record<ColumnId, readonly (keyof CarriedCells)[]>>> = {
  source: ['unmatched'],
  transform: ['transform'],
  when: ['when'],
  status: ['status'],
  useCases: ['useCases'],
  scope: ['scope'],
  owner: ['owner'],
  outcome: ['outcome'],
  note: ['note'],
}

export const CARRIED: readonly (keyof CarriedCells)[] = [
  'transform',
  'when',
  'onMissing',
  'onNull',
  'scope',
  'on',
  'status',
  'owner',
  'note',
  'useCases',
  'outcome',
  'unmatched',
]

export type CopySetting = {
  readonly project: string
  readonly view: MapView
  /** rows: everything that the rows hold. */
  readonly shape: CopiedCells['shape']
  readonly lines: readonly GridLine[]
  readonly columns: readonly ColumnId[]
  readonly cut?: string
}

export function copyLines({ project, view, shape, lines, columns, cut }: CopySetting): CopiedCells {
  const { context } = view
  const keys = shape === 'rows' ? CARRIED : columns.flatMap((column) => cellsOfColumn[column] ?? [])
  const carries = new Map<Row | undefined, Carry>()
  const carryOf = (each: Row | undefined) => {
    const known = carries.get(each) ?? carryOut({ context, each })
    carries.set(each, known)
    return known
  }
  const hasSource = shape === 'rows' || columns.includes('source')
  return {
    version: 1,
    project,
    fieldMap: context.fieldMap.id,
    inputs: [...inputNames(context)].map(([id, name]) => ({ id, name })),
    shape,
    columns: [...columns],
    lines: lines.map(({ line }) => copyLine(view, line, columns, keys, hasSource, carryOf)),
    ...(cut === undefined ? {} : { cut }),
  }
}

function copyLine(
  view: MapView,
  line: Line,
  columns: readonly ColumnId[],
  keys: readonly (keyof CarriedCells)[],
  hasSource: boolean,
  carryOf: (each: Row | undefined) => Carry,
): CopiedLine {
  const { row, each } = line
  const texts = columns.map((column) => copyText(view, line, column).slice(0, LONGEST_TEXT))
  if (row === undefined || line.kind === 'more') return { texts }
  const cells = pickCells(row, keys)
  const source = hasSource ? firstSource(view.context, row) : undefined
  const whole = carryWhole(carryOf, line, cells, source)
  return {
    texts,
    cells,
    ...(each === undefined ? {} : { each: each.id }),
    ...(row.transform?.kind === 'each' ? { own: row.id } : {}),
    ...(source === undefined ? {} : { source }),
    ...(whole === undefined ? {} : { whole }),
  }
}

export function pickCells(row: Row, keys: readonly (keyof CarriedCells)[]): CarriedCells {
  return Object.fromEntries(keys.flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]] as const])))
}

export function firstSource(context: MapContext, row: Row): CopiedLine['source'] {
  return listValueSources(context, row)[0]
}

function carryWhole(
  carryOf: (each: Row | undefined) => Carry,
  line: Line,
  { transform, when }: CarriedCells,
  source: CopiedLine['source'],
): CopiedLine['whole'] {
  if (transform === undefined && when === undefined && source === undefined) return undefined
  const carry = carryOf(line.each)
  const carried = transform === undefined ? undefined : carry.transform(transform)
  const ofItem = conditionEach(line)
  const asked = when === undefined ? undefined : carryOf(ofItem === undefined || ofItem === line.each ? line.each : ownItems(ofItem)).condition(when)
  const from = source === undefined ? undefined : carry.ref(source)
  return {
    ...(carried === undefined || !isCarried(carried) ? {} : { transform: carried }),
    ...(asked === undefined || !isCarried(asked) ? {} : { when: asked }),
    ...(from === undefined || !isCarried(from) ? {} : { source: from }),
  }
}
