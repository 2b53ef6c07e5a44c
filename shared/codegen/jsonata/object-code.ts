// Destination objects, lists and maps as JSONata: rows in destination order, one function for each repeated group.
import { listParts, type EntriesIr, type FieldIr, type ListIr, type ObjectIr, type PartIr } from '../../transform/ir.ts'
import { itemsCode } from './items-code.ts'
import { rowLabel, valueNodeCode } from './policy-code.ts'
import { isPossibleName, literal, remark } from './text.ts'
import { conditional, helper, indent, itemFunction, pathCode, primary, rowText, wrap, type Code, type Scope, type Writer } from './writer.ts'

type Part = PartIr | EntriesIr['parts'][number]

/** `item`: the variable of the item that the object is made from; empty at the top. */
export function objectCode(writer: Writer, item: string, node: ObjectIr): Code {
  const fields = node.fields.flatMap((field) => {
    const code = isPossibleName(field.name) ? fieldCode(writer, item, field) : undefined
    return code === undefined ? [] : [{ text: `${literal(field.name)}: ${code.text}`, remark: remark(noteOf(writer, field.node), 200) }]
  })
  if (fields.length === 0) return primary('{}')
  const lines = fields.map(({ text, remark: note }, index) => `${text}${index === fields.length - 1 ? '' : ','}${note === '' ? '' : ` ${note}`}`)
  return primary(`{\n  ${indent(lines.join('\n'))}\n}`)
}

/** Which rows fill a field, with what people said of them; an object's stand in its own lines. */
function noteOf(writer: Writer, node: FieldIr['node']): string {
  if (node.is === 'object') return ''
  // What people said of an `each` row stands at its function.
  return node.is === 'value' ? node.rows.map((row) => writer.note(row.id)).join('; ') : node.parts.map(rowLabel).join(', ')
}

function fieldCode(writer: Writer, item: string, { node, required }: FieldIr): Code | undefined {
  switch (node.is) {
    case 'value':
      return valueNodeCode({ writer, item }, node)
    case 'object': {
      const code = objectCode(writer, item, node)
      return required ? code : helper(writer, 'unlessEmpty', code.text)
    }
    case 'list':
      return byOperation(writer, node, (parts) => listCode(writer, item, parts))
    case 'entries':
      return byOperation(writer, node, (parts) => entriesCode(writer, item, parts))
  }
}

/** A list that nothing fills for an operation is not there at all. */
function byOperation<P extends Part>(writer: Writer, { parts }: { readonly parts: readonly P[] }, write: (parts: readonly P[]) => Code): Code | undefined {
  const of = (operation: 'create' | 'update') => parts.filter((part) => part.on === null || part.on === operation)
  if (parts.every((part) => part.on === null)) return write(parts)
  writer.used.add('operation')
  const [update, create] = [of('update'), of('create')]
  return conditional(
    { text: '$operation = "update"', prec: 3 },
    update.length === 0 ? primary('()') : write(update),
    create.length === 0 ? undefined : write(create),
  )
}

function listCode(writer: Writer, item: string, parts: ListIr['parts']): Code {
  const codes = parts.map(
    (part) => itemsCode(scopeOf(writer, item, part), part, `$${writer.names.of(`fn:${part.id}`)}`, part.whenMissing, holdsLists(part)).text,
  )
  const list = codes.join(', ').length > 100 ? `[\n  ${codes.join(',\n  ')}\n]` : `[${codes.join(', ')}]`
  return whenThere(writer, item, parts, primary(list))
}

function entriesCode(writer: Writer, item: string, parts: EntriesIr['parts']): Code {
  const codes = parts.map((part) => itemsCode(scopeOf(writer, item, part), part, `$${writer.names.of(`fn:${part.id}`)}`, part.whenMissing, false).text)
  const labels = parts.map(rowLabel).join(', ')
  return whenThere(writer, item, parts, helper(writer, 'entries', `[${codes.join(', ')}]`, literal(labels)))
}

/** The only `each` of a list may leave it out where its source is missing. */
function whenThere(writer: Writer, item: string, parts: readonly Part[], code: Code): Code {
  const [only] = parts
  if (parts.length !== 1 || only?.whenMissing !== 'omit') return code
  return conditional({ text: `${pathCode(scopeOf(writer, item, only), only.list).text} != null`, prec: 3 }, code, undefined)
}

/** The functions of all `each` rows below a node, inner ones first. */
export function partFunctions(writer: Writer, node: ObjectIr): string[] {
  return listParts(node)
    .toReversed()
    .map((part) => partFunction(writer, part))
}

function partFunction(writer: Writer, part: Part): string {
  const item = `$${writer.names.of(`item:${part.id}`)}`
  const scope: Scope = { writer, item, row: rowLabel(part) }
  const { parameters, body } = itemFunction(writer, item, () => {
    const value = part.item.is === 'object' ? objectCode(writer, item, part.item) : (valueNodeCode({ writer, item }, part.item) ?? primary('()'))
    const made = 'key' in part ? primary(`{ "key": ${keyCode(scope, part)}, "value": ${value.text} }`) : value
    return whenCode(scope, part, made).text
  })
  const rows: readonly { readonly id: string }[] = part.item.is === 'value' ? [part, ...part.item.rows] : [part]
  const note = remark(rows.map(({ id }) => writer.note(id)).join('; '))
  return `${note}\n$${writer.names.of(`fn:${part.id}`)} := function(${parameters}) {\n  ${indent(body)}\n};`
}

function keyCode(scope: Scope, { key }: EntriesIr['parts'][number]): string {
  const { code, absent } = scope.writer.value(scope, key, 'as-missing')
  return absent === 'never' ? wrap(code, 0) : helper(scope.writer, 'required', code.text, rowText(scope)).text
}

/** Of a group the condition is asked before, of the list's own items. */
function whenCode(scope: Scope, part: Part, made: Code): Code {
  if (part.when === null || part.groupBy !== null) return made
  return conditional(scope.writer.test(scope, part.when), made, undefined)
}

function holdsLists({ item }: Part): boolean {
  return item.is === 'value' && item.types.some((type) => type === 'list' || type === 'any')
}

function scopeOf(writer: Writer, item: string, part: Part): Scope {
  return { writer, item, row: rowLabel(part) }
}
