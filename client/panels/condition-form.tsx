// The form of a condition: single tests, joined by "all" or "any". Deeper conditions read as a sentence and can be removed.
import { Select, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { describeCondition } from '../../shared/codegen/english.ts'
import type { CompareOperator, Condition, Operand } from '../../shared/transform/transform.ts'
import { Icon } from '../ui/icon.tsx'
import type { Change } from './form-parts.tsx'
import { FormulaField } from './formula-field.tsx'
import { conditionAsFormula } from './formula-findings.ts'
import { OperandField } from './operand-field.tsx'
import { NO_ENTRY, NO_SOURCE } from './transform-draft.ts'
import { useTransformScope } from './transform-scope.tsx'

type Joined = Extract<Condition, { test: 'all' | 'any' }>

/** `onChange(undefined)`: no condition any more. */
export function ConditionForm({ value, onChange }: { readonly value: Condition | undefined; readonly onChange: Change<Condition | undefined> }) {
  const { readOnly, entriesOf } = useTransformScope()
  const parts = value === undefined ? [] : isJoined(value) ? value.of : [value]
  const join = value !== undefined && isJoined(value) ? value.test : 'all'
  const set = (next: readonly Condition[], test: 'all' | 'any' = join, typing = false) =>
    onChange(next.length === 0 ? undefined : next.length === 1 ? next[0] : { test, of: next }, typing)
  const nothingChosen = entriesOf === undefined ? NO_SOURCE : NO_ENTRY
  return (
    <div className="pn-conditions">
      {parts.length > 1 && (
        <Select
          aria-label="How the tests are joined"
          w={180}
          allowDeselect={false}
          disabled={readOnly}
          value={join}
          data={[
            { value: 'all', label: 'All of these hold' },
            { value: 'any', label: 'Any of these holds' },
          ]}
          onChange={(test) => set(parts, test as 'all' | 'any')}
        />
      )}
      {parts.map((part, at) => (
        // Tests have no identity of their own; their place in the list is it.
        <div className="pn-line" key={at}>
          <SimpleTest
            value={part}
            onChange={(next, typing) =>
              set(
                parts.map((one, index) => (index === at ? next : one)),
                join,
                typing,
              )
            }
          />
          <button
            type="button"
            className="icon-button small"
            aria-label="Remove this test"
            disabled={readOnly}
            onClick={() => set(parts.filter((_, index) => index !== at))}
          >
            <Icon name="close" size={12} />
          </button>
        </div>
      ))}
      <button type="button" className="link-button s12" disabled={readOnly} onClick={() => set([...parts, { test: 'filled', value: nothingChosen }])}>
        {parts.length === 0 ? 'Add a condition' : 'Add a test'}
      </button>
    </div>
  )
}

const tests = [
  { value: '=', label: '=' },
  { value: '!=', label: '!=' },
  { value: '<', label: '<' },
  { value: '<=', label: '<=' },
  { value: '>', label: '>' },
  { value: '>=', label: '>=' },
  { value: 'in', label: 'is one of' },
  { value: 'present', label: 'is there' },
  { value: 'not-present', label: 'is not there' },
  { value: 'filled', label: 'is filled in' },
  { value: 'not-filled', label: 'is empty' },
]

function SimpleTest({ value, onChange }: { readonly value: Condition; readonly onChange: Change<Condition> }) {
  const scope = useTransformScope()
  const { context, each, entriesOf, readOnly } = scope
  if (value.test === 'formula') return <FormulaTest text={value.text} onChange={onChange} />
  const simple = readSimple(value)
  if (simple === undefined) return <span className="pn-sentence s12">{describeCondition(context, value, each)}</span>
  return (
    <div className="pn-test">
      <OperandField label="Left side" value={simple.left} onChange={(left) => onChange(writeSimple({ ...simple, left }))} />
      <div className="pn-line">
        <Select
          aria-label="Test"
          w={104}
          allowDeselect={false}
          disabled={readOnly}
          value={simple.test}
          data={entriesOf === undefined ? [...tests, FORMULA] : tests}
          onChange={(test) =>
            onChange(test === FORMULA.value ? { test: 'formula', text: conditionAsFormula(scope, value) ?? '' } : writeSimple({ ...simple, test: test ?? '=' }))
          }
        />
        {simple.test === 'in' ? (
          <ValuesInput values={simple.values} onChange={(values) => onChange(writeSimple({ ...simple, values }))} />
        ) : (
          simple.right !== undefined && (
            <OperandField label="Right side" value={simple.right} onChange={(right) => onChange(writeSimple({ ...simple, right }))} />
          )
        )}
      </div>
    </div>
  )
}

const FORMULA = { value: 'formula', label: 'formula' }

/** Another test takes its place: what a formula says is not taken apart. */
function FormulaTest({ text, onChange }: { readonly text: string; readonly onChange: Change<Condition> }) {
  const { readOnly } = useTransformScope()
  return (
    <div className="pn-test">
      <Select
        aria-label="Test"
        w={104}
        allowDeselect={false}
        disabled={readOnly}
        value={FORMULA.value}
        data={[...tests, FORMULA]}
        onChange={(test) => test !== null && test !== FORMULA.value && onChange(writeSimple({ test, left: NO_SOURCE, right: undefined, values: [] }))}
      />
      <FormulaField
        label="Condition as a formula"
        value={text}
        wants="condition"
        onChange={(next, typing) => onChange({ test: 'formula', text: next }, typing)}
      />
    </div>
  )
}

function ValuesInput({
  values,
  onChange,
}: {
  readonly values: readonly (string | number | boolean | null)[]
  readonly onChange: (values: readonly string[]) => void
}) {
  const { readOnly } = useTransformScope()
  const stored = values.map(String).join(', ')
  const [text, setText] = useState(stored)
  useEffect(() => setText(stored), [stored])
  const commit = () =>
    onChange(
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
  return (
    <TextInput
      aria-label="Values, with commas between"
      className="pn-mono"
      flex={1}
      disabled={readOnly}
      placeholder="completed, processing"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  )
}

type Simple = {
  readonly test: string
  readonly left: Operand
  readonly right: Operand | undefined
  readonly values: readonly (string | number | boolean | null)[]
}

/** Undefined: a condition that this form does not take apart. */
export function readSimple(condition: Condition): Simple | undefined {
  switch (condition.test) {
    case 'compare':
      return { test: condition.operator, left: condition.left, right: condition.right, values: [] }
    case 'in':
      return { test: 'in', left: condition.left, right: undefined, values: condition.values }
    case 'present':
    case 'filled':
      return { test: condition.test, left: condition.value, right: undefined, values: [] }
    case 'not':
      return condition.of.test === 'present' || condition.of.test === 'filled'
        ? { test: `not-${condition.of.test}`, left: condition.of.value, right: undefined, values: [] }
        : undefined
    default:
      return undefined
  }
}

export function writeSimple(simple: Simple): Condition {
  const { test, left } = simple
  if (test === 'in') return { test, left, values: simple.values }
  if (test === 'present' || test === 'filled') return { test, value: left }
  if (test === 'not-present' || test === 'not-filled') return { test: 'not', of: { test: test === 'not-present' ? 'present' : 'filled', value: left } }
  return { test: 'compare', left, operator: test as CompareOperator, right: simple.right ?? { of: 'constant', value: '' } }
}

function isJoined(condition: Condition): condition is Joined {
  return condition.test === 'all' || condition.test === 'any'
}
