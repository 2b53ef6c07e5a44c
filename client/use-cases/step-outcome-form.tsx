// What a step does when it succeeds and when it fails: tries, waits between them, and what becomes of the record then.
import { failureWords } from '../../shared/codegen/english-step-cells.ts'
import type { Step } from '../../shared/project/use-case.ts'
import { useCollection } from '../collab/project-context.tsx'
import { CellInput, CellSelect } from '../ui/cell-input.tsx'
import type { SetStep } from './step-call-form.tsx'
import { printWaits, readWaits } from './step-durations.ts'
import { Cell, Words } from './step-parts.tsx'

const ends = [
  { value: 'skip', word: 'skip: the record is left out' },
  { value: 'stop', word: 'stop: the record is listed as failed' },
  { value: 'alert', word: 'alert: as stop, and somebody is told' },
] as const

export function OutcomeForm({ step, set }: { readonly step: Step; readonly set: SetStep }) {
  const { failure } = step
  const said = failureWords(step)
  const isTold = step.kind !== 'notify'
  return (
    <>
      <Words
        label="On success"
        wide
        value={step.onSuccess}
        placeholder="go on; keep InvoiceID with the order"
        onChange={(onSuccess) => set({ onSuccess }, 'what happens on success')}
      />
      <Cell label="On failure">
        <CellSelect
          label="On failure"
          value={failure ?? ''}
          choices={[{ value: '', word: 'not said yet' }, { value: 'retry', word: 'retry, then ...' }, ...ends]}
          onChange={(next) =>
            set(
              { failure: next === '' ? undefined : next, ...(next === 'retry' && step.retries === undefined ? { retries: 3 } : {}) },
              'what happens on failure',
            )
          }
        />
      </Cell>
      {failure === 'retry' && (
        <>
          <Cell label="Further tries">
            <CellInput
              label="Further tries"
              value={step.retries === undefined ? '' : String(step.retries)}
              placeholder="3"
              check={(text) => (text === '' || (/^\d{1,3}$/.test(text) && Number(text) <= 100) ? undefined : 'A whole number up to 100')}
              onChange={(text) => set({ retries: text === '' ? undefined : Number(text) }, 'how often it is tried again')}
            />
          </Cell>
          <Cell label="Waits between" note="The last one counts for all that follow.">
            <CellInput
              label="Waits between the tries"
              value={printWaits(step.retryWaits)}
              placeholder="none; 1 min, 2 min, 4 min"
              check={(text) => (readWaits(text) === undefined ? 'Lengths of time with commas between: 30 s, 1 min, 2 h' : undefined)}
              onChange={(text) => {
                const waits = readWaits(text)
                set({ retryWaits: waits === undefined || waits.length === 0 ? undefined : waits }, 'the waits between the tries')
              }}
            />
          </Cell>
          <Cell label="After the last try">
            <CellSelect
              label="After the last try"
              value={step.afterRetries ?? 'stop'}
              choices={ends}
              onChange={(afterRetries) => set({ afterRetries }, 'what happens after the last try')}
            />
          </Cell>
        </>
      )}
      {isTold && <WhomCell step={step} set={set} />}
      <Words
        label="On failure, in words"
        wide
        value={step.onFailure}
        placeholder="keep the order in the failed list; a rejected invoice is never sent twice"
        onChange={(onFailure) => set({ onFailure }, 'what happens on failure')}
      />
      {said !== undefined && <p className="s12 t2 wide">{said}</p>}
    </>
  )
}

/** A person of the project, or any words: a team, an address. */
export function WhomCell({ step, set }: { readonly step: Step; readonly set: SetStep }) {
  const people = useCollection('people')
  const steps = useCollection('steps')
  const known = [...new Set([...steps.map(({ alert }) => alert), ...people.map(({ name }) => name)].filter((text) => text !== undefined && text !== ''))]
  const list = `whom-${step.id}`
  return (
    <Cell label="Whom to tell">
      <WhomInput list={list} value={step.alert ?? ''} onChange={(alert) => set({ alert }, 'whom to tell')} />
      <datalist id={list}>
        {known.slice(0, 200).map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
    </Cell>
  )
}

function WhomInput({ list, value, onChange }: { readonly list: string; readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <input
      // What a colleague writes shows at once, where nobody is writing here.
      key={value}
      className="cell-input"
      aria-label="Whom to tell"
      list={list}
      maxLength={32_000}
      placeholder="finance-ops, within 15 minutes"
      defaultValue={value}
      onBlur={(event) => event.currentTarget.value.trim() !== value && onChange(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape' && event.currentTarget.value !== value) {
          event.stopPropagation()
          event.currentTarget.value = value
        }
      }}
    />
  )
}
