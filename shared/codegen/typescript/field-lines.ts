// The fields of one object as lines: what is always there in the object's literal, what may be missing by an assignment after it
// (a spread for each costs ten times as much), and the only place that keeps issues in the order of the fields.
import type { TypeRef } from './type-refs.ts'
import { bracketPieces, joinPieces, layOut, MOST_WIDTH, type Mark, type MarkedCode } from './rows-lines.ts'
import { INHERITED, member, propertyName } from './text.ts'

/** `before`: statements; `entry`: lines of the literal; `after`: assignments. They run in this order. */
export type FieldLines = { readonly before: readonly string[]; readonly entry: readonly string[]; readonly after: readonly string[] }

export type FieldText = {
  readonly name: string
  readonly type: TypeRef
  /** The field is always there. */
  readonly isSure: boolean
  readonly lines: FieldLines
  /** The same with the value in a constant before the literal. A function, because it may name types that else nothing does. */
  readonly inConst: () => FieldLines
  readonly mayIssue: boolean
}

/** Where a field goes: the object's variable, and the constant for its value. */
export type Place = { readonly target: string; readonly name: string; readonly variable: string }

export const NO_MARK: Mark = { end: '', above: [], label: '' }

/** Issues come in the order of the fields: where lines would run in another, values go into constants first. */
export function orderFields(fields: readonly FieldText[]): FieldLines {
  const issuing = fields.flatMap(({ lines, mayIssue }, index) => (mayIssue ? [{ index, phase: phaseOf(lines) }] : []))
  const last = issuing.findLastIndex(({ phase }, at) => issuing.slice(0, at).some((earlier) => earlier.phase > phase))
  const end = issuing[last]?.index ?? -1
  const placed = fields.map((field, index) => (field.mayIssue && index <= end ? field.inConst() : field.lines))
  return { before: placed.flatMap(({ before }) => before), entry: placed.flatMap(({ entry }) => entry), after: placed.flatMap(({ after }) => after) }
}

/** A value that is always there. */
export function sureField({ name, variable }: Place, code: MarkedCode, mark: Mark): Pick<FieldText, 'isSure' | 'lines' | 'inConst'> {
  const short = propertyName(name) === variable ? variable : `${propertyName(name)}: ${variable}`
  return {
    isSure: true,
    lines: { before: [], entry: layOut(`${propertyName(name)}: `, code, ',', mark), after: [] },
    inConst: () => ({ before: layOut(`const ${variable} = `, code, '', mark), entry: [`${short},${endOf(mark.label)}`], after: [] }),
  }
}

/** A value that is there where a condition holds. */
export function conditionalField(place: Place, condition: string, code: MarkedCode, mark: Mark): Pick<FieldText, 'isSure' | 'lines' | 'inConst'> {
  const chosen = bracketPieces(`${condition} ? `, code, ' : undefined')
  return { isSure: false, lines: assign(place, joinPieces(code), condition, mark), inConst: () => constantField(place, chosen, mark).inConst() }
}

/** A value that is undefined where the field is left out. */
export function constantField(place: Place, code: MarkedCode, mark: Mark): Pick<FieldText, 'isSure' | 'lines' | 'inConst'> {
  const declared = layOut(`const ${place.variable} = `, code, '', mark)
  const assigned = assign(place, place.variable, `${place.variable} !== undefined`, { ...mark, above: [], end: mark.label })
  return { isSure: false, lines: afterStatements(declared, assigned), inConst: () => ({ ...assigned, before: declared }) }
}

/** Statements that only an assignment after the literal needs stand there with it. */
export function afterStatements(statements: readonly string[], assigned: FieldLines): FieldLines {
  return assigned.entry.length > 0 ? { ...assigned, before: statements } : { ...assigned, after: [...statements, ...assigned.after] }
}

export function assign({ target, name }: Place, value: string, condition: string, mark: Mark): FieldLines {
  const end = endOf(mark.end)
  // Assigning to `__proto__` would set the prototype, and an object without its own `constructor` has another: a spread makes an own property.
  if (INHERITED.has(name)) return { before: [], entry: [...mark.above, `...(${condition} ? { ${propertyName(name)}: ${value} } : {}),${end}`], after: [] }
  const line = `if (${condition}) ${target}${member(name)} = ${value}`
  if (line.length <= MOST_WIDTH) return { before: [], entry: [], after: [...mark.above, `${line}${end}`] }
  return { before: [], entry: [], after: [...mark.above, `if (${condition})${end}`, `  ${target}${member(name)} = ${value}${endOf(mark.label)}`] }
}

export function entryLines(name: string, value: readonly string[]): string[] {
  if (value.length === 1) return [value[0] === propertyName(name) ? `${propertyName(name)},` : `${propertyName(name)}: ${value[0]},`]
  return [`${propertyName(name)}: ${value[0]}`, ...value.slice(1, -1), `${value.at(-1)},`]
}

function endOf(words: string): string {
  return words === '' ? '' : ` // ${words}`
}

/** When the lines that may give issues run. */
function phaseOf({ before, entry }: FieldLines): number {
  return before.length > 0 ? 0 : entry.length > 0 ? 1 : 2
}
