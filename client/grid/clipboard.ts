// Copy, cut and paste of the focused cell as plain text, by the browser's own events: no permission prompt.

export type ClipboardCell = { readonly read: () => string | undefined; readonly write: (text: string) => void; readonly clear: () => void }

export function listenToClipboard(host: HTMLElement, cell: ClipboardCell): () => void {
  const onCopy = (event: ClipboardEvent) => {
    const text = isEditing(event) ? undefined : cell.read()
    if (text === undefined) return
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    if (event.type === 'cut') cell.clear()
  }
  const onPaste = (event: ClipboardEvent) => {
    const text = isEditing(event) ? undefined : event.clipboardData?.getData('text/plain')
    if (text === undefined) return
    event.preventDefault()
    cell.write(oneCell(text))
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
