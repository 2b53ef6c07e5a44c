// The "..." menu at the end of a table row.
import { Menu } from '@mantine/core'
import { Icon, type IconName } from './icon.tsx'
import { useReadOnly } from './read-only.tsx'

export type RowAction = {
  readonly name: string
  readonly icon?: IconName
  readonly onClick: () => void
  readonly danger?: boolean
  readonly disabled?: boolean
}

export function RowMenu({ label, actions }: { readonly label: string; readonly actions: readonly RowAction[] }) {
  if (useReadOnly()) return null
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className="icon-button small" aria-label={label}>
          <Icon name="more" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item
            key={action.name}
            disabled={action.disabled === true}
            leftSection={action.icon === undefined ? undefined : <Icon name={action.icon} size={14} />}
            onClick={action.onClick}
            {...(action.danger === true ? { c: 'var(--err)' } : {})}
          >
            {action.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
