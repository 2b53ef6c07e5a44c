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

/** One thing that may be done about what just happened; it goes away by itself, unless it `stays` until somebody closes it. */
export function offerAction(message: string, action: string, onAction: () => void, stays = false): Notice {
  const settings = { withBorder: true, autoClose: stays ? (false as const) : 10_000 }
  const draw = (text: string) => (
    <span className="row">
      <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{text}</span>
      <span className="sp" />
      <button
        type="button"
        className="link-button b5"
        style={{ flex: 'none' }}
        onClick={() => {
          notifications.hide(id)
          onAction()
        }}
      >
        {action}
      </button>
    </span>
  )
  const id = newNotice()
  notifications.show({ ...settings, id, message: draw(message) })
  return { change: (next) => void notifications.update({ ...settings, id, message: draw(next) }) }
}

let notices = 0
function newNotice(): string {
  notices += 1
  return `notice-${notices}`
}
