// The list of use cases in the order of work: found, narrowed, ordered, made from nothing or from a template.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { statusWord } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { StatusLegend } from '../pages/status-meter.tsx'
import { TemplateDialog } from './template-dialog.tsx'
import { UseCaseExample } from './use-case-example.tsx'
import { findUseCases, isNarrow, type UseCaseFilter } from './use-case-search.ts'
import { useCaseTemplates } from './use-case-templates.ts'
import { priorityWords } from './use-case-words.ts'
import { UseCaseTable } from './use-cases-table.tsx'
import { useMakeUseCase } from './use-make-use-case.ts'
import './use-cases.css'

export function UseCasesPage() {
  return (
    <ProjectFrame crumbs={[{ name: 'Use cases' }]}>
      <UseCases />
    </ProjectFrame>
  )
}

function UseCases() {
  const { mayEdit } = useProject()
  const make = useMakeUseCase()
  const useCases = useCollection('useCases')
  const items = useCollection('useCaseItems')
  const [filter, setFilter] = useState<UseCaseFilter>({ search: '' })
  const [choosing, setChoosing] = useState(false)
  const found = findUseCases(useCases, items, filter)
  const buttons = mayEdit && (
    <span className="row">
      <Button variant="default" onClick={() => setChoosing(true)}>
        From a template
      </Button>
      <Button leftSection={<Icon name="plus" size={14} />} onClick={make.empty}>
        Add a use case
      </Button>
    </span>
  )
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Use cases</h1>
          <p className="s12 t2">Who needs the integration, what they get from it, and how one knows that it works.</p>
        </div>
        {useCases.length > 0 && buttons}
      </div>
      <div className="page-body">
        {useCases.length === 0 ? (
          <NoUseCases buttons={buttons} />
        ) : (
          <>
            <div className="row use-case-filter" role="search">
              <SearchInput
                value={filter.search}
                placeholder="Search titles, stories and parts"
                width={280}
                onChange={(search) => setFilter({ ...filter, search })}
              />
              <CellSelect
                label="Status"
                value={filter.status ?? ''}
                choices={[
                  { value: '', word: 'Any status' },
                  ...(['draft', 'agreed', 'signed-off'] as const).map((value) => ({ value, word: statusWord(value) })),
                ]}
                onChange={(status) =>
                  setFilter({ search: filter.search, ...part('priority', filter.priority), ...part('status', status === '' ? undefined : status) })
                }
              />
              <CellSelect
                label="Priority"
                value={filter.priority ?? ''}
                choices={[
                  { value: '', word: 'Any priority' },
                  ...(['must', 'should', 'could', 'later'] as const).map((value) => ({ value, word: priorityWords[value] })),
                  { value: 'none', word: 'No priority' },
                ]}
                onChange={(priority) =>
                  setFilter({ search: filter.search, ...part('status', filter.status), ...part('priority', priority === '' ? undefined : priority) })
                }
              />
              {isNarrow(filter) && (
                <>
                  <span className="s12 t3 num" role="status">
                    {found.length} of {useCases.length}
                  </span>
                  <button type="button" className="link-button s12" onClick={() => setFilter({ search: '' })}>
                    Show all
                  </button>
                </>
              )}
            </div>
            <Card title="In the order of work" aside={<StatusLegend />}>
              {found.length === 0 ? (
                <p className="card-body s12 t3">No use case fits this search.</p>
              ) : (
                <UseCaseTable found={found} search={filter.search} onDuplicate={make.copy} />
              )}
            </Card>
          </>
        )}
      </div>
      {choosing && <TemplateDialog onClose={() => setChoosing(false)} onChoose={make.fromTemplate} />}
    </>
  )
}

function part<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: V })
}

/** Says what a use case is, by an example. */
function NoUseCases({ buttons }: { readonly buttons: React.ReactNode }) {
  const [example] = useCaseTemplates
  return (
    <Card>
      <div className="empty">
        <div style={{ flex: 1, minWidth: 260 }}>
          <h2>No use cases yet</h2>
          <p className="s12 t2">
            A use case is one thing that somebody gets done with the integration, told without technology: what is true for them afterwards, why it is worth it,
            how one sees that it works, and what it will not do. Field maps, test cases and signatures hang on it.
          </p>
        </div>
        {buttons}
      </div>
      {example !== undefined && (
        <div className="card-body" style={{ paddingTop: 0 }}>
          <p className="label">For example</p>
          <UseCaseExample template={example} />
        </div>
      )}
    </Card>
  )
}
