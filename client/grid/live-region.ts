// Speaks to screen readers what nobody can see coming, as often as speech.ts lets it.
import { createSpeech, type SpokenKind } from './speech.ts'

export type LiveRegion = { readonly element: HTMLElement; readonly say: (message: string, kind?: SpokenKind) => void; readonly close: () => void }

export function createLiveRegion(): LiveRegion {
  const element = document.createElement('div')
  element.className = 'gx-spoken'
  element.setAttribute('role', 'status')
  element.setAttribute('aria-live', 'polite')
  const speech = createSpeech(
    (message) => {
      // The same words again are spoken only if the text differs.
      element.textContent = element.textContent === message ? `${message}\u00a0` : message
    },
    (work, wait) => {
      const timer = setTimeout(work, wait)
      return () => clearTimeout(timer)
    },
  )
  return {
    element,
    say: (message, kind = 'message') => speech.say(message, kind),
    close() {
      speech.close()
      element.remove()
    },
  }
}
