// All of a kind, or some of them: which field maps and use cases an export has.
import { Checkbox } from '@mantine/core'

export type ExportPart = { readonly id: string; readonly number: string; readonly name: string }

type PartsProps = {
  readonly title: string
  readonly parts: readonly ExportPart[]
  /** Undefined: all of them. */
  readonly chosen: ReadonlySet<string> | undefined
  readonly onChange: (chosen: ReadonlySet<string> | undefined) => void
  readonly hint?: string | undefined
}

/** With one of a kind there is nothing to choose. */
export function ExportParts({ title, parts, chosen, onChange, hint }: PartsProps) {
  if (parts.length < 2) return null
  const isAll = chosen === undefined
  const toggle = (id: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    onChange(next)
  }
  return (
    <fieldset className="export-option">
      <legend className="label">{title}</legend>
      <div>
        <div className="segments" role="radiogroup" aria-label={title}>
          <button type="button" role="radio" aria-checked={isAll} onClick={() => onChange(undefined)}>
            {hint === undefined ? `All ${parts.length}` : 'All'}
          </button>
          <button type="button" role="radio" aria-checked={!isAll} onClick={() => onChange(chosen ?? new Set(parts.map(({ id }) => id)))}>
            Some
          </button>
        </div>
        {hint !== undefined && <p className="s12 t2">{hint}</p>}
        {chosen !== undefined && (
          <div className="export-checks several">
            {parts.map(({ id, number, name }) => (
              <Checkbox key={id} size="xs" checked={chosen.has(id)} onChange={(event) => toggle(id, event.currentTarget.checked)} label={`${number} ${name}`} />
            ))}
          </div>
        )}
      </div>
    </fieldset>
  )
}
