// What the parameters of small functions inside an expression are called: after what they stand for, and like nothing else in sight.
import { identifier } from './text.ts'
import { isReserved, singular } from './names.ts'
import { helpers } from './written-functions.ts'
import type { Scope } from './writer.ts'

const helperNames = new Set<string>(Object.keys(helpers))

/** `tax` for an entry of `order.taxes`. Depends on nothing but the name and what stands around the place, so that other rows change nothing. */
export function entryName(scope: Scope, list: string | undefined, inner: Iterable<string> = []): string {
  const name = identifier(singular(list ?? ''), 'camel')
  return localName(scope, [name, name === '' ? '' : `${name}Entry`, 'item', 'listItem', 'thisItem'], inner)
}

/** The first of the candidates that means nothing else here. `inner`: names of functions around this one, inside the expression. */
export function localName(scope: Scope, candidates: readonly string[], inner: Iterable<string> = []): string {
  const { plan, ir } = scope.writer
  const around = new Set(ir.inputs.map((input) => plan.value(`in:${input.name}`)))
  if (scope.each !== undefined || ir.runs !== null) around.add(plan.value(`item:${scope.each ?? ''}`))
  if (scope.entry !== undefined) around.add(scope.entry.name)
  for (const name of inner) around.add(name)
  const usable = candidates.filter((name) => name !== '')
  const free = usable.find((name) => !around.has(name) && !isReserved(name) && !helperNames.has(name))
  return free ?? `${usable.at(-1) ?? 'entry'}_${around.size}`
}
