// The head of a use case: its number and title, how far it is, who and when, and the story.
import { useLocation } from 'wouter'
import { setCell, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { compareForecast } from '../../shared/review/progress-days.ts'
import { useCollection, useInfo, useProject } from '../collab/project-context.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { SeverityMark, StatusMark } from '../ui/marks.tsx'
import { printDay } from '../ui/print-when.ts'
import { RowMenu } from '../ui/row-menu.tsx'
import { useToday } from '../ui/use-today.ts'
import { PersonSelect } from '../pages/person-select.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { EstimateField } from './estimate-field.tsx'
import { TechnicalHint } from './technical-hint.tsx'
import { UseCaseText } from './use-case-text.tsx'
import { priorityWords } from './use-case-words.ts'
import { useDeleteUseCase } from './use-delete-use-case.tsx'
import { useMakeUseCase } from './use-make-use-case.ts'

type SetCell = (cell: keyof UseCase, word: string, writes?: readonly CellWrite[]) => (value: string | number | boolean | undefined) => void

/** `isChanged`: somebody signed, and the words have changed since. */
export function UseCaseHead({ useCase, isChanged }: { readonly useCase: UseCase; readonly isChanged: boolean }) {
  const { edit, mayEdit, project } = useProject()
  const [, go] = useLocation()
  const make = useMakeUseCase()
  const { ask, dialog } = useDeleteUseCase(() => go(projectLinks(project).useCases))
  const name = printNumber('useCases', useCase.number)
  const set: SetCell =
    (cell, word, writes = []) =>
    (value) =>
      void edit(`Change ${word} of ${name}`, (doc, origin) => [
        ...writeCells(doc, writes, origin),
        ...setCell(doc, 'useCases', useCase.id, cell, value === '' && cell !== 'title' ? undefined : value, origin),
      ])
  return (
    <div className="page-head use-case-head">
      <div>
        <div className="row" style={{ alignItems: 'baseline' }}>
          <span className="mono t3 use-case-number">{name}</span>
          <h1 style={{ minWidth: 0, flex: 1 }}>
            <UseCaseText
              value={useCase.title}
              label="Title"
              placeholder="Give it a title: what somebody gets done"
              nothing="Without a title"
              startOpen={useCase.title === '' && mayEdit}
              onChange={set('title', 'the title')}
            />
          </h1>
        </div>
        <TechnicalHint text={useCase.title} />
        <div className="use-case-facts s12">
          <Status useCase={useCase} isChanged={isChanged} onChange={set('status', 'the status')} />
          {mayEdit ? (
            <CellSelect
              label="Priority"
              value={useCase.priority ?? ''}
              choices={[{ value: '', word: 'No priority' }, ...PRIORITIES.map((value) => ({ value, word: priorityWords[value] }))]}
              onChange={set('priority', 'the priority')}
            />
          ) : (
            <span>{useCase.priority === undefined ? 'No priority' : priorityWords[useCase.priority]}</span>
          )}
          <span className="row" style={{ gap: 0 }}>
            <EstimateField useCase={useCase} onChange={set('estimate', 'the estimate')} />
          </span>
          <span className="row" style={{ gap: 4 }}>
            <span className="t3">Actor</span>
            <UseCaseText value={useCase.actor ?? ''} label="Actor" placeholder="who needs it" nothing="nobody yet" onChange={set('actor', 'the actor')} />
          </span>
          <OptionalBox useCase={useCase} onChange={set('optional', 'whether customers may leave out')} />
        </div>
        <Plan useCase={useCase} set={set} />
        <div className="s12 t2 use-case-story">
          <UseCaseText
            value={useCase.story ?? ''}
            label="Story"
            placeholder="As a ..., I want ..., so that ..."
            nothing="No story yet"
            lines
            onChange={set('story', 'the story')}
          />
          <TechnicalHint text={useCase.story} />
        </div>
      </div>
      {mayEdit && (
        <RowMenu
          label={`More for ${name}`}
          actions={[
            { name: 'Duplicate', icon: 'duplicate', onClick: () => make.copy(useCase) },
            { name: 'Delete', icon: 'trash', danger: true, onClick: () => ask(useCase) },
          ]}
        />
      )}
      {dialog}
    </div>
  )
}

const PRIORITIES = ['must', 'should', 'could', 'later'] as const

type StatusProps = { readonly useCase: UseCase; readonly isChanged: boolean; readonly onChange: (status: string) => void }

function Status({ useCase, isChanged, onChange }: StatusProps) {
  const { mayEdit } = useProject()
  const status = useCase.status ?? 'draft'
  return (
    <span className="row" style={{ gap: 8 }}>
      {status === 'signed-off' || !mayEdit ? (
        <StatusMark name={status} />
      ) : (
        <label className="row" style={{ gap: 4 }}>
          <span className="disc-only" aria-hidden="true">
            <StatusMark name={status} />
          </span>
          <CellSelect
            label="Status"
            value={status}
            choices={[
              { value: 'draft', word: 'Draft' },
              { value: 'agreed', word: 'Agreed' },
            ]}
            onChange={onChange}
          />
        </label>
      )}
      {isChanged && (
        <span className="row warn" style={{ gap: 4 }}>
          <SeverityMark name="warning" />
          changed since it was signed
        </span>
      )}
    </span>
  )
}

/** Owner, stakeholder, target, forecast. */
function Plan({ useCase, set }: { readonly useCase: UseCase; readonly set: SetCell }) {
  const { mayEdit } = useProject()
  const plan = compareForecast(useCase.forecast, useCase.targetDate, useToday())
  const day = (label: string, value: string | undefined, onChange: (value: string) => void) => (
    <span className="plan-cell day">
      <span className="t3">{label}</span>
      {mayEdit ? (
        <DayInput label={label} value={value ?? ''} onChange={onChange} />
      ) : (
        <span className={value === undefined ? 't3' : undefined}>{value === undefined ? 'no day' : printDay(value)}</span>
      )}
    </span>
  )
  return (
    <div className="use-case-facts s12">
      <span className="plan-cell">
        <span className="t3">Owner</span>
        <PersonSelect label="Owner" nobody="nobody yet" value={useCase.owner} onChange={(person, writes) => set('owner', 'the owner', writes)(person)} />
      </span>
      <span className="plan-cell">
        <span className="t3">Stakeholder</span>
        <PersonSelect
          label="Stakeholder"
          nobody="nobody yet"
          value={useCase.stakeholder}
          onChange={(person, writes) => set('stakeholder', 'the stakeholder', writes)(person)}
        />
      </span>
      {day('Target', useCase.targetDate, set('targetDate', 'the target date'))}
      {day('Forecast', useCase.forecast, set('forecast', 'the forecast'))}
      {plan !== undefined && (
        <span className={plan.late > 0 ? 'row warn' : 't2'} style={{ gap: 4 }}>
          {plan.late > 0 && <SeverityMark name="warning" />}
          {plan.words}
        </span>
      )}
    </div>
  )
}

/** Only where there are customers who could leave it out. */
function OptionalBox({ useCase, onChange }: { readonly useCase: UseCase; readonly onChange: (optional: boolean | undefined) => void }) {
  const { mayEdit } = useProject()
  const { kind } = useInfo()
  const customers = useCollection('customerProfiles')
  if (kind !== 'template' && customers.length === 0 && useCase.optional !== true) return null
  if (!mayEdit) return useCase.optional === true ? <span>Customers may leave it out</span> : null
  const without = customers.filter((customer) => customer.withoutUseCases?.includes(useCase.id) === true)
  return (
    <label className="row" style={{ gap: 5 }}>
      <input type="checkbox" checked={useCase.optional === true} onChange={(event) => onChange(event.currentTarget.checked ? true : undefined)} />
      Customers may leave it out
      {without.length > 0 && (
        <span className="t3">
          ({without.map(({ name }) => name).join(', ')} {without.length === 1 ? 'does' : 'do'})
        </span>
      )}
    </label>
  )
}
