// What the list of questions is narrowed by.
import type { Project } from '../../shared/project/project.ts'
import { countStates, listKinds, NOBODY, QUESTION_STATES, type Looking, type QuestionFilter, type QuestionState } from '../../shared/review/questions-list.ts'
import { CellSelect } from '../ui/cell-input.tsx'
import { SearchInput } from '../ui/search-input.tsx'

type FilterProps = {
  readonly project: Project
  readonly filter: QuestionFilter
  readonly looking: Looking
  readonly onChange: (changed: QuestionFilter) => void
}

const stateWords: Readonly<Record<QuestionState, string>> = { open: 'Open', answered: 'Answered', closed: 'Closed' }
const toggles = [
  { name: 'overdue', word: 'Overdue' },
  { name: 'mine', word: 'Mine' },
  { name: 'defects', word: 'Defects' },
] as const
const EVERYBODY = 'everybody'
const ANYWHERE = 'anywhere'

export function QuestionFilters({ project, filter, looking, onChange }: FilterProps) {
  const counts = countStates(project, looking)
  const set = (changed: QuestionFilter) => onChange({ ...filter, ...changed })
  const live = project.questions.filter(({ deleted }) => deleted !== true)
  const people = project.people.filter(({ deleted }) => deleted !== true)
  return (
    <div className="question-filters" role="search">
      <div className="segments" role="radiogroup" aria-label="State">
        {QUESTION_STATES.map((state) => (
          <button key={state} type="button" role="radio" aria-checked={filter.state === state} onClick={() => set({ state })}>
            {stateWords[state]} <span className="num">{counts[state]}</span>
          </button>
        ))}
        <button type="button" role="radio" aria-checked={filter.state === undefined} onClick={() => set({ state: undefined })}>
          All
        </button>
      </div>
      <div className="segments" role="group" aria-label="Only">
        {toggles.map(({ name, word }) => (
          <button key={name} type="button" aria-pressed={filter[name] === true} onClick={() => set({ [name]: filter[name] !== true })}>
            {word} <span className="num">{counts[name]}</span>
          </button>
        ))}
      </div>
      <CellSelect
        label="Asked of"
        value={filter.person ?? EVERYBODY}
        choices={[{ value: EVERYBODY, word: 'Everybody' }, { value: NOBODY, word: 'Nobody yet' }, ...people.map(({ id, name }) => ({ value: id, word: name }))]}
        onChange={(person) => set({ person: person === EVERYBODY ? undefined : person })}
      />
      <CellSelect
        label="About"
        value={filter.kind ?? ANYWHERE}
        choices={[{ value: ANYWHERE, word: 'About anything' }, ...listKinds(live).map(({ kind, word }) => ({ value: kind, word }))]}
        onChange={(kind) => set({ kind: kind === ANYWHERE ? undefined : listKinds(live).find((one) => one.kind === kind)?.kind })}
      />
      <SearchInput placeholder="Search questions and answers" value={filter.text ?? ''} width={250} onChange={(text) => set({ text })} />
    </div>
  )
}
