// What a step's parameters and conditions are: the only place that makes them values and tests of a plan.
import type { FieldPath } from '../schema/field-path.ts'
import type { Condition, Operand } from '../transform/transform.ts'
import type { Step, StepParameter, StepValue } from '../project/use-case.ts'
import { pathIn, report, type FlowBuilder, type FoundEndpoint, type KnownResult, type ValuePlace } from './flow-builder.ts'
import { readFlowFormula } from './flow-formula.ts'
import type { FlowCall, FlowTest, FlowValue } from './flow-plan.ts'

export function callOf(builder: FlowBuilder, place: ValuePlace, found: FoundEndpoint, parameters: readonly StepParameter[]): FlowCall {
  const { endpoint, key } = found
  const inPath = new Set([
    ...endpoint.parameters.flatMap((parameter) => (parameter.in === 'path' ? [parameter.name] : [])),
    ...[...endpoint.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name),
  ])
  for (const name of inPath) if (!parameters.some((parameter) => parameter.name === name)) report(builder, place.step, 'path-parameter', name, endpoint.id)
  return {
    endpoint: key,
    parameters: parameters.flatMap(({ name, value }) => {
      const lowered = valueOf(builder, place, value)
      const required = inPath.has(name) || endpoint.parameters.some((parameter) => parameter.name === name && parameter.required)
      return lowered === undefined ? [] : [{ name, required, value: lowered }]
    }),
  }
}

function valueOf(builder: FlowBuilder, place: ValuePlace, value: StepValue): FlowValue | undefined {
  switch (value.of) {
    case 'template': {
      const parts = value.parts.map((part): FlowValue | undefined =>
        typeof part === 'string' ? { op: 'constant', value: part } : operandOf(builder, place, part),
      )
      return allKnown(parts) ? { op: 'template', parts } : undefined
    }
    case 'last-run':
      return { op: 'last-run', less: value.less ?? 0, first: value.first ?? null }
    case 'page':
      return place.pages === true ? { op: 'page' } : report(builder, place.step, 'page-without-list')
    default:
      return operandOf(builder, place, value)
  }
}

function operandOf(builder: FlowBuilder, place: ValuePlace, operand: Operand): FlowValue | undefined {
  switch (operand.of) {
    case 'constant':
      return { op: 'constant', value: operand.value }
    case 'config':
      return configValueOf(builder, place.step, operand.config)
    case 'input': {
      const isOwn = operand.input === place.step.id
      const result = isOwn ? place.own : builder.results.get(operand.input)
      return result === undefined ? report(builder, place.step, 'unknown-result') : resultValue(builder, place.step, operand.input, result, operand.path)
    }
    case 'entry':
      return place.candidate === undefined
        ? report(builder, place.step, 'entry-outside-lookup')
        : resultValue(builder, place.step, '', place.candidate, operand.path)
    case 'item':
      return report(builder, place.step, 'unknown-result')
  }
}

function resultValue(builder: FlowBuilder, step: Step, of: string, result: KnownResult, at: FieldPath): FlowValue | undefined {
  const path = pathIn(builder, step, result, at)
  return path === undefined ? undefined : { op: 'result', of, path }
}

function configValueOf(builder: FlowBuilder, step: Step, id: string): FlowValue | undefined {
  const value = builder.project.configValues.find((one) => one.id === id && one.deleted !== true)
  if (value === undefined) return report(builder, step, 'unknown-config')
  if (value.type === 'secret') return report(builder, step, 'secret-used', value.name)
  if (value.name in Object.prototype) return report(builder, step, 'config-name', value.name)
  builder.config.set(value.name, { name: value.name, type: value.type, default: value.default ?? null })
  return { op: 'config', name: value.name }
}

export function testOf(builder: FlowBuilder, place: ValuePlace, condition: Condition): FlowTest | undefined {
  switch (condition.test) {
    case 'compare': {
      const left = operandOf(builder, place, condition.left)
      const right = operandOf(builder, place, condition.right)
      return left === undefined || right === undefined ? undefined : { op: 'compare', left, operator: condition.operator, right }
    }
    case 'in': {
      const left = operandOf(builder, place, condition.left)
      return left === undefined ? undefined : { op: 'in', left, values: condition.values }
    }
    case 'present':
    case 'filled': {
      const value = operandOf(builder, place, condition.value)
      return value === undefined ? undefined : { op: condition.test, value }
    }
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => testOf(builder, place, part))
      return allKnown(parts) ? { op: condition.test, of: parts } : undefined
    }
    case 'not': {
      const part = testOf(builder, place, condition.of)
      return part === undefined ? undefined : { op: 'not', of: part }
    }
    case 'formula':
      return formulaTestOf(builder, place, condition.text)
  }
}

function formulaTestOf(builder: FlowBuilder, place: ValuePlace, text: string): FlowTest | undefined {
  const condition = readFlowFormula(builder, place, text)
  return condition === undefined ? undefined : testOf(builder, place, condition)
}

function allKnown<T>(parts: readonly (T | undefined)[]): parts is readonly T[] {
  return parts.every((part) => part !== undefined)
}
