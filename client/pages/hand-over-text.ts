// Gives a text to the person: onto the clipboard, or as a file.
import { showFailure } from '../ui/notices.tsx'

/** False: the browser refused, and that was told. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    showFailure('The browser does not let this page copy. Download it instead.')
    return false
  }
}

/** `type`: a media type; the text is UTF-8. */
export function downloadText(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // After the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A name that every system takes as that of a file. */
export function fileName(words: string, ending: string): string {
  const name = words
    .normalize('NFKD')
    .replaceAll(/[^\w.-]+/g, '-')
    .replaceAll(/^[-.]+|-+$/g, '')
    .slice(0, 80)
  return `${name === '' ? 'crosswalk' : name}.${ending}`
}
