// How generated code goes through the items of a list: `order.lines.map((line, index) => mapLine(line, ...))`,
// with condition, order and groups, and through the names of a source map.
import type { PartIr } from '../../transform/ir.ts'
import { testCode } from './condition-code.ts'
import { constLines, createScope, passOn, type Callee, type MapperFile } from './function-scope.ts'
import { ownKey } from './plan.ts'
import type { Source } from './type-refs.ts'
import { helper, pathCode, placeCode, primary, sortOf, wrap, type Code, type Scope } from './writer.ts'

/** An `each` row; '' is the id of the map's runs. */
export type Each = Source & Pick<PartIr, 'id' | 'sort' | 'when'>

/** What the call gives for one item: the item, a list of none or one, or nothing that anybody takes. */
export type Gives = 'item' | 'list' | 'nothing'

/** `source`: the list or map as code that is never absent. */
export function eachCode(file: MapperFile, scope: Scope, each: Each, source: string, callee: Callee, gives: Gives): string {
  const { plan } = file.writer
  const own = plan.value(ownKey(each))
  const item = plan.value(`item:${each.id}`)
  const inside = () => createScope(file.writer, ownKey(each).slice('item:'.length), scope.outerConsts)

  const condition = inside()
  const test = each.when === null ? undefined : testCode(condition, each.when, new Set())
  const isGrouped = each.groupBy !== null
  let items = each.over === 'map' ? `${helper(scope, 'entriesOf')}(${source})` : source
  if (test !== undefined && isGrouped)
    items += `.filter(${lambdaParams(own, condition.used.has('item'), condition.used.has('index'), false)} => ${withConsts(condition, test)})`
  if (each.sort !== null) {
    const by = inside()
    items = `${helper(scope, 'inOrder')}(${items}, (${own}) => ${withConsts(by, primary(pathCode(by, each.sort.by).text))}, ${each.sort.descending ? -1 : 1})`
    if (isGrouped) items += `.map(([${own}]) => ${own})`
    passOn(by.used, scope.used)
  }
  if (each.groupBy !== null) {
    const by = inside()
    items = `${helper(scope, 'groupBy')}(${items}, (${own}) => ${withConsts(by, primary(pathCode(by, each.groupBy).text))})`
    passOn(by.used, scope.used)
  }
  passOn(condition.used, scope.used)

  const uses = new Set([...callee.params.map(({ use }) => use), ...(isGrouped ? [] : condition.used)])
  const place = uses.has('at') ? itemPlace(scope, each, item) : { text: '', needs: '' }
  const values: Readonly<Record<string, string>> = { item, at: place.text }
  const made = primary(`${callee.name}(${callee.params.map(({ use, name }) => values[use] ?? name).join(', ')})`)
  const isPlaced = each.sort !== null && !isGrouped
  const params = lambdaParams(item, uses.has('item') || place.needs === 'item', uses.has('index') || place.needs === 'index', isPlaced)
  if (gives === 'nothing')
    return loop(
      items,
      item,
      uses.has('item') || place.needs === 'item',
      uses.has('index') || place.needs === 'index',
      isPlaced,
      made,
      isGrouped ? undefined : test,
      condition,
    )
  return `${items}.${lambda(params, gives, isGrouped ? undefined : test, made, condition)}`
}

function lambdaParams(item: string, usesItem: boolean, usesIndex: boolean, isPlaced: boolean): string {
  const names = usesIndex ? [usesItem ? item : `_${item}`, 'index'] : usesItem ? [item] : []
  return isPlaced && names.length > 0 ? `([${names.join(', ')}])` : `(${names.join(', ')})`
}

function lambda(params: string, gives: Gives, test: Code | undefined, made: Code, condition: Scope): string {
  if (test === undefined) return `${gives === 'item' ? 'map' : 'flatMap'}(${params} => ${made.text})`
  return `flatMap(${params} => ${withConsts(condition, primary(`(${wrap(test, 1)} ? ${gives === 'item' ? `[${made.text}]` : made.text} : [])`))})`
}

/** A statement; it never begins with a bracket, which would belong to the line above. */
function loop(
  items: string,
  item: string,
  usesItem: boolean,
  usesIndex: boolean,
  isPlaced: boolean,
  made: Code,
  test: Code | undefined,
  condition: Scope,
): string {
  const name = usesItem ? item : `_${item}`
  const head = isPlaced
    ? `const [${name}${usesIndex ? ', index' : ''}] of ${items}`
    : usesIndex
      ? `const [index, ${name}] of ${items}.entries()`
      : `const ${name} of ${items}`
  const consts = test === undefined ? '' : constText(condition, test.text)
  const body = `${test === undefined ? '' : `if (${test.text}) `}${made.text}`
  return `for (${head}) ${consts === '' ? body : `{ ${consts}${body} }`}`
}

function withConsts(scope: Scope, code: Code): string {
  const consts = constText(scope, code.text)
  return consts === '' ? code.text : `{ ${consts}return ${code.text} }`
}

function constText(scope: Scope, written: string): string {
  return constLines(scope, [written])
    .map((line) => `${line}; `)
    .join('')
}

/** The item's place as a template: that of its list with the position, or with the key of an entry or a group. */
function itemPlace(scope: Scope, { list, over, groupBy }: Each, item: string): { readonly text: string; readonly needs: 'item' | 'index' } {
  const keyText = groupBy !== null && sortOf(groupBy.types) !== 'text' ? `String(${item}.key)` : `${item}.key`
  const isKeyed = groupBy !== null || over === 'map'
  const position = isKeyed ? `[\${JSON.stringify(${keyText})}]` : '[${index}]'
  const place = placeCode(scope, list, '')
  const needs = isKeyed ? 'item' : 'index'
  if (place === 'at') return { text: `\`\${at}${position}\``, needs }
  const inner = place.slice(1, -1)
  const text = place.startsWith('`') ? inner : inner.replaceAll("\\'", "'").replaceAll('`', '\\`').replaceAll('${', '\\${')
  return { text: `\`${text}${position}\``, needs }
}
