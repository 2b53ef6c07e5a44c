// The only place that says what a name of a formula stands for: a field, an input, a variable, a config value.
import { printName, ROOT_PATH, type FieldPath } from '../../schema/field-path.ts'
import type { FormulaNode, Span } from './ast.ts'
import { functionTable, isFunctionName, printSignature } from './functions.ts'
import { findNearName } from './near-name.ts'
import { fix, makeName, report, variableTerm, type Checked, type Place } from './check-place.ts'
import { describeShape, isList, isMixed, itemsOf, joinShapes, manyOf, missable, NEVER, NUMBER, shapeOfKnown, typeOfShape, type Shape } from './shape.ts'
import type { Term } from './term.ts'

type NodeOf<Is extends FormulaNode['is']> = Extract<FormulaNode, { readonly is: Is }>

export function checkName(node: NodeOf<'name'>, place: Place): Checked | undefined {
  const { context } = place
  const input = place.checking.scope.inputs.get(node.name)
  if (input !== undefined && (place.isTop || findField(context.shape, node.name) === undefined))
    return checkKnown(shapeOfKnown(input, place.checking.nulls), place.checking.nulls)
  return checkField(context, node.name, node.span, place)
}

function findField(shape: Shape, name: string): Shape | undefined {
  return isList(shape) ? findField(itemsOf(shape), name) : shape.field?.(name)
}

/** A value that stands at a place of its own in the sources. */
export function checkKnown(shape: Shape, nulls: 'missing' | 'value'): Checked {
  const ref = shape.source ?? { of: 'item', path: ROOT_PATH }
  return { term: { op: 'path', type: typeOfShape(shape), ref, path: null, nulls }, shape }
}

/** A field of what stands before the point. */
export function checkField(from: Checked, name: string, span: Span, place: Place): Checked | undefined {
  const { shape } = from
  if (shape.kinds.includes('any')) {
    return report(
      place,
      'unknown-type',
      span,
      `Nothing is known of what \`${printName(name)}\` should be taken from. Import a schema or samples that say what it holds.`,
    )
  }
  if (isList(shape)) return checkListField(from, name, span, place)
  if (isMixed(shape))
    return report(place, 'sometimes-list', span, `What \`${printName(name)}\` is taken from is ${describeShape(shape)}: a formula cannot treat both alike.`)
  if (shape.kinds.every((kind) => kind === 'null')) return { term: getTerm(from.term, name, NEVER, 'value'), shape: NEVER }
  // Data says of every value what fields it has; a schema only of objects.
  if (!shape.kinds.includes('object') && shape.field === undefined)
    return report(place, 'no-fields', span, `There is no \`${printName(name)}\` here: what it is taken from is ${describeShape(shape)} and has no fields.`)
  const found = shape.field?.(name)
  if (found === undefined) return reportUnknown(name, span, shape, place)
  const field = shape.mayMiss || shape.kinds.length > 1 ? missable(found) : found
  return { term: fieldTerm(from.term, name, field, place.checking.nulls), shape: field }
}

function fieldTerm(from: Term, name: string, shape: Shape, nulls: 'missing' | 'value'): Term {
  const type = typeOfShape(shape)
  if (from.op === 'config' && from.name === '') return { op: 'config', type, name, config: null }
  if (from.op === 'result') return { op: 'result', type, path: appendName(from.path, name) }
  if (from.op === 'path') {
    const path = appendName(from.ref.path, name)
    // A field of a map with free names stands elsewhere in its schema.
    if (shape.source === undefined || shape.source.path === path) {
      return { op: 'path', type, ref: { ...from.ref, path }, path: null, nulls }
    }
  }
  // What a formula makes itself has nulls because they are meant.
  return getTerm(from, name, shape, shape.source === undefined ? 'value' : nulls)
}

function getTerm(from: Term, name: string, shape: Shape, nulls: 'missing' | 'value'): Term {
  return {
    op: 'get',
    type: typeOfShape(shape),
    from,
    name,
    optional: shape.mayMiss,
    nulls,
    ...(shape.source === undefined ? {} : { source: shape.source }),
  }
}

function appendName(path: FieldPath, name: string): FieldPath {
  return (path === '' ? printName(name) : `${path}.${printName(name)}`) as FieldPath
}

/** The field of every item, lists in lists included: what jsonata calls a look-up in an array. */
function checkListField(list: Checked, name: string, span: Span, place: Place): Checked | undefined {
  const item = variableTerm(makeName(place, 'item'), itemsOf(list.shape))
  const each = checkField(item, name, span, place)
  if (each === undefined) return undefined
  const isFlat = each.shape.kinds.includes('list')
  const shape = manyOf(isFlat ? openShape(each.shape) : { ...each.shape, mayMiss: false })
  const as = item.term.op === 'variable' ? item.term.name : ''
  const collected: Term = { op: 'collect', type: typeOfShape(shape), from: list.term, as, each: each.term, flat: isFlat }
  if (!isFlat) return { term: collected, shape }
  // Here one list alone is joined like any other, and nothing in it is nothing.
  const kept = makeName(place, 'item')
  return {
    term: { op: 'keep', type: typeOfShape(shape), from: collected, as: kept, test: { op: 'literal', type: { kinds: ['boolean'] }, value: true } },
    shape,
  }
}

/** What a list is made of when this is joined into it. */
export function openShape(shape: Shape): Shape {
  const kinds = shape.kinds.filter((kind) => kind !== 'list')
  const { field, names } = shape
  if (kinds.length === 0) return itemsOf(shape)
  const others: Shape = { kinds, mayMiss: false, ...(field === undefined ? {} : { field }), ...(names === undefined ? {} : { names }) }
  return shape.kinds.includes('list') ? joinShapes(others, itemsOf(shape)) : others
}

function reportUnknown(name: string, span: Span, shape: Shape, place: Place): undefined {
  const inputs = place.checking.scope.inputs.keys()
  const names = [...(shape.names?.() ?? []), ...inputs]
  const near = findNearName(name, names)
  const known = names.slice(0, 6).map((each) => `\`${printName(each)}\``)
  const list = known.length === 0 ? '' : ` There are ${known.join(', ')}${names.length > 6 ? ' and others' : ''}.`
  if (near === undefined) return report(place, 'unknown-field', span, `There is no field \`${printName(name)}\` here.${list}`)
  return report(place, 'unknown-field', span, `There is no field \`${printName(name)}\` here. Did you mean \`${printName(near)}\`?`, [
    fix(`Write ${near}`, span, printName(near)),
  ])
}

/** `isHead`: something is taken from it, so `$config` may stand alone. */
export function checkVariable(node: NodeOf<'variable'>, place: Place, isHead: boolean): Checked | undefined {
  const { scope, nulls } = place.checking
  const { name, span } = node
  const own = place.variables.get(name)
  if (own !== undefined) return own
  const given = scope.variables?.get(name)
  if (given !== undefined) return checkKnown(shapeOfKnown(given, nulls), nulls)
  if (name === 'config') {
    if (!isHead) return report(place, 'config-alone', span, 'Name the config value: `$config.name`.')
    const shape: Shape = {
      kinds: ['object'],
      mayMiss: false,
      field: (wanted) => {
        const known = scope.config.get(wanted)
        return known && shapeOfKnown(known, nulls)
      },
      names: () => [...scope.config.keys()],
    }
    return { term: { op: 'config', type: typeOfShape(shape), name: '', config: null }, shape }
  }
  if (name === 'index') {
    if (!scope.hasIndex) return report(place, 'no-index', span, '`$index` is the position in a list, and this row does not go through one.')
    return { term: { op: 'index', type: typeOfShape(NUMBER) }, shape: NUMBER }
  }
  if (name === 'result' && scope.result !== undefined) {
    const shape = shapeOfKnown(scope.result, nulls)
    return { term: { op: 'result', type: typeOfShape(shape), path: ROOT_PATH }, shape }
  }
  if (isFunctionName(name)) {
    const fixes = functionTable[name].params.length === 0 ? [fix(`Write $${name}()`, span, `$${name}()`)] : []
    return report(place, 'call-without-parentheses', span, `A function is called with parentheses: \`${printSignature(name)}\`.`, fixes)
  }
  const names = [...place.variables.keys(), ...(scope.variables?.keys() ?? []), 'config', ...(scope.hasIndex ? ['index'] : [])]
  const near = findNearName(name, names)
  if (near !== undefined)
    return report(place, 'unknown-variable', span, `There is no \`$${name}\`. Did you mean \`$${near}\`?`, [fix(`Write $${near}`, span, `$${near}`)])
  return report(place, 'unknown-variable', span, `There is no \`$${name}\`. Give it a value first: \`($${name} := ...; ...)\`.`)
}
