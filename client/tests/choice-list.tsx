// Several of a list, each as a small tag that can be taken away, and a field that finds another one.
import { Select } from '@mantine/core'
import { Icon } from '../ui/icon.tsx'

/** `name`: short, as everybody knows it: `R-14`. */
type Choice = { readonly id: string; readonly name: string; readonly title: string }
type Props = {
  readonly label: string
  readonly chosen: readonly string[]
  readonly choices: readonly Choice[]
  readonly onChange: (ids: readonly string[]) => void
}

export function ChoiceList({ label, chosen, choices, onChange }: Props) {
  const shown = choices.filter(({ id }) => chosen.includes(id))
  const others = choices.filter(({ id }) => !chosen.includes(id))
  return (
    <div className="choice-list" role="group" aria-label={label}>
      {shown.map(({ id, name, title }) => (
        <span key={id} className="tag" title={title}>
          <span className="mono">{name}</span>
          <button type="button" className="choice-remove" aria-label={`Remove ${name}`} onClick={() => onChange(chosen.filter((one) => one !== id))}>
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      {others.length > 0 && (
        <Select
          aria-label={`Add to ${label.toLowerCase()}`}
          placeholder="Add"
          searchable
          limit={100}
          value={null}
          data={others.map(({ id, name, title }) => ({ value: id, label: `${name} ${title}` }))}
          onChange={(id) => id !== null && onChange([...chosen, id])}
        />
      )}
    </div>
  )
}
