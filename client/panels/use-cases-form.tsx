// Which use cases a row serves: those of its map, unless it is narrower.
import { MultiSelect } from '@mantine/core'
import type { Row } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import { useTransformScope } from './transform-scope.tsx'

/** `onChange(undefined)`: as the whole map again. */
export function UseCasesForm({ row, onChange }: { readonly row: Row; readonly onChange: (useCases: string[] | undefined) => void }) {
  const { context, readOnly } = useTransformScope()
  const known = context.project.useCases.filter((useCase) => useCase.deleted !== true)
  const ofMap = known.filter((useCase) => context.fieldMap.useCases.includes(useCase.id)).map((useCase) => printNumber('useCases', useCase.number))
  return (
    <MultiSelect
      aria-label="Use cases"
      className="pn-many"
      disabled={readOnly}
      searchable
      clearable
      value={row.useCases ?? []}
      placeholder={(row.useCases ?? []).length > 0 ? undefined : ofMap.length === 0 ? 'None' : `As the whole map: ${ofMap.join(', ')}`}
      data={known.map((useCase) => ({ value: useCase.id, label: `${printNumber('useCases', useCase.number)} ${useCase.title}` }))}
      onChange={(useCases) => onChange(useCases.length === 0 ? undefined : useCases)}
    />
  )
}
