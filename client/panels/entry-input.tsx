// A text for one field of a list's entries, with completion. Empty: the entry itself.
import { useMemo } from 'react'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import { ChoiceInput } from './choice-input.tsx'
import { entryTree, listEntryFields, readEntryPath } from './entry-fields.ts'
import { useTransformScope } from './transform-scope.tsx'

type Props = {
  readonly label: string
  readonly list: SourceRef
  /** Undefined: nothing is chosen yet. */
  readonly value: FieldPath | undefined
  readonly placeholder?: string
  readonly onChange: (path: FieldPath) => void
}

export function EntryInput({ label, list, value, placeholder = 'The entry itself', onChange }: Props) {
  const { context, each } = useTransformScope()
  const tree = useMemo(() => entryTree(context, list, each), [context, list, each])
  const choices = useMemo(() => listEntryFields(tree), [tree])
  const commit = (typed: string) => {
    const read = readEntryPath(tree, typed)
    if (!read.ok) return read.error.message
    onChange(read.value)
    return undefined
  }
  return <ChoiceInput label={label} text={value ?? ''} placeholder={placeholder} choices={choices} onCommit={commit} />
}
