// A button that copies a text, and says so.
import { useState } from 'react'
import { Button } from '@mantine/core'

export function CopyButton({ text, label }: { readonly text: () => string; readonly label: string }) {
  const [said, setSaid] = useState<string>()
  return (
    <Button
      variant="default"
      aria-live="polite"
      onClick={() => void copyToClipboard(text()).then((done) => setSaid(done ? 'Copied' : 'The browser did not let us copy'))}
    >
      {said ?? label}
    </Button>
  )
}

async function copyToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByEvent(text)
  }
}

/** On pages without a certificate there is no other way. */
function copyByEvent(text: string): boolean {
  let isCopied = false
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
    isCopied = true
  }
  document.addEventListener('copy', onCopy, true)
  document.execCommand('copy')
  document.removeEventListener('copy', onCopy, true)
  return isCopied
}
