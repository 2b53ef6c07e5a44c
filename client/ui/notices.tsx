// Short messages at the edge of the page. Deleting is done at once and offers to be undone; nothing asks "are you sure" twice.
import { notifications } from '@mantine/notifications'

/** `change`: once more is known; does nothing when the message is gone. */
export type Notice = { readonly change: (message: string) => void }

export function showNotice(message: string): Notice {
  const id = notifications.show({ message, withBorder: true, autoClose: 5_000 })
  return { change: (next) => void notifications.update({ id, message: next, withBorder: true, autoClose: 7_000 }) }
}

export function showFailure(message: string): void {
  notifications.show({ message, withBorder: true, autoClose: 10_000, color: 'red', title: 'That did not work' })
}

export function offerUndo(message: string, onUndo: () => void): void {
  offerAction(message, 'Undo', onUndo)
}

/** One thing that may be done about what just happened; it goes away by itself. */
export function offerAction(message: string, action: string, onAction: () => void): void {
  const id = notifications.show({
    withBorder: true,
    autoClose: 10_000,
    message: (
      <span className="row">
        {message}
        <span className="sp" />
        <button
          type="button"
          className="link-button b5"
          onClick={() => {
            notifications.hide(id)
            onAction()
          }}
        >
          {action}
        </button>
      </span>
    ),
  })
}
