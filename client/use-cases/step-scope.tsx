// What the forms of sources and conditions need to know inside a step: earlier results in place of a map's inputs.
import { useMemo, type ReactNode } from 'react'
import { stepContext, type StepPlace } from '../../shared/mapping/step-context.ts'
import { CANDIDATE, CANDIDATES } from '../../shared/mapping/step-context.ts'
import { listSourceFields } from '../../shared/mapping/source-text.ts'
import type { Step } from '../../shared/project/use-case.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { printType } from '../../shared/schema/fields.ts'
import { useCollection, useGraphs, useProject } from '../collab/project-context.tsx'
import { TransformScopeProvider, type TransformScope } from '../panels/transform-scope.tsx'

export function useStepScope(step: Step, place: StepPlace): TransformScope {
  const { store, mayEdit } = useProject()
  const steps = useCollection('steps')
  const maps = useCollection('fieldMaps')
  const schemas = useCollection('schemas')
  const config = useCollection('configValues')
  const { graphs } = useGraphs()
  return useMemo((): TransformScope => {
    // Only these parts of the project are looked at, so that an edit elsewhere does not list the fields again.
    const project = { ...store.project(), steps, fieldMaps: maps, schemas, configValues: config }
    const context = stepContext(project, step, place, (key) => graphs.get(key))
    const positions = new Map(steps.filter(({ useCase }) => useCase === step.useCase).map(({ id }, at) => [id, at + 1]))
    const fields = listSourceFields(context).flatMap(({ ref, text, field }) =>
      ref.of === 'input' && ref.input !== CANDIDATES && ref.input !== CANDIDATE
        ? [{ text, type: printType(field.facts), seen: positions.has(ref.input) ? `step ${positions.get(ref.input)}` : '' }]
        : [],
    )
    return {
      context,
      each: undefined,
      fields,
      ...(place === 'candidate' ? { entriesOf: { of: 'input', input: CANDIDATES, path: '' as FieldPath } } : {}),
      place: {},
      takes: 'value',
      tryOut: () => undefined,
      sample: '',
      readOnly: !mayEdit,
      lookupsLink: '',
    }
  }, [store, mayEdit, steps, maps, schemas, config, graphs, step, place])
}

export function StepScope({ step, place, children }: { readonly step: Step; readonly place: StepPlace; readonly children: ReactNode }) {
  return <TransformScopeProvider value={useStepScope(step, place)}>{children}</TransformScopeProvider>
}
