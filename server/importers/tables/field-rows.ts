// The only place that reads one row of a table of fields: its name or path, its type, and every fact of its cells.
import { ENTRY, ITEM, type PathStep } from '../../../shared/schema/field-path.ts'
import type { Cell, Table, TableRow } from './blocks.ts'
import { cellOf, type Columns, type FieldTable } from './columns.ts'
import { readProse, readValueList, type ProseFacts } from './prose-facts.ts'
import { readTypeWords, type TypeWords } from './type-words.ts'

export type FieldRow = {
  /** From the object, or from the row that it is indented under. */
  readonly steps: readonly PathStep[]
  /** How far it stands to the right. */
  readonly indent: number
  readonly type: TypeWords
  readonly facts: RowFacts
  /** Many of it, by its cardinality. */
  readonly many: boolean
  readonly links: Cell['links']
  /** What it belongs to, where a column says so. */
  readonly object?: string
  readonly location?: string
  readonly line: number
  readonly nested: readonly Table[]
}

export type RowFacts = ProseFacts & {
  readonly description?: string
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
}

const YES =
  /^(?:yes|y|true|t|x|✓|✔|✅|☑|1|m|mandatory|required|req|must|muss|ja|j|pflicht|pflichtfeld|erforderlich|always|immer|r|required\*?|conditional mandatory)$/i
const NOT_NULL = /^(?:not null|no|n|false|nein|nn)$/i
/** A longer text in the column of names is no name. */
const LONGEST_NAME_CELL = 200
const STEP_BELOW = 10

export function readFieldRows({ table, columns, header }: FieldTable): FieldRow[] {
  const rows: FieldRow[] = []
  let object: string | undefined
  for (const row of table.rows.slice(header + 1)) {
    const owner = cellOf(row, columns, 'object')?.text.replaceAll('`', '')
    if (owner !== undefined && owner !== '') object = owner
    const read = readRow(row, columns, object)
    if (read === 'continued') {
      const last = rows.pop()
      const more = cellOf(row, columns, 'description')?.text ?? ''
      if (last !== undefined) rows.push({ ...last, facts: { ...last.facts, description: [last.facts.description, more].filter(Boolean).join('\n') } })
    } else if (read !== undefined) rows.push(read)
  }
  return rows
}

/** `continued`: the description of the row before goes on. Undefined: no field. */
function readRow(row: TableRow, columns: Columns, object: string | undefined): FieldRow | 'continued' | undefined {
  const cell = cellOf(row, columns, 'name')
  if (cell === undefined || (cell.text === '' && cell.labels.length === 0)) {
    const said = row.cells.filter(({ text }) => text !== '')
    return said.length === 1 && said[0] === cellOf(row, columns, 'description') ? 'continued' : undefined
  }
  // A row across the whole table is a heading.
  if (row.cells.length > 2 && row.cells.every((each) => each === cell || each.text === '')) return undefined
  const named = readName(cell)
  if (named === undefined) return undefined
  const text = (role: Parameters<typeof cellOf>[2]) => cellOf(row, columns, role)?.text ?? ''
  const description = cellOf(row, columns, 'description')
  const typeCell = cellOf(row, columns, 'type')
  const words = [text('description'), text('notes')].filter((each) => each !== '')
  const labels = [cell, description, typeCell, cellOf(row, columns, 'notes')].flatMap((each) => each?.labels ?? [])
  const type = readTypeWords(typeCell?.text ?? named.after)
  const cardinality = readCardinality(text('cardinality'))
  const level = Number.parseInt(text('level').replaceAll(/\D/g, ''), 10)
  const location = text('location').toLowerCase()
  return {
    steps: splitName(named.name),
    indent: Number.isNaN(level) ? cell.indent : level * STEP_BELOW,
    type,
    facts: {
      ...readProse([...words, named.after, typeCell?.text ?? ''].join('\n'), labels),
      ...readColumns(row, columns),
      ...(words.length === 0 ? {} : { description: words.join('\n') }),
      ...(named.required || cardinality?.required === true ? { required: true } : {}),
      ...(cell.struck ? { deprecated: true } : {}),
    },
    many: cardinality?.many === true,
    links: [...(typeCell?.links ?? []), ...(description?.links ?? []), ...(cellOf(row, columns, 'notes')?.links ?? []), ...cell.links],
    ...(object === undefined ? {} : { object }),
    ...(location === '' ? {} : { location }),
    line: row.line,
    nested: row.nested,
  }
}

/** What columns of their own say; they know better than prose. */
function readColumns(row: TableRow, columns: Columns): RowFacts {
  const text = (role: Parameters<typeof cellOf>[2]) => (cellOf(row, columns, role)?.text ?? '').replaceAll('`', '').trim()
  const number = (role: Parameters<typeof cellOf>[2]) => {
    const said = text(role).replaceAll(/[\s_]/g, '')
    return /^-?\d{1,15}(\.\d{1,15})?$/.test(said) ? Number(said) : undefined
  }
  const required = cellOf(row, columns, 'required')
  const optional = text('optional')
  const length = /^(?:max\.?\s*)?(?:(\d{1,9})\s*(?:-|–|\.\.|bis|to)\s*)?(\d{1,9})\b/i.exec(text('length'))
  const access = text('access')
  const values = readValueList(cellOf(row, columns, 'values')?.text ?? '')
  const format = text('format')
  const facts: Record<string, unknown> = {
    required:
      required === undefined
        ? optional === ''
          ? undefined
          : !isYes(optional)
        : isBlank(required)
          ? undefined
          : isYes([required.text, ...required.labels].join(' ')),
    nullable:
      columns.has('nullable') && text('nullable') !== ''
        ? isYes(text('nullable')) || (/^null$/i.test(text('nullable')) && !NOT_NULL.test(text('nullable')))
        : undefined,
    minLength: number('minLength') ?? (length?.[1] === undefined ? undefined : Number(length[1])),
    maxLength: length === null ? undefined : Number(length[2]),
    minimum: number('minimum'),
    maximum: number('maximum'),
    format: /^[a-z][a-z0-9-]{1,30}$/.test(format) ? format : undefined,
    pattern: text('pattern') === '' ? undefined : text('pattern'),
    enum: values,
    example: text('example') === '' ? undefined : text('example'),
    default: /^(?:|-|–|none|n\/a|keine?r?)$/i.test(text('default')) ? undefined : text('default'),
    readOnly: /read[\s-]?only|^r$|^ro$|nur lesbar|schreibgeschützt|lesend/i.test(access) || (columns.has('access') && isYes(access)) ? true : undefined,
    writeOnly: /write[\s-]?only|^w$|^wo$/i.test(access) ? true : undefined,
    deprecated: isYes(text('deprecated')) ? true : undefined,
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

/** Then what the description says holds. */
function isBlank({ text, labels }: Cell): boolean {
  return text === '' && labels.length === 0
}

function isYes(text: string): boolean {
  return YES.test(
    text
      .replaceAll(/[`*.\s]+/g, ' ')
      .trim()
      .slice(0, 40),
  )
}

/** `1..1`, `0..n`, `1-*`. */
function readCardinality(text: string): { readonly required: boolean; readonly many: boolean } | undefined {
  const match = /^[([]?\s*(\d{1,9})\s*(?:\.\.\.?|-|–|:|,|to|bis)\s*(\d{1,9}|[*nN∞]|unbounded)\s*[)\]]?$/.exec(text.trim())
  if (match === null) return /^[1M]$/i.test(text.trim()) ? { required: true, many: false } : undefined
  return { required: Number(match[1]) > 0, many: !/^[01]$/.test(match[2] ?? '') }
}

const FLAGS_BEHIND = /[\s,;:]*[([]?\s*(required|mandatory|optional|deprecated|read-?only|nullable|pflichtfeld|pflicht)\s*[)\]]?\s*$/i

/** `after`: what the cell says behind the name, which may be a type. */
function readName(cell: Cell): { readonly name: string; readonly required: boolean; readonly after: string } | undefined {
  const [line = '', ...others] = cell.text.split('\n')
  if ((cell.lead ?? line).length > LONGEST_NAME_CELL * 2) return undefined
  let name = cell.lead !== undefined && cell.lead !== '' ? cell.lead : line.replaceAll('`', '')
  let required = false
  if (cell.lead === undefined) {
    name = name.replace(/^(?:[\s\u00a0]|[-–—+.>](?!\d)|[→↳└├│─»·•▸›∟])+/, '')
    for (let flag = FLAGS_BEHIND.exec(name); flag !== null && flag.index > 0; flag = FLAGS_BEHIND.exec(name)) {
      if (/^(required|mandatory|pflicht)/i.test(flag[1] ?? '')) required = true
      name = name.slice(0, flag.index)
    }
  }
  const starred = /^(.+?)\s*\*+$/.exec(name)
  if (starred?.[1] !== undefined && !starred[1].endsWith('.')) {
    name = starred[1]
    required = true
  }
  if (/^\s*\*/.test(cell.rest)) required = true
  name = name.replace(/^(.{2,})\?$/, '$1').trim()
  if (name === '' || name.length > LONGEST_NAME_CELL || !/[\p{L}\p{N}]/u.test(name)) return undefined
  return { name, required, after: cell.lead === undefined ? others.join('\n') : cell.rest.replace(/^\s*\*+/, '') }
}

/** `customer.email`, `lines[].sku`, `lines[0].sku`, `billing[city]`, `lines/sku`, `meta.{key}`. */
export function splitName(name: string): PathStep[] {
  const whole = [{ kind: 'name', name } as const]
  const said = name.replace(/^\$\./, '')
  const path = /^\/?[\w@:$-]+(?:\/[\w@:$-]+)+$/.test(said) ? said.replace(/^\//, '').replaceAll('/', '.') : said
  if (!/[.[\]{}]/.test(path) || /\s/.test(path)) return whole
  const steps: PathStep[] = []
  for (const part of path.split('.')) {
    const match = /^([^[\]]*)((?:\[[^[\]]*\])*)$/.exec(part)
    const [, head = '', brackets = ''] = match ?? []
    if (match === null || (head === '' && brackets === '')) return whole
    if (/^(?:\d+|#|n)$/.test(head) && steps.length > 0) steps.push(ITEM)
    else if (/^(?:\*|\{[^{}]*\}|<[^<>]*>)$/.test(head) && steps.length > 0) steps.push(ENTRY)
    else if (head.endsWith('{}')) steps.push({ kind: 'name', name: head.slice(0, -2) }, ENTRY)
    else if (head !== '') steps.push({ kind: 'name', name: head })
    for (const [, inner = ''] of brackets.matchAll(/\[([^[\]]*)\]/g))
      steps.push(/^(?:|\d+|\*|n|i|x|#|index|\.\.\.|…)$/i.test(inner) ? ITEM : { kind: 'name', name: inner.replaceAll(/^['"]|['"]$/g, '') })
  }
  const first = steps.findIndex(({ kind }) => kind === 'name')
  return first < 0 ? whole : steps.slice(first)
}
