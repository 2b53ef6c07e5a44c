// The only place that makes graph nodes of the tables of SQL scripts.
import { printSourcePlace, type GraphWriter } from '../../../shared/schema/graph-writer.ts'
import type { JsonValue } from '../../../shared/schema/json-value.ts'
import { keepValue } from '../../../shared/schema/raw-values.ts'
import type { NamedObject, NodeId, Property, SchemaNode } from '../../../shared/schema/schema-graph.ts'
import { LONGEST_NAME } from '../../../shared/schema/schema-read-error.ts'
import { joinSentences } from '../join-sentences.ts'
import { createTypeCopies } from '../type-copies.ts'
import { readColumnType, type TypeFacts } from './column-type.ts'
import { isCounted } from './parse-alter.ts'
import type { SqlScript } from './read-script.ts'
import { addRules, findColumn, type SqlColumn, type SqlNamedType, type SqlTable, type SqlType, type ValueRules } from './sql-tables.ts'

/** Domains of domains of domains, at most. */
const MOST_HOPS = 16
const MOST_ENUM_VALUES = 10_000

export function buildSqlGraph(script: SqlScript, writer: GraphWriter): { readonly objects: readonly NamedObject[]; readonly fieldCount: number } {
  const copies = createTypeCopies()
  const tables = script.tables.filter((table) => !table.dropped)
  const named = new Map<string, number>()
  for (const { parts } of tables) named.set(lastOf(parts), (named.get(lastOf(parts)) ?? 0) + 1)
  const objects: NamedObject[] = []
  const names = new Set<string>()
  let fieldCount = 0
  for (const table of tables) {
    // The schema belongs to the name only where two schemas have a table of that name.
    const name = (named.get(lastOf(table.parts)) ?? 0) > 1 ? table.parts.slice(-2).join('.') : lastOf(table.parts)
    if (name.length > LONGEST_NAME)
      writer.problem('name-too-long', printSourcePlace(table.place), `Table names of more than ${LONGEST_NAME} characters are left out.`)
    if (name.length > LONGEST_NAME || names.has(name)) continue
    names.add(name)
    addKeys(table)
    fieldCount += table.columns.filter((column) => !column.dropped).length
    const facts = factsOfTable(table, name)
    objects.push({ name, node: writer.node(table, () => facts, table.place), ...(facts.description === undefined ? {} : { description: facts.description }) })
  }
  return { objects, fieldCount }

  function factsOfTable(table: SqlTable, name: string): SchemaNode {
    const description = joinSentences(table.comment, ...table.notes)
    return { types: ['object'], name, ...(description === undefined ? {} : { description }), properties: propertiesOf(table) }
  }

  function propertiesOf(table: SqlTable): Property[] {
    return table.columns
      .filter((column) => !column.dropped)
      .map((column) => {
        const domain = domainOf(column.type)
        const required = column.notNull || domain?.notNull === true
        return { name: column.name, required, node: writer.node(column, () => factsOfColumn(column, table, required), column.place) }
      })
  }

  function factsOfColumn(column: SqlColumn, table: SqlTable, required: boolean): SchemaNode {
    const found = factsOfType(column.type, table, column)
    const { note, entriesAreText, ...type } = found.facts
    const rules: ValueRules = { ...found.rules }
    addRules(rules, { ...type, ...column.rules })
    const isList = type.types[0] === 'list'
    const value = isList ? undefined : literalFor(type, column.default ?? found.default)
    const given = column.default ?? found.default
    const description = joinSentences(
      column.comment,
      note,
      ...column.notes,
      given !== undefined && 'formula' in given && !isCounted(given) ? `Default: ${given.formula}` : undefined,
    )
    return {
      ...(isList ? type : withoutLimits(type)),
      ...(isList ? {} : allowed(rules, type)),
      ...(entriesAreText === true ? { entries: writer.value({ types: ['text'], nullable: true }) } : {}),
      ...(required ? {} : { nullable: true }),
      ...(column.generated || isCounted(column.default) ? { readOnly: true } : {}),
      ...(value === undefined ? {} : { default: value }),
      ...(description === undefined ? {} : { description }),
    }
  }

  /** Through domains to what the database knows, or to a type of the script. */
  function factsOfType(
    type: SqlType | undefined,
    table: SqlTable,
    column: SqlColumn,
    level = 0,
  ): { readonly facts: TypeFacts & SchemaNode; readonly rules: ValueRules; readonly default?: SqlColumn['default'] } {
    // A domain can be a list of itself.
    if (type === undefined || level > MOST_HOPS) return { facts: { types: ['any'] }, rules: {} }
    if (type.lists > 0) return { facts: listOf(type, table, column, level), rules: {} }
    const rules: ValueRules = {}
    let at: SqlType = type
    let given: SqlColumn['default']
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const own = script.types.get(at.name)
      if (own === undefined) break
      if (own.kind === 'enum') {
        const values = copies.allow(own.values.length) ? { enum: own.values.slice(0, MOST_ENUM_VALUES) } : {}
        return { facts: { types: ['text'], name: at.name, ...values }, rules, default: given }
      }
      if (own.kind === 'object') return { facts: factsOfObject(own.table, at.name), rules, default: given }
      addRules(rules, own.rules)
      given ??= own.default
      if (own.type === undefined) break
      at = own.type
      if (at.lists > 0) return { facts: listOf(at, table, column, level), rules: {}, default: given }
    }
    const known = readColumnType(at, table.dialect)
    if (known === undefined && !script.types.has(at.name))
      writer.problem(
        'unsupported-construct',
        printSourcePlace(column.place),
        `The type \`${at.name.slice(0, 100)}\` is not known; its values may be anything. If the script of another file makes it, upload that file too.`,
      )
    return { facts: known ?? { types: ['any'] }, rules, default: given }
  }

  /** `int[][]`: every `[]` is a list; the items say what stands before it. */
  function listOf(type: SqlType, table: SqlTable, column: SqlColumn, level: number): SchemaNode {
    const { facts, rules } = factsOfType({ ...type, lists: 0 }, table, column, level + 1)
    const { note: _note, entriesAreText: _entries, ...item } = facts
    addRules(rules, item)
    let node: NodeId = writer.value({ ...withoutLimits(item), ...allowed(rules, item), nullable: true })
    for (let i = 1; i < type.lists; i++) node = writer.value({ types: ['list'], items: node })
    return { types: ['list'], items: node }
  }

  function factsOfObject(type: SqlTable, name: string): SchemaNode {
    // Copies are counted: a script could use a large type in a large number of places.
    if (!copies.allow(type.columns.length)) return { types: ['object'], name }
    return { types: ['object'], name, properties: propertiesOf(type) }
  }

  function domainOf(type: SqlType | undefined): Extract<SqlNamedType, { kind: 'domain' }> | undefined {
    const found = type === undefined || type.lists > 0 ? undefined : script.types.get(type.name)
    return found?.kind === 'domain' ? found : undefined
  }

  /** Keys and references, once all tables are known. */
  function addKeys(table: SqlTable): void {
    for (const name of table.primaryKey) {
      const column = findColumn(table, name)
      if (column === undefined) continue
      column.notNull = true
      column.notes.unshift(table.primaryKey.length === 1 ? 'Primary key.' : `Part of the primary key: ${list(table.primaryKey)}.`)
      // SQLite counts such a column up by itself.
      if (table.dialect === 'sqlite' && table.primaryKey.length === 1 && column.type?.name === 'integer') column.generated = true
    }
    for (const names of table.unique) {
      const [name = ''] = names
      if (names.length === 1) findColumn(table, name)?.notes.push('Unique.')
      else if (names.length > 1) table.notes.push(`Unique together: ${list(names)}.`)
    }
    for (const { columns, table: parts, to } of table.references) {
      const other = script.tableByName.get(parts.slice(-2).join('\0').toLowerCase()) ?? script.tableByName.get(lastOf(parts).toLowerCase())
      const targets = to.length > 0 ? to : (other?.primaryKey ?? [])
      columns.forEach((name, i) => {
        const target = targets[i]
        findColumn(table, name)?.notes.push(`Refers to ${lastOf(parts)}${target === undefined ? '' : `.${target}`}.`)
      })
    }
  }
}

/** Rules of the kind of value that the type is: a number's limits say nothing of a text. */
function allowed(rules: ValueRules, { types: [type] }: Pick<SchemaNode, 'types'>): ValueRules {
  const { enum: values, minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength, pattern } = rules
  const kept = values?.slice(0, MOST_ENUM_VALUES).map((value) => (type === 'boolean' ? toBoolean(value) : value))
  const isTighter = exclusiveMinimum !== undefined && minimum !== undefined && exclusiveMinimum >= minimum
  const isTighterAbove = exclusiveMaximum !== undefined && maximum !== undefined && exclusiveMaximum <= maximum
  return {
    ...(kept === undefined || type === 'boolean' ? {} : { enum: kept }),
    ...(type === 'integer' || type === 'number'
      ? defined({ minimum: isTighter ? undefined : minimum, maximum: isTighterAbove ? undefined : maximum, exclusiveMinimum, exclusiveMaximum })
      : {}),
    ...(type === 'text' ? defined({ minLength, maxLength, pattern }) : {}),
  }
}

function withoutLimits({ minimum: _minimum, maximum: _maximum, ...facts }: SchemaNode): SchemaNode {
  return facts
}

/** The literal as a value of the column: `'0'` of a number is 0, `((1))` of a bit is true. */
function literalFor({ types: [type] }: Pick<SchemaNode, 'types'>, given: SqlColumn['default']): JsonValue | undefined {
  if (given === undefined || !('value' in given)) return undefined
  const { value } = given
  if (type === 'boolean') {
    const read = toBoolean(value)
    return typeof read === 'boolean' ? read : undefined
  }
  if ((type === 'integer' || type === 'number') && typeof value === 'string')
    return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined
  if (type === 'text' && typeof value !== 'string') return typeof value === 'object' ? undefined : String(value)
  if (type === 'any' && typeof value === 'string') return parsedJson(value)
  return keepValue(value)
}

/** `'{}'` of a column that holds JSON. */
function parsedJson(text: string): JsonValue {
  try {
    return keepValue(JSON.parse(text)) ?? text
  } catch {
    return text
  }
}

function toBoolean(value: JsonValue): JsonValue {
  const said = typeof value === 'string' ? value.toLowerCase() : value
  if (said === 1 || said === '1' || said === 't' || said === 'true' || said === 'y' || said === 'yes') return true
  if (said === 0 || said === '0' || said === 'f' || said === 'false' || said === 'n' || said === 'no') return false
  return value
}

function defined(facts: { readonly [rule in keyof ValueRules]: ValueRules[rule] | undefined }): ValueRules {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

function lastOf(parts: readonly string[]): string {
  return parts.at(-1) ?? ''
}

function list(names: readonly string[]): string {
  return names.slice(0, 20).join(', ')
}
