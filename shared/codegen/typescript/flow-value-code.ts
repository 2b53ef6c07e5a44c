// Values and tests of a flow as TypeScript: results are unknown, so every access is a call of `at`.
import type { FlowTest, FlowValue } from '../../mapping/flow-plan.ts'
import type { FlowWriter } from './flow-writer.ts'
import { literal, member } from './text.ts'

export function flowValueCode(writer: FlowWriter, value: FlowValue): string {
  switch (value.op) {
    case 'constant':
      return value.value === null ? 'undefined' : literal(value.value)
    case 'result': {
      const from = value.of === '' ? 'candidate' : writer.result(value.of)
      return value.path.length === 0 ? from : call(writer, 'at', [from, ...value.path.map((name) => literal(name))])
    }
    case 'config': {
      const otherwise = writer.plan.config.find(({ name }) => name === value.name)?.default ?? null
      writer.parts.add('settings')
      return `settings.config${member(value.name)} ?? ${otherwise === null ? 'undefined' : literal(otherwise)}`
    }
    case 'template':
      return call(
        writer,
        'joined',
        value.parts.map((part) => flowValueCode(writer, part)),
      )
    case 'last-run': {
      const time = `settings.lastRun${value.first === null ? '' : ` ?? ${literal(value.first)}`}`
      writer.parts.add('settings')
      return call(writer, 'earlier', [time, literal(value.less)])
    }
    case 'page':
      return 'page'
  }
}

/** False where the value is there on every record. */
export function mayBeAbsent(writer: FlowWriter, value: FlowValue): boolean {
  switch (value.op) {
    case 'constant':
      return value.value === null
    case 'page':
      return false
    case 'config':
      return (writer.plan.config.find(({ name }) => name === value.name)?.default ?? null) === null
    case 'template':
      return value.parts.some((part) => mayBeAbsent(writer, part))
    default:
      return true
  }
}

/** Binds as tightly as a call, or stands in brackets. */
export function flowTestCode(writer: FlowWriter, test: FlowTest): string {
  switch (test.op) {
    case 'compare':
      return compareCode(writer, test)
    case 'in': {
      const left = flowValueCode(writer, test.left)
      return `[${test.values.map((value) => literal(value)).join(', ')}].some((value) => ${call(writer, 'same', [left, 'value'])})`
    }
    case 'present':
    case 'filled':
      return call(writer, test.op === 'present' ? 'isThere' : 'isFilled', [flowValueCode(writer, test.value)])
    case 'all':
    case 'any': {
      const parts = test.of.map((part) => flowTestCode(writer, part))
      const [only] = parts
      if (only === undefined) return String(test.op === 'all')
      return parts.length === 1 ? only : `(${parts.join(test.op === 'all' ? ' && ' : ' || ')})`
    }
    case 'not':
      return `!${flowTestCode(writer, test.of)}`
  }
}

function compareCode(writer: FlowWriter, { left, operator, right }: Extract<FlowTest, { op: 'compare' }>): string {
  const [a, b] = [flowValueCode(writer, left), flowValueCode(writer, right)]
  const same = () => call(writer, 'same', [a, b])
  const before = (first: string, second: string) => call(writer, 'before', [first, second])
  switch (operator) {
    case '=':
      return same()
    case '!=':
      return `!${same()}`
    case '<':
      return before(a, b)
    case '>':
      return before(b, a)
    case '<=':
      return `(${before(a, b)} || (${call(writer, 'isThere', [a])} && ${same()}))`
    case '>=':
      return `(${before(b, a)} || (${call(writer, 'isThere', [a])} && ${same()}))`
  }
}

function call(writer: FlowWriter, name: string, args: readonly string[]): string {
  writer.helpers.add(name)
  return `${name}(${args.join(', ')})`
}
