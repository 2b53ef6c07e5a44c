// Small random edits of a project that change neither the kind of a row nor the fields it names, for the test of edit locality:
// constants, notes, defaults, lookup entries, patterns, decimals, the constants of conditions and formulas.
import type { Project } from '../../shared/project/project.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'

/** `rows`, `tables`, `config`: ids of what the edit is about. */
export type Edit = {
  readonly says: string
  readonly project: Project
  readonly rows: readonly string[]
  readonly tables: readonly string[]
  readonly config: readonly string[]
}

type Random = () => number
type Slot = { readonly path: readonly (string | number)[]; readonly next: (random: Random) => unknown; readonly says: string }

const WORDS = ['x', 'ACCREC', 'a', 'A1', 'a longer text with "quotes", `ticks` and ${braces}', '12.5', '*/ // R-1', 'Ärger 😀', ' ', 'draft'] as const
const READ_PATTERNS = ['iso', 'yyyy-MM-dd', 'dd.MM.yyyy', 'yyyyMMdd', 'dd/MM/yyyy HH:mm'] as const
const WRITE_PATTERNS = ['yyyy-MM-dd', 'dd.MM.yyyy', "yyyy'Q'", 'iso', 'HH:mm'] as const

/** Undefined where nothing in the project can be edited in this way. */
export function editAnything(project: Project, random: Random): Edit | undefined {
  const row = editRow(project, random)
  const kinds = [editEntry, editConfig, editOtherwise]
  return random() < 0.85 && row !== undefined ? row : (pick(kinds, random)(project, random) ?? row)
}

function editRow(project: Project, random: Random): Edit | undefined {
  const rows = project.rows.filter((row) => row.deleted !== true)
  const row = rows[Math.floor(random() * rows.length)]
  if (row === undefined) return undefined
  const slots = [
    { path: ['note'], next: () => textLike(random), says: 'note' },
    ...slotsOf(row.transform, ['transform']),
    ...slotsOf(row.when, ['when']),
    ...slotsOf(row.onMissing, ['onMissing']),
  ]
  const slot = pick(slots, random)
  const edited = replaceAt(row, slot.path, slot.next(random))
  return { says: `${slot.says} of ${row.id}`, project: withObject(project, 'rows', edited as typeof row), rows: [row.id], tables: [], config: [] }
}

/** Another value where a table's entry leads, of the same type. */
function editEntry(project: Project, random: Random): Edit | undefined {
  const entries = project.lookupEntries.filter((entry) => entry.deleted !== true)
  const entry = entries[Math.floor(random() * entries.length)]
  if (entry === undefined) return undefined
  const cell = random() < 0.5 ? ('from' as const) : ('to' as const)
  const edited = { ...entry, [cell]: another(entry[cell], random) }
  return { says: `${cell} of ${entry.id}`, project: withObject(project, 'lookupEntries', edited), rows: [], tables: [entry.table], config: [] }
}

function editConfig(project: Project, random: Random): Edit | undefined {
  const values = project.configValues.filter((value) => value.deleted !== true && value.default != null)
  const value = values[Math.floor(random() * values.length)]
  if (value?.default == null) return undefined
  const edited = { ...value, default: another(value.default, random) }
  return { says: `default of ${value.name}`, project: withObject(project, 'configValues', edited), rows: [], tables: [], config: [value.name] }
}

function editOtherwise(project: Project, random: Random): Edit | undefined {
  const tables = project.lookupTables.filter((table) => table.deleted !== true && table.otherwise?.then === 'default')
  const table = tables[Math.floor(random() * tables.length)]
  if (table?.otherwise?.then !== 'default') return undefined
  const edited = { ...table, otherwise: { then: 'default' as const, value: another(table.otherwise.value, random) } }
  return { says: `otherwise of ${table.id}`, project: withObject(project, 'lookupTables', edited), rows: [], tables: [table.id], config: [] }
}

/** Where a transform, a condition or a policy holds something that a person writes, and what may stand there instead. */
function slotsOf(value: unknown, path: readonly (string | number)[]): Slot[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => slotsOf(item, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  const cell = value as Record<string, unknown>
  const at = (name: string, next: Slot['next'], says = name): Slot => ({ path: [...path, name], next, says })
  const own: Slot[] = []
  // What is calculated from constants alone is calculated when the code is written: another constant may be another kind of code.
  if (isConstant(cell['from']) || (isConstant(cell['left']) && (isConstant(cell['right']) || cell['test'] === 'in')) || isConstant(cell['value'])) return []
  const scalar = cell['value'] as JsonScalar
  if ((cell['of'] === 'constant' || cell['kind'] === 'constant' || cell['then'] === 'default') && scalar !== null && scalar !== undefined)
    own.push(at('value', (random) => another(scalar, random), 'constant'))
  if (cell['test'] === 'in' && Array.isArray(cell['values']) && cell['values'].length > 0)
    own.push(at('values', (random) => (cell['values'] as JsonScalar[]).map((one) => (random() < 0.5 ? one : another(one, random)))))
  if (cell['kind'] === 'template' && Array.isArray(cell['parts']))
    for (const [index, part] of cell['parts'].entries())
      if (typeof part === 'string' && part !== '') own.push({ path: [...path, 'parts', index], next: (random) => pick(WORDS, random), says: 'part' })
  if (cell['kind'] === 'hook') own.push(at('words', (random) => pick(WORDS, random)))
  if (cell['do'] === 'round') own.push(at('decimals', (random) => Math.floor(random() * 6)))
  if (cell['kind'] === 'date' && cell['zone'] === undefined && cell['add'] === undefined) {
    if ((READ_PATTERNS as readonly unknown[]).includes(cell['read'])) own.push(at('read', (random) => pick(READ_PATTERNS, random)))
    if (cell['write'] !== 'instant') own.push(at('write', (random) => pick(WRITE_PATTERNS, random)))
  }
  if (cell['do'] === 'replace' || cell['do'] === 'before' || cell['do'] === 'after')
    for (const name of ['find', 'by', 'text']) if (typeof cell[name] === 'string' && cell[name] !== '') own.push(at(name, (random) => pick(WORDS, random)))
  if (typeof cell['text'] === 'string' && (cell['kind'] === 'formula' || cell['test'] === 'formula')) own.push(...formulaSlots(cell['text'], [...path, 'text']))
  return [...own, ...Object.entries(cell).flatMap(([name, inner]) => slotsOf(inner, [...path, name]))]
}

/** Literals of a formula, but for positions in lists. */
function formulaSlots(text: string, path: readonly (string | number)[]): Slot[] {
  const literals = [...text.matchAll(/"(?:[a-zA-Z0-9 .:-]*)"|(?<![\w.$[`-])\d+(?:\.\d+)?(?![\w.\]])/g)]
  return literals.map((found) => ({
    path,
    says: 'formula',
    next: (random) => {
      const literal = found[0].startsWith('"') ? `"${pick(['x', 'draft', 'A-1', ' '], random)}"` : String(Math.floor(random() * 50) + 2)
      return text.slice(0, found.index) + literal + text.slice(found.index + found[0].length)
    },
  }))
}

function isConstant(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { of?: unknown }).of === 'constant'
}

/** Another value of the same type. */
function another(value: JsonScalar, random: Random): JsonScalar {
  if (typeof value === 'string') return pick(WORDS, random)
  if (typeof value === 'number') return Number.isInteger(value) ? Math.floor(random() * 1000) - 300 : Math.round(random() * 1e4) / 100 + 0.01
  return typeof value === 'boolean' ? !value : value
}

function textLike(random: Random): string {
  return `${pick(WORDS, random)}${random() < 0.3 ? ` ${'and why it is so, at length '.repeat(3)}` : ''}`
}

function withObject<C extends 'rows' | 'lookupEntries' | 'configValues' | 'lookupTables'>(project: Project, home: C, edited: Project[C][number]): Project {
  return { ...project, [home]: project[home].map((one) => (one.id === edited.id ? edited : one)) }
}

function replaceAt(value: unknown, path: readonly (string | number)[], replacement: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return replacement
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === name ? replaceAt(item, rest, replacement) : item))
  const object = value as Record<string, unknown>
  return { ...object, [name]: replaceAt(object[name], rest, replacement) }
}

export function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T
}
