// The form of "one entry for each": the list, groups of it, its order, and the names under which the entries stand in a map.
import { useMemo, type ReactNode } from 'react'
import { ROOT_PATH } from '../../shared/schema/field-path.ts'
import { findItemScope } from '../../shared/mapping/item-scope.ts'
import type { Transform } from '../../shared/transform/transform.ts'
import { listEntryFields, rowOver } from './entry-fields.ts'
import { EntryInput } from './entry-input.tsx'
import { FieldInput } from './field-input.tsx'
import { Choice, Labelled, type FormProps } from './form-parts.tsx'
import { SortForm } from './list-form.tsx'
import { OperandField } from './operand-field.tsx'
import { isNoSource, NO_SOURCE } from './transform-draft.ts'
import { TransformScopeProvider, useTransformScope } from './transform-scope.tsx'

export function EachForm({ value, onChange }: FormProps<'each'>) {
  const { takes } = useTransformScope()
  const { groupBy: _, ...ungrouped } = value
  const { sort: _sort, ...unsorted } = value
  return (
    <>
      <Labelled label={value.groupBy === undefined ? 'One entry for each item of the list' : 'One entry for each group of the list'}>
        <FieldInput label="Source list" placeholder="Source list" value={value.list} onChange={(list) => onChange({ ...value, list })} />
      </Labelled>
      {!isNoSource(value.list) && (
        <>
          <Labelled label="Groups">
            <div className="pn-step">
              <Choice
                label="Groups"
                width={148}
                value={value.groupBy === undefined ? 'none' : 'group'}
                data={[
                  { value: 'none', label: 'each item by itself' },
                  { value: 'group', label: 'items with the same' },
                ]}
                onChange={(how) => onChange(how === 'none' ? ungrouped : { ...value, groupBy: ROOT_PATH })}
              />
              {value.groupBy !== undefined && (
                <EntryInput
                  label="Field that makes the groups"
                  list={value.list}
                  value={value.groupBy}
                  onChange={(groupBy) => onChange({ ...value, groupBy })}
                />
              )}
            </div>
          </Labelled>
          {value.groupBy !== undefined && (
            <p className="s11 t3">
              The rows below then see <code>key</code>, the value they share, and <code>items</code>, the list’s items in the group.
            </p>
          )}
          <SortForm list={value.list} sort={value.sort} onChange={(sort) => onChange(sort === undefined ? unsorted : { ...value, sort })} />
          {(takes === 'map' || value.key !== undefined) && (
            <Labelled label="Under the name">
              <InsideEach each={value}>
                <OperandField label="Name of each entry" value={value.key ?? NO_SOURCE} onChange={(key) => onChange({ ...value, key })} />
              </InsideEach>
            </Labelled>
          )}
        </>
      )}
    </>
  )
}

/** What is inside sees the item, also before the row is stored. */
function InsideEach({ each, children }: { readonly each: Extract<Transform, { kind: 'each' }>; readonly children: ReactNode }) {
  const scope = useTransformScope()
  const inside = useMemo(() => {
    const row = rowOver(scope.context, each, scope.each)
    return { ...scope, each: row, fields: listEntryFields(findItemScope(scope.context, row)?.tree) }
  }, [scope, each])
  return <TransformScopeProvider value={inside}>{children}</TransformScopeProvider>
}
