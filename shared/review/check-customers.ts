// What customers still lack: config values that are required or that rows of theirs take, and rows of a template that leave nothing to them.
import { listSome } from '../mapping/value-check.ts'
import type { Row } from '../project/field-map.ts'
import type { ConfigValue } from '../project/people-and-systems.ts'
import type { Project } from '../project/project.ts'
import { findSensitivity } from '../schema/sensitive.ts'
import type { Transform } from '../transform/transform.ts'
import { onPlace, onRow, type ReviewProblem } from './found.ts'
import { live } from './group.ts'

type Parts = Pick<Project, 'configValues' | 'profileValues' | 'customerProfiles' | 'info'>

export function checkConfig(parts: Parts): ReviewProblem[] {
  return live(parts.configValues).flatMap((value) => {
    const missing = value.required === true ? listWithout(parts, value) : []
    return [
      ...(missing.length === 0 ? [] : [onPlace('config', value.id, 'config-customer-missing', value.name, listSome(missing))]),
      ...(looksSecret(parts, value) ? [onPlace('config', value.id, 'secret-looking-value', value.name)] : []),
    ]
  })
}

/** `rows`: of maps that count, in their order. */
export function checkCustomerRows(parts: Parts, rows: readonly Row[]): ReviewProblem[] {
  return rows.flatMap((row) => {
    const { transform } = row
    if (row.scope !== 'per-customer' || transform === undefined || transform.kind === 'notMapped' || transform.kind === 'each') return []
    const used = partsOf(transform)
    if (parts.info.kind === 'template' && !used.isFilled) return [onRow(row, 'row-customer-nothing', row.destination)]
    return live(parts.configValues).flatMap((value) => {
      // Of a required value it is told once, at the value.
      if (value.required === true || !(used.configs.has(value.id) || used.names.has(value.name))) return []
      const missing = listWithout(parts, value)
      return missing.length === 0 ? [] : [onRow(row, 'row-customer-missing', row.destination, value.name, listSome(missing))]
    })
  })
}

/** Customers who would have no value. */
function listWithout({ profileValues, customerProfiles }: Parts, value: ConfigValue): string[] {
  if (value.type === 'secret' || (value.default ?? null) !== null) return []
  const given = new Set(live(profileValues).flatMap((one) => (one.config === value.id && one.value !== null ? [one.profile] : [])))
  return live(customerProfiles).flatMap(({ id, name }) => (given.has(id) ? [] : [name]))
}

function looksSecret({ profileValues }: Parts, { id, name, type, default: otherwise }: ConfigValue): boolean {
  if (type !== 'text') return false
  const values = [otherwise, ...live(profileValues).flatMap((one) => (one.config === id ? [one.value] : []))]
  return values.some((value) => typeof value === 'string' && value !== '' && findSensitivity(name, [value]) === 'secret')
}

type Used = { readonly isFilled: boolean; readonly configs: ReadonlySet<string>; readonly names: ReadonlySet<string> }
/** A row never changes. */
const known = new WeakMap<Transform, Used>()

/** What of a transform a customer can fill: `configs` by id, `names` as formulas call them. */
function partsOf(transform: Transform): Used {
  const before = known.get(transform)
  if (before !== undefined) return before
  const configs = new Set<string>()
  const names = new Set<string>()
  let isFilled = false
  const stack: unknown[] = [transform]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next !== 'object' || next === null) continue
    if ('config' in next && typeof next.config === 'string') configs.add(next.config)
    if ('kind' in next && (next.kind === 'lookup' || next.kind === 'constant' || next.kind === 'hook')) isFilled = true
    if ('kind' in next && next.kind === 'formula' && 'text' in next && typeof next.text === 'string')
      for (const [, quoted, plain] of next.text.matchAll(/\$config\.(?:`([^`]+)`|(\w+))/g)) names.add(quoted ?? plain ?? '')
    for (const child of Object.values(next)) if (child !== undefined) stack.push(child)
  }
  const used: Used = { isFilled: isFilled || configs.size > 0 || names.size > 0, configs, names }
  known.set(transform, used)
  return used
}
