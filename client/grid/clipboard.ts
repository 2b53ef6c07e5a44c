// Cut, copy and paste by the browser's own events: no permission prompt.
import type { Clip } from './clip.ts'

const OWN_TYPE = 'application/x-crosswalk-cells'

export type ClipboardSetting = {
  /** Undefined: there is nothing to copy. */
  readonly copy: (cut: boolean) => Clip | undefined
  readonly paste: (clip: Clip) => void
}

export function listenToClipboard(host: HTMLElement, setting: ClipboardSetting): () => void {
  const onCopy = (event: ClipboardEvent) => {
    const clip = isEditing(event) ? undefined : setting.copy(event.type === 'cut')
    if (clip === undefined) return
    event.clipboardData?.setData('text/plain', clip.text)
    event.clipboardData?.setData('text/html', clip.html)
    if (clip.own !== undefined) event.clipboardData?.setData(OWN_TYPE, clip.own)
    event.preventDefault()
  }
  const onPaste = (event: ClipboardEvent) => {
    const data = isEditing(event) ? null : event.clipboardData
    if (data === null) return
    event.preventDefault()
    const own = data.getData(OWN_TYPE)
    setting.paste({ text: data.getData('text/plain'), html: data.getData('text/html'), ...(own === '' ? {} : { own }) })
  }
  host.addEventListener('copy', onCopy)
  host.addEventListener('cut', onCopy)
  host.addEventListener('paste', onPaste)
  return () => {
    host.removeEventListener('copy', onCopy)
    host.removeEventListener('cut', onCopy)
    host.removeEventListener('paste', onPaste)
  }
}

/** Spreadsheets end a copied cell with a line end and quote it when it holds one; of a block the first cell is taken. */
export function oneCell(text: string): string {
  const quoted = /^"((?:[^"]|"")*)"(?:[\t\r\n]|$)/.exec(text)
  if (quoted !== null) return (quoted[1] ?? '').replaceAll('""', '"')
  return (/^[^\t\r\n]*/.exec(text)?.[0] ?? '').trimEnd()
}

/** Inside an editor or a marked text the browser does what it always does. */
function isEditing(event: ClipboardEvent): boolean {
  const target = event.target
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || !(document.getSelection()?.isCollapsed ?? true)
}
