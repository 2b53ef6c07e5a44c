// The check before the map as assertions: what the rows rely on, and another record is an error.
import { printName } from '../../schema/field-path.ts'
import type { ConfigIr, MapIr, Shape } from '../../transform/ir.ts'
import { typeList } from './policy-code.ts'
import { literal, step } from './text.ts'
import { helper, indent, type Code, type Writer } from './writer.ts'

/** One assertion a line; none for what may be anything. */
export function checkLines(writer: Writer, ir: MapIr): string[] {
  return ir.inputs.flatMap(({ name, shape }) =>
    shapeLines(writer, shape, { code: `$${writer.names.of(`in:${name}`)}`, place: literal(printName(name)), depth: 0 }),
  )
}

/** `place`: code of the text that says where the value stands. */
type At = { readonly code: string; readonly place: string; readonly depth: number }

function shapeLines(writer: Writer, shape: Shape, at: At): string[] {
  const inner = [
    ...(shape.fields ?? []).flatMap((field) =>
      shapeLines(writer, field.shape, { ...at, code: at.code + step(field.name), place: joinPlace(at.place, literal(`.${printName(field.name)}`)) }),
    ),
    ...(shape.items === undefined ? [] : itemLines(writer, shape.items, at, 'map')),
    ...(shape.entries === undefined ? [] : itemLines(writer, shape.entries, at, 'each')),
  ]
  const need = !shape.required ? 'optional' : shape.nullable ? 'nullable' : 'required'
  const isOpen = need === 'optional' && shape.types.includes('any')
  const own = isOpen ? [] : [`${checkCode(writer, at, need, shape).text};`]
  // What is below a value that is not there is not asked for.
  const isSure = need === 'required'
  return inner.length === 0 || isSure ? [...own, ...inner] : [...own, `${at.code} != null ? (\n  ${indent(inner.join('\n'))}\n);`]
}

function checkCode(writer: Writer, at: At, need: string, { types }: Shape): Code {
  return types.includes('any')
    ? helper(writer, 'checkThere', at.code, at.place, literal(need))
    : helper(writer, 'check', at.code, at.place, literal(need), typeList(types))
}

function itemLines(writer: Writer, shape: Shape, at: At, by: 'map' | 'each'): string[] {
  const item = at.depth === 0 ? '$item' : `$item${at.depth + 1}`
  const index = at.depth === 0 ? '$at' : `$at${at.depth + 1}`
  const place = joinPlace(joinPlace(at.place, '"["'), `${index} & "]"`)
  const lines = shapeLines(writer, shape, { code: item, place, depth: at.depth + 1 })
  return lines.length === 0 ? [] : [`$${by}(${at.code}, function(${item}, ${index}) {(\n  ${indent(lines.join('\n'))}\n)});`]
}

/** Two texts side by side are one. */
function joinPlace(before: string, after: string): string {
  return after.startsWith('"') ? before.slice(0, -1) + after.slice(1) : `${before} & ${after}`
}

/** The config values as the map sees them: with their defaults, and checked. */
export function configLines(writer: Writer, config: readonly ConfigIr[]): string[] {
  if (config.length === 0) return []
  const fields = config.map(({ name, default: otherwise }) => {
    const given = `$config${step(name)}`
    const code = otherwise === null ? helper(writer, 'some', given) : helper(writer, 'given', given, literal(otherwise))
    return `  ${literal(name)}: ${code.text}`
  })
  const checks = config.map(({ name, type, required }) => {
    const need = literal(required ? 'required' : 'optional')
    return `${helper(writer, 'check', `$config${step(name)}`, literal(`config.${printName(name)}`), need, typeList([type])).text};`
  })
  return [`$config := {\n${fields.join(',\n')}\n};`, ...checks]
}
