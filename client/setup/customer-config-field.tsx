// One question to a customer: labelled in their words, with the help they read, the default they take over, and their answer.
import { writeCells } from '../../shared/project/edits.ts'
import type { CustomerProfile } from '../../shared/project/people-and-systems.ts'
import type { ConfigAnswer } from '../../shared/review/customer-form.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { newId } from '../collab/connection-ports.ts'
import { useProject } from '../collab/project-context.tsx'
import { checkScalar, parseScalar, printScalar } from '../../shared/project/parse-scalar.ts'
import { CellInput, CellSelect } from '../ui/cell-input.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { answerWrites } from './customer-edits.ts'

export function ConfigField({ answer, profile }: { readonly answer: ConfigAnswer; readonly profile: CustomerProfile }) {
  const { edit, mayEdit } = useProject()
  const { config, state } = answer
  const label = config.label ?? config.name
  const set = (value: JsonScalar | undefined) =>
    edit(`${label} of ${profile.name}`, (doc, origin) => writeCells(doc, answerWrites(answer, profile.id, value, newId), origin))
  return (
    <li className="customer-field s12">
      <div className="customer-question">
        <div className="b5">
          {label}
          {config.required === true && (
            <span title="Required" aria-label="required">
              {' *'}
            </span>
          )}
        </div>
        <div className="s11 t3">
          {config.help !== undefined && <span>{config.help} </span>}
          <span className="mono">{config.name}</span>
          {config.setBy !== undefined && `, set by ${config.setBy}`}
        </div>
      </div>
      <div className="customer-answer">
        {mayEdit ? <AnswerInput answer={answer} label={label} onChange={set} /> : <span className="mono">{printScalar(answer.value)}</span>}
      </div>
      <div className="customer-state s11 t3">
        {state === 'missing' && (
          <span className="row warn">
            <SeverityMark name="warning" /> missing
          </span>
        )}
        {state === 'default' && 'the default'}
        {state === 'empty' && 'not needed'}
        {state === 'own' && mayEdit && (
          <button
            type="button"
            className="link-button"
            title={config.default === undefined ? undefined : printScalar(config.default)}
            onClick={() => set(undefined)}
          >
            {config.default === undefined ? 'Clear' : 'Back to the default'}
          </button>
        )}
      </div>
    </li>
  )
}

type AnswerInputProps = { readonly answer: ConfigAnswer; readonly label: string; readonly onChange: (value: JsonScalar | undefined) => void }

/** Allowed values are chosen; yes or no as well; anything else is typed. */
function AnswerInput({ answer: { config, own }, label, onChange }: AnswerInputProps) {
  const allowed = config.type === 'boolean' ? [true, false] : (config.allowed ?? [])
  const words = (value: JsonScalar) => (config.type === 'boolean' ? (value === true ? 'yes' : 'no') : printScalar(value))
  const standard = config.default === undefined ? '' : `${words(config.default)} (default)`
  if (allowed.length > 0)
    return (
      <CellSelect
        label={label}
        value={own === undefined ? '' : printScalar(own.value)}
        choices={[
          { value: '', word: standard === '' ? 'not answered' : standard },
          ...allowed.map((value) => ({ value: printScalar(value), word: words(value) })),
        ]}
        onChange={(text) => onChange(text === '' ? undefined : parseScalar(text, config.type))}
      />
    )
  return (
    <CellInput
      mono
      label={label}
      value={printScalar(own?.value)}
      placeholder={standard === '' ? 'not answered' : standard}
      check={(text) => (text === '' ? undefined : checkScalar(text, config.type))}
      onChange={(text) => onChange(text === '' ? undefined : parseScalar(text, config.type))}
    />
  )
}
