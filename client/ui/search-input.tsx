// A search field: sunken, without a border, named by icon and words.
import { Icon } from './icon.tsx'

export function SearchInput({
  value,
  placeholder,
  onChange,
  width,
  autoFocus = false,
}: {
  readonly value: string
  readonly placeholder: string
  readonly onChange: (value: string) => void
  readonly width?: number
  /** Of a dialog: it begins here. */
  readonly autoFocus?: boolean
}) {
  return (
    <label className="search" style={width === undefined ? undefined : { width }}>
      <Icon name="search" size={14} />
      <input
        type="search"
        value={value}
        placeholder={placeholder}
        aria-label={placeholder}
        {...(autoFocus ? { 'data-autofocus': true } : {})}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && value !== '' && (event.stopPropagation(), onChange(''))}
      />
    </label>
  )
}
