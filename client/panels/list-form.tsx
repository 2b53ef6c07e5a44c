// The forms that look into a list: one value of its entries or all of them, and a join on a key.
import { Checkbox } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { ROOT_PATH } from '../../shared/schema/field-path.ts'
import type { ListEnd, SortBy, SourceRef } from '../../shared/transform/transform.ts'
import { ConditionForm } from './condition-form.tsx'
import { EntryInput } from './entry-input.tsx'
import { FieldInput } from './field-input.tsx'
import { Choice, Labelled, WordsInput, type FormProps } from './form-parts.tsx'
import { NumberSteps } from './number-steps.tsx'
import { OperandField } from './operand-field.tsx'
import { isNoSource } from './transform-draft.ts'
import { TransformScopeProvider, useTransformScope } from './transform-scope.tsx'

export function ListForm({ value, onChange }: FormProps<'list'>) {
  const { readOnly } = useTransformScope()
  const { where: _where, sort: _sort, distinct: _distinct, ...bare } = value
  const kept = {
    ...(value.where === undefined ? {} : { where: value.where }),
    ...(value.sort === undefined ? {} : { sort: value.sort }),
    ...(value.distinct === undefined ? {} : { distinct: value.distinct }),
  }
  return (
    <>
      <Labelled label="Source list">
        <FieldInput label="Source list" placeholder="Source list" value={value.from} onChange={(from) => onChange({ ...value, from })} />
      </Labelled>
      {!isNoSource(value.from) && (
        <>
          <Labelled label="Gives">
            <div className="pn-step">
              <EndForm end={value.then} onChange={(then) => onChange(withEnd(value, then))} />
              {value.then.do !== 'count' && (
                <>
                  <span className="s12 t3 pn-beside">of</span>
                  <EntryInput label="Field of each entry" list={value.from} value={value.take} onChange={(take) => onChange({ ...value, take })} />
                </>
              )}
            </div>
          </Labelled>
          <Labelled label="Only entries where">
            <EntriesOf list={value.from}>
              <ConditionForm
                value={value.where}
                onChange={(where, typing) => {
                  const { where: _, ...others } = kept
                  onChange({ ...bare, ...others, ...(where === undefined ? {} : { where }) }, typing)
                }}
              />
            </EntriesOf>
          </Labelled>
          <div className="pn-step pn-order">
            {(value.sort !== undefined || !givesNumber(value.then)) && (
              <SortForm
                list={value.from}
                sort={value.sort}
                onChange={(sort) => {
                  const { sort: _, ...others } = kept
                  onChange({ ...bare, ...others, ...(sort === undefined ? {} : { sort }) })
                }}
              />
            )}
            <Checkbox
              size="xs"
              label="Each value once"
              disabled={readOnly}
              checked={value.distinct === true}
              onChange={(event) => {
                const { distinct: _, ...others } = kept
                onChange({ ...bare, ...others, ...(event.currentTarget.checked ? { distinct: true } : {}) })
              }}
            />
          </div>
          {givesNumber(value.then) && <NumberSteps steps={value.steps ?? []} onChange={(steps) => onChange({ ...value, steps })} />}
        </>
      )}
    </>
  )
}

function EndForm({ end, onChange }: { readonly end: ListEnd; readonly onChange: (end: ListEnd) => void }) {
  return (
    <>
      <Choice
        label="What the list gives"
        width={148}
        value={end.do}
        data={endWords}
        onChange={(next) => onChange(next === 'join' ? { do: next, with: end.do === 'join' ? end.with : ', ' } : { do: next })}
      />
      {end.do === 'join' && (
        <WordsInput label="Text between the values" width={62} value={end.with} onChange={(between) => onChange({ do: 'join', with: between })} />
      )}
    </>
  )
}

/** Steps stay only where they can be done. */
function withEnd(value: FormProps<'list'>['value'], then: ListEnd): FormProps<'list'>['value'] {
  if (givesNumber(then)) return { ...value, then }
  const { steps: _, ...others } = value
  return { ...others, then }
}

function givesNumber(end: ListEnd): boolean {
  return NUMBERS.has(end.do)
}

const NUMBERS: ReadonlySet<ListEnd['do']> = new Set<ListEnd['do']>(['count', 'sum', 'min', 'max', 'average'])

const endWords: { value: ListEnd['do']; label: string }[] = [
  { value: 'first', label: 'the first' },
  { value: 'last', label: 'the last' },
  { value: 'all', label: 'all, as a list' },
  { value: 'join', label: 'all, as one text' },
  { value: 'sum', label: 'the sum' },
  { value: 'count', label: 'how many' },
  { value: 'min', label: 'the smallest' },
  { value: 'max', label: 'the largest' },
  { value: 'average', label: 'the average' },
]

export function JoinForm({ value, onChange }: FormProps<'join'>) {
  return (
    <>
      <Labelled label="Look in the list">
        <FieldInput label="Look in the list" placeholder="Source list" value={value.list} onChange={(list) => onChange({ ...value, list })} />
      </Labelled>
      {!isNoSource(value.list) && (
        <Labelled label="For the first entry whose">
          <div className="pn-step">
            <EntryInput label="Key of the entry" list={value.list} value={value.key} onChange={(key) => onChange({ ...value, key })} />
            <span className="s12 t3 pn-beside">is</span>
          </div>
        </Labelled>
      )}
      <OperandField label="Key" value={value.equals} onChange={(equals) => onChange({ ...value, equals })} />
      {!isNoSource(value.list) && (
        <Labelled label="And take its">
          <EntryInput label="Field that is taken" list={value.list} value={value.take} onChange={(take) => onChange({ ...value, take })} />
        </Labelled>
      )}
    </>
  )
}

/** The order of a list's entries; without one they stay as they come. */
export function SortForm({
  list,
  sort,
  onChange,
}: {
  readonly list: SourceRef
  readonly sort: SortBy | undefined
  readonly onChange: (sort: SortBy | undefined) => void
}) {
  return (
    <Labelled label="In the order">
      <div className="pn-step">
        <Choice
          label="In the order"
          width={148}
          value={sort === undefined ? 'source' : sort.descending === true ? 'down' : 'up'}
          data={[
            { value: 'source', label: 'as they come' },
            { value: 'up', label: 'from the smallest' },
            { value: 'down', label: 'from the largest' },
          ]}
          onChange={(how) => onChange(how === 'source' ? undefined : { by: sort?.by ?? ROOT_PATH, ...(how === 'down' ? { descending: true } : {}) })}
        />
        {sort !== undefined && (
          <>
            <span className="s12 t3 pn-beside">by</span>
            <EntryInput label="Ordered by" list={list} value={sort.by} onChange={(by) => onChange({ ...sort, by })} />
          </>
        )}
      </div>
    </Labelled>
  )
}

/** What is inside is asked of each entry of the list. */
function EntriesOf({ list, children }: { readonly list: SourceRef; readonly children: ReactNode }) {
  const scope = useTransformScope()
  const inside = useMemo(() => ({ ...scope, entriesOf: list }), [scope, list])
  return <TransformScopeProvider value={inside}>{children}</TransformScopeProvider>
}
