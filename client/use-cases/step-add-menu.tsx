// What may be added as a step: each kind with what it is for.
import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { STEP_KINDS, type Step } from '../../shared/project/use-case.ts'
import { Icon } from '../ui/icon.tsx'
import { stepWords } from './use-case-words.ts'

export function AddStepMenu({ onAdd, children }: { readonly onAdd: (kind: Step['kind']) => void; readonly children: ReactNode }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {STEP_KINDS.map((kind) => (
          <Menu.Item key={kind} leftSection={<Icon name={stepWords[kind].icon} size={14} />} onClick={() => onAdd(kind)}>
            <span className="b5">{stepWords[kind].word}</span> <span className="s11 t3">{kindGuidance[kind]}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const kindGuidance: Readonly<Record<Step['kind'], string>> = {
  trigger: 'what starts it: a schedule or a webhook',
  retrieve: 'ask a system for a record or a list',
  transform: 'make a record with a field map',
  send: 'create or change a record',
  decide: 'go on only where something holds',
  wait: 'for a time, or for an answer',
  notify: 'tell somebody what happened',
}
