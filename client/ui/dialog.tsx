// The only place that gives the focus back: a dialog is open for as long as it is drawn, and when it goes, focus goes where it came from.
import { useEffect, useState, type ReactNode } from 'react'
import { Button, Modal, type ModalProps } from '@mantine/core'

export function Dialog(props: Omit<ModalProps, 'opened'>) {
  useFocusBack()
  return <Modal opened {...props} />
}

type FootProps = {
  readonly onCancel: () => void
  readonly cancel?: string
  /** The way out has the focus first. */
  readonly focused?: boolean
  /** There is no way out while it works. */
  readonly waits?: boolean
  readonly aside?: ReactNode
  readonly children?: ReactNode
}

/** The last line of a dialog, at the right: the way out, then what it does. `aside`: a word before both. */
export function DialogFoot({ onCancel, cancel = 'Cancel', focused = false, waits = false, aside, children }: FootProps) {
  return (
    <div className="row dialog-foot">
      {aside}
      <Button variant="default" onClick={onCancel} disabled={waits} {...(focused ? { 'data-autofocus': true } : {})}>
        {cancel}
      </Button>
      {children}
    </div>
  )
}

/** For what takes the focus as long as it is drawn. */
export function useFocusBack(): void {
  const [before] = useState(findOpener)
  useEffect(
    () => () => {
      // After whatever follows closing: a page that is left, a field that is shown and takes the focus.
      setTimeout(() => {
        if (before?.isConnected === true && (document.activeElement === null || document.activeElement === document.body)) before.focus()
      })
    },
    [before],
  )
}

/** What had the focus; of an entry of a menu, which is gone by then, the button of the menu. */
function findOpener(): HTMLElement | undefined {
  const active = document.activeElement
  const button = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  const opener = button === null || button === undefined ? active : document.getElementById(button)
  return opener instanceof HTMLElement ? opener : undefined
}
