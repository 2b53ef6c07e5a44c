// What the forms of a row and of the map know: the fields they may name, what formulas see, and what a draft gives for the sample.
import { useMemo } from 'react'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { useProject } from '../collab/project-context.tsx'
import type { TransformScope } from '../panels/transform-scope.tsx'
import { listSourceChoices } from './choices.ts'
import { tryDraft } from './draft.ts'
import { useMapEdits } from './hooks.ts'
import type { ScopeSetting } from './places.ts'
import { projectLinks } from '../pages/project-links.ts'
import type { SampleChoice } from './samples.ts'

/** The fields are listed anew only when the schema side changes: a large schema has thousands. */
export function useTransformScopeOf(context: MapContext, { each, place, takes, onNull }: ScopeSetting, sample: SampleChoice): TransformScope {
  const { project } = useProject()
  const { readOnly } = useMapEdits()
  const fields = useMemo(
    () =>
      listSourceChoices(context, each === undefined ? {} : { each }, sample.evidence).map((choice) => ({
        text: choice.text,
        type: choice.aside ?? '',
        seen: choice.note ?? '',
      })),
    [context, each, sample.evidence],
  )
  const { sample: record, label, madeUp } = sample
  return useMemo(
    () => ({
      context,
      each,
      fields,
      place,
      takes,
      readOnly,
      sample: madeUp ? 'a record made from the schema' : label,
      tryOut: (draft) =>
        record === undefined
          ? undefined
          : tryDraft(context, record, draft, {
              each,
              onNull: 'condition' in draft ? 'as-missing' : onNull,
              ...(place.outside === true ? { outside: true } : {}),
            }),
      lookupsLink: projectLinks(project).lookups,
    }),
    [context, each, fields, place, takes, onNull, readOnly, record, label, madeUp, project],
  )
}
