// Cut, copy and paste by the browser's own events: no permission prompt.
import type { Clip } from './clip.ts'

const OWN_TYPE = 'application/x-crosswalk-cells'

export type ClipboardSetting = {
  /** Undefined: there is nothing to copy. */
  readonly copy: (cut: boolean) => Clip | undefined
  readonly paste: (clip: Clip) => void
  /** Esc: what was copied or cut is no longer marked. */
  readonly cancel: () => void
}

export function listenToClipboard(host: HTMLElement, setting: ClipboardSetting): () => void {
  const onCopy = (event: ClipboardEvent) => {
    const clip = isEditing(event) ? undefined : setting.copy(event.type === 'cut')
    if (clip === undefined || event.clipboardData === null) return
    event.clipboardData.setData('text/plain', clip.text)
    event.clipboardData.setData('text/html', clip.html)
    if (clip.own !== undefined) event.clipboardData.setData(OWN_TYPE, clip.own)
    event.preventDefault()
  }
  const onPaste = (event: ClipboardEvent) => {
    const data = isEditing(event) ? null : event.clipboardData
    if (data === null) return
    event.preventDefault()
    const own = data.getData(OWN_TYPE)
    setting.paste({ text: data.getData('text/plain'), html: data.getData('text/html'), ...(own === '' ? {} : { own }) })
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !isEditing(event)) setting.cancel()
  }
  host.addEventListener('copy', onCopy)
  host.addEventListener('cut', onCopy)
  host.addEventListener('paste', onPaste)
  host.addEventListener('keydown', onKey)
  return () => {
    host.removeEventListener('copy', onCopy)
    host.removeEventListener('cut', onCopy)
    host.removeEventListener('paste', onPaste)
    host.removeEventListener('keydown', onKey)
  }
}

/** Inside an editor or a marked text the browser does what it always does. */
function isEditing(event: Event): boolean {
  const target = event.target
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || !(document.getSelection()?.isCollapsed ?? true)
}
