// The parameters of a step's call: what the endpoint takes joined with what is said, and what a value may be. Pure.
import type { Step, StepOperand, StepParameter, StepValue } from '../../shared/project/use-case.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { printType } from '../../shared/schema/fields.ts'
import type { Endpoint, Parameter, SchemaGraph, SchemaNode } from '../../shared/schema/schema-graph.ts'
import type { Condition, Operand } from '../../shared/transform/transform.ts'

/** `unknown`: the endpoint is at hand and takes no such parameter. */
export type ParameterRow = {
  readonly name: string
  readonly in: Parameter['in'] | undefined
  readonly required: boolean
  readonly type: string
  readonly facts: SchemaNode | undefined
  readonly description: string
  readonly value: StepValue | undefined
  readonly unknown: boolean
}

export type ParameterRows = { readonly rows: readonly ParameterRow[]; readonly others: readonly ParameterRow[] }

/** `rows`: required ones in the endpoint's order, then what is said in its own. `others`: what may be added. */
export function listParameterRows(graph: SchemaGraph | undefined, endpoint: Endpoint | undefined, stored: readonly StepParameter[]): ParameterRows {
  const values = new Map(stored.map(({ name, value }) => [name, value]))
  const known = endpoint === undefined ? [] : parametersOf(graph, endpoint)
  const names = new Set(known.map(({ name }) => name))
  const rows = known.map((row) => ({ ...row, value: values.get(row.name) }))
  const strange = stored
    .filter(({ name }) => !names.has(name))
    .map(({ name, value }): ParameterRow => ({ ...NOTHING_KNOWN, name, value, unknown: endpoint !== undefined }))
  const said = stored.flatMap(({ name }) => rows.filter((row) => row.name === name && !row.required))
  return { rows: [...rows.filter(({ required }) => required), ...said, ...strange], others: rows.filter((row) => !row.required && row.value === undefined) }
}

const NOTHING_KNOWN = { in: undefined, required: false, type: '', facts: undefined, description: '' } as const

function parametersOf(graph: SchemaGraph | undefined, endpoint: Endpoint): ParameterRow[] {
  const listed = endpoint.parameters.map((parameter): ParameterRow => {
    const facts = graph?.nodes[parameter.node]
    return {
      name: parameter.name,
      in: parameter.in,
      required: parameter.required || parameter.in === 'path',
      type: facts === undefined ? '' : printType(facts),
      facts,
      description: parameter.description ?? facts?.description ?? '',
      value: undefined,
      unknown: false,
    }
  })
  const inPath = [...endpoint.path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) =>
    name === undefined || listed.some((one) => one.name === name) ? [] : [name],
  )
  const bare = inPath.map((name): ParameterRow => ({ ...NOTHING_KNOWN, name, in: 'path', required: true, value: undefined, unknown: false }))
  return [...listed.filter((one) => one.in === 'path'), ...bare, ...listed.filter((one) => one.in !== 'path')]
}

/** The parameters with this one given so; undefined: left out. The others keep their place. */
export function withParameter(stored: readonly StepParameter[], name: string, value: StepValue | undefined): StepParameter[] | undefined {
  const at = stored.findIndex((one) => one.name === name)
  const next =
    value === undefined
      ? stored.filter((one) => one.name !== name)
      : at < 0
        ? [...stored, { name, value }]
        : stored.map((one, index) => (index === at ? { name, value } : one))
  return next.length === 0 ? undefined : [...next]
}

export const VALUE_KINDS = ['input', 'constant', 'config', 'template', 'last-run', 'page'] as const
export type ValueKind = (typeof VALUE_KINDS)[number]
export const valueKindWords: Readonly<Record<ValueKind, string>> = {
  input: 'Earlier result',
  constant: 'Constant',
  config: 'Config value',
  template: 'Text with values',
  'last-run': 'Since last run',
  page: 'Page number',
}

/** Page numbers only where the next steps run for each record. */
export function listValueKinds(step: Step): readonly ValueKind[] {
  return VALUE_KINDS.filter((kind) => kind !== 'page' || (step.kind === 'retrieve' && step.forEach === true))
}

/** A value of another kind that says as much of the same as it can. `facts`: what the parameter takes. */
export function valueOfKind(kind: ValueKind, before: StepValue | undefined, facts: SchemaNode | undefined): StepValue {
  if (before?.of === kind) return before
  switch (kind) {
    case 'input':
      return NO_RESULT
    case 'constant':
      return { of: 'constant', value: firstConstant(facts) }
    case 'config':
      return { of: 'config', config: '' }
    case 'template':
      return { of: 'template', parts: before !== undefined && isOperand(before) && isWholeValue(before) ? ['', before] : [''] }
    case 'last-run':
      return { of: 'last-run' }
    case 'page':
      return { of: 'page' }
  }
}

/** Stands where nothing is chosen yet; never stored: ids are never empty. */
export const NO_RESULT: StepValue = { of: 'input', input: '', path: '' as FieldPath }

function firstConstant(facts: SchemaNode | undefined): string | number | boolean {
  const [first] = facts?.enum ?? []
  if (typeof first === 'string' || typeof first === 'number' || typeof first === 'boolean') return first
  if (facts?.types.includes('boolean') === true) return true
  return facts?.types.includes('number') === true || facts?.types.includes('integer') === true ? 0 : ''
}

function isOperand(value: StepValue): value is StepOperand {
  return value.of === 'input' || value.of === 'constant' || value.of === 'config'
}

/** Every value in it is chosen. */
export function isWholeValue(value: StepValue): boolean {
  const written = JSON.stringify(value)
  return !written.includes('"input":""') && !written.includes('"config":""')
}

/** Undefined: a row's operand that no step can use. */
export function toStepOperand(operand: Operand): StepOperand | undefined {
  return operand.of === 'input' || operand.of === 'constant' || operand.of === 'config' ? operand : undefined
}

/** Ids of the steps whose results a value or a condition takes, by reference. */
export function listReferences(value: StepValue | Condition | StepParameter | readonly StepParameter[] | undefined): string[] {
  const found: string[] = []
  const walk = (part: unknown) => {
    if (Array.isArray(part)) for (const one of part) walk(one)
    else if (typeof part === 'object' && part !== null) {
      if ('of' in part && part.of === 'input' && 'input' in part && typeof part.input === 'string') found.push(part.input)
      for (const one of Object.values(part)) walk(one)
    }
  }
  walk(value)
  return [...new Set(found)]
}
