// A record as the lines of its JSON, each with the row it comes from and what is wrong there: what the JSON panel lists. Pure.
import type { Origin, Origins } from '../../shared/mapping/watch-run.ts'
import type { RecordFinding } from '../../shared/mapping/validate-record.ts'
import { printName, type FieldPath } from '../../shared/schema/field-path.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'

/** What is said at a line: `issue` when the record was made, the others by the destination's schema. */
export type LineRemark = { readonly is: 'issue' | 'error' | 'warning'; readonly message: string }

export type RecordLine = {
  readonly depth: number
  /** As JSON writes it, with quotes; undefined: an item of a list, or the end of something. */
  readonly name?: string
  /** `"727"`, `{`, `]`; '' where nothing is there, though something should be. */
  readonly text: string
  readonly kind: 'text' | 'number' | 'boolean' | 'null' | 'bracket' | 'absent'
  readonly comma: boolean
  /** Id of the row that the line comes from. */
  readonly row?: string
  /** In the record, with positions, and in the schema; undefined: the end of something, or outside the record. */
  readonly path?: string
  readonly field?: FieldPath
  readonly remarks?: readonly LineRemark[]
}

const MOST_LINES = 100_000
const INDENT = '  '

/** `whole`: what is printed; `record`: the part of it that findings and origins are about, as the same object. */
export function listRecordLines(whole: JsonValue, record: JsonValue, origins: Origins, findings: readonly RecordFinding[]): RecordLine[] {
  const lines: RecordLine[] = []
  const byPath = groupByPath(findings)

  function write(value: JsonValue, at: Place): void {
    if (lines.length >= MOST_LINES) return
    const here: Place = value === record && at.path === undefined ? { ...at, path: '', field: '' as FieldPath } : at
    const remarks = remarksAt(here, here.origin)
    const head = { depth: here.depth, ...named(here), ...where(here), ...(remarks.length === 0 ? {} : { remarks }) }
    if (typeof value !== 'object' || value === null) {
      lines.push({ ...head, text: JSON.stringify(value), kind: kindOf(value), comma: here.comma })
      return
    }
    const children = Array.isArray(value) ? listItems(value, here) : listFields(value, here)
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
    if (children.length === 0) {
      lines.push({ ...head, text: open + close, kind: 'bracket', comma: here.comma })
      return
    }
    lines.push({ ...head, text: open, kind: 'bracket', comma: false })
    for (const child of children) {
      if ('value' in child) write(child.value, child.place)
      else
        lines.push({ depth: child.place.depth, ...named(child.place), ...where(child.place), text: '', kind: 'absent', comma: false, remarks: child.remarks })
    }
    lines.push({ depth: here.depth, text: close, kind: 'bracket', comma: here.comma })
  }

  function listItems(value: readonly JsonValue[], place: Place): Child[] {
    return value.map((item, index) => ({
      value: item,
      place: {
        ...below(place, `[${index}]`, '[]'),
        comma: index < value.length - 1,
        origin: origins.get(value)?.get(index) ?? inherited(place),
      },
    }))
  }

  function listFields(value: { readonly [name: string]: JsonValue }, place: Place): Child[] {
    const places = origins.get(value)
    const names = Object.keys(value)
    const there: Child[] = names.map((name, index) => ({
      value: value[name] as JsonValue,
      place: { ...inside(place, name), comma: index < names.length - 1, origin: places?.get(name) ?? inherited(place) },
    }))
    if (place.path === undefined) return there
    const absent = [...(places ?? [])].filter(([name, { issue }]) => issue !== undefined && typeof name === 'string' && !Object.hasOwn(value, name))
    const missing = (requiredBelow.get(place.path) ?? []).filter((name) => !absent.some(([known]) => known === name))
    return [
      ...there,
      ...absent.map(([name, origin]): Child => {
        const at = { ...inside(place, String(name)), comma: false, origin }
        return { place: at, remarks: [{ is: 'issue', message: origin.issue ?? '' }] }
      }),
      ...missing.map((name): Child => {
        const at = { ...inside(place, name), comma: false, origin: undefined }
        return { place: at, remarks: remarksAt(at, undefined) }
      }),
    ]
  }

  function remarksAt(place: Place, origin: Origin | undefined): LineRemark[] {
    const found = place.path === undefined ? [] : (byPath.get(place.path) ?? [])
    return [
      ...(origin?.issue === undefined ? [] : [{ is: 'issue' as const, message: origin.issue }]),
      ...found.map(({ severity, message }) => ({ is: severity, message })),
    ]
  }

  /** Names of fields that are required and missing, by the object they should stand in. */
  const requiredBelow = new Map<string, string[]>()
  for (const { missing } of findings) if (missing !== undefined) requiredBelow.set(missing.in, [...(requiredBelow.get(missing.in) ?? []), missing.name])
  write(whole, { depth: 0, comma: false, name: undefined, path: undefined, field: undefined, origin: undefined })
  return lines
}

/** The text that people copy: valid JSON, without what is not there. */
export function printRecordLines(lines: readonly RecordLine[]): string {
  return lines
    .filter(({ kind }) => kind !== 'absent')
    .map(({ depth, name, text, comma }) => `${INDENT.repeat(depth)}${name === undefined ? '' : `${name}: `}${text}${comma ? ',' : ''}`)
    .join('\n')
}

type Place = {
  readonly depth: number
  readonly comma: boolean
  readonly name: string | undefined
  readonly path: string | undefined
  readonly field: FieldPath | undefined
  readonly origin: Origin | undefined
}
type Child = { readonly place: Place; readonly value: JsonValue } | { readonly place: Place; readonly remarks: readonly LineRemark[] }

function below(place: Place, path: string, field: string): Omit<Place, 'comma' | 'origin'> {
  return {
    depth: place.depth + 1,
    name: undefined,
    path: place.path === undefined ? undefined : `${place.path}${path}`,
    field: place.field === undefined ? undefined : (`${place.field}${field}` as FieldPath),
  }
}

function inside(place: Place, name: string): Omit<Place, 'comma' | 'origin'> {
  const step = place.path === '' ? printName(name) : `.${printName(name)}`
  return { ...below(place, step, place.field === '' ? printName(name) : `.${printName(name)}`), name }
}

/** What a row copies as a whole is the row's down to its last value. */
function inherited({ origin, path }: Place): Origin | undefined {
  return origin?.row === undefined || path === undefined ? undefined : { row: origin.row }
}

function named({ name }: Place): Pick<RecordLine, 'name'> {
  return name === undefined ? {} : { name: JSON.stringify(name) }
}

function where({ path, field, origin }: Place): Pick<RecordLine, 'path' | 'field' | 'row'> {
  return path === undefined || field === undefined ? {} : { path, field, ...(origin?.row === undefined ? {} : { row: origin.row }) }
}

function kindOf(value: JsonValue): RecordLine['kind'] {
  return value === null ? 'null' : typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean'
}

function groupByPath(findings: readonly RecordFinding[]): Map<string, RecordFinding[]> {
  const groups = new Map<string, RecordFinding[]>()
  for (const finding of findings) groups.set(finding.path, [...(groups.get(finding.path) ?? []), finding])
  return groups
}
