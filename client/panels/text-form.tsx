// The form of a text that is changed step by step.
import type { TextStep } from '../../shared/transform/transform.ts'
import { Choice, CountInput, StepList, WordsInput, type FormProps } from './form-parts.tsx'
import { OperandField } from './operand-field.tsx'

export function TextForm({ value, onChange }: FormProps<'text'>) {
  return (
    <>
      <OperandField label="Source" value={value.from} onChange={(from) => onChange({ ...value, from })} />
      <StepList
        label="Then, step by step"
        steps={value.steps}
        first={FIRST}
        drawStep={(step, change) => (
          <div className="pn-step">
            <Choice label="Step" width={148} value={step.do} data={stepWords} onChange={(next) => onStep(step, next, change)} />
            <StepDetail step={step} onChange={change} />
          </div>
        )}
        onChange={(steps) => onChange({ ...value, steps })}
      />
    </>
  )
}

const FIRST: TextStep = { do: 'trim' }
const FAR = 10_000

function onStep(step: TextStep, next: TextStep['do'], onChange: (step: TextStep) => void): void {
  if (next !== step.do) onChange(newSteps[next])
}

function StepDetail({ step, onChange }: { readonly step: TextStep; readonly onChange: (step: TextStep) => void }) {
  switch (step.do) {
    case 'trim':
    case 'upper':
    case 'lower':
      return null
    case 'pad':
      return (
        <>
          <Choice
            label="At which end"
            width={112}
            value={step.side}
            data={[
              { value: 'start', label: 'at the start' },
              { value: 'end', label: 'at the end' },
            ]}
            onChange={(side) => onChange({ ...step, side })}
          />
          <Beside>to</Beside>
          <CountInput label="Characters" value={step.length} min={0} max={FAR} onChange={(length) => onChange({ ...step, length })} />
          <Beside>with</Beside>
          <WordsInput label="Filled up with" width={62} value={step.with} onChange={(filled) => onChange({ ...step, with: filled })} />
        </>
      )
    case 'slice':
      return <SliceDetail step={step} onChange={onChange} />
    case 'before':
    case 'after':
      return <WordsInput label="Text" placeholder="a text such as @" value={step.text} onChange={(text) => onChange({ ...step, text })} />
    case 'part':
      return (
        <>
          <CountInput label="Which part, from 0; -1 is the last" value={step.index} min={-FAR} max={FAR} onChange={(index) => onChange({ ...step, index })} />
          <Beside>(from 0, -1 the last) between</Beside>
          <WordsInput label="Separator" value={step.separator} onChange={(separator) => onChange({ ...step, separator })} />
        </>
      )
    case 'replace':
      return (
        <>
          <WordsInput label="Text to replace" placeholder="text" value={step.find} onChange={(find) => onChange({ ...step, find })} />
          <Beside>by</Beside>
          <WordsInput label="Replaced by" placeholder="nothing" value={step.by} onChange={(by) => onChange({ ...step, by })} />
        </>
      )
  }
}

function SliceDetail({ step, onChange }: { readonly step: Extract<TextStep, { do: 'slice' }>; readonly onChange: (step: TextStep) => void }) {
  const { start, length } = step
  return (
    <>
      <Beside>from</Beside>
      <CountInput
        label="From position, from 0; negative: from the end"
        value={start}
        min={-FAR}
        max={FAR}
        onChange={(next) => onChange({ ...step, start: next })}
      />
      <Choice
        label="How much"
        width={112}
        value={length === undefined ? 'rest' : 'length'}
        data={[
          { value: 'rest', label: 'to the end' },
          { value: 'length', label: 'at most' },
        ]}
        onChange={(how) => onChange(how === 'rest' ? { do: 'slice', start } : { do: 'slice', start, length: length ?? 10 })}
      />
      {length !== undefined && (
        <>
          <CountInput label="Characters" value={length} min={0} max={FAR} onChange={(next) => onChange({ ...step, length: next })} />
          <Beside>characters</Beside>
        </>
      )}
    </>
  )
}

function Beside({ children }: { readonly children: string }) {
  return <span className="s12 t3 pn-beside">{children}</span>
}

const stepWords: { value: TextStep['do']; label: string }[] = [
  { value: 'trim', label: 'trim blanks' },
  { value: 'upper', label: 'capital letters' },
  { value: 'lower', label: 'small letters' },
  { value: 'slice', label: 'cut' },
  { value: 'before', label: 'what is before' },
  { value: 'after', label: 'what is after' },
  { value: 'part', label: 'one part' },
  { value: 'replace', label: 'replace' },
  { value: 'pad', label: 'fill up' },
]

const newSteps: { readonly [Do in TextStep['do']]: TextStep } = {
  trim: { do: 'trim' },
  upper: { do: 'upper' },
  lower: { do: 'lower' },
  slice: { do: 'slice', start: 0, length: 10 },
  before: { do: 'before', text: ' ' },
  after: { do: 'after', text: ' ' },
  part: { do: 'part', separator: ',', index: 0 },
  replace: { do: 'replace', find: '-', by: '' },
  pad: { do: 'pad', side: 'start', length: 6, with: '0' },
}
