// Speaks to screen readers what nobody can see coming: at most one message a second, the latest wins.
const BETWEEN = 1_000

export type LiveRegion = { readonly element: HTMLElement; readonly say: (message: string) => void; readonly close: () => void }

export function createLiveRegion(): LiveRegion {
  const element = document.createElement('div')
  element.className = 'gx-spoken'
  element.setAttribute('role', 'status')
  element.setAttribute('aria-live', 'polite')
  let waiting: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function speak(): void {
    timer = undefined
    if (waiting === undefined) return
    element.textContent = waiting
    waiting = undefined
    timer = setTimeout(speak, BETWEEN)
  }

  return {
    element,
    say(message) {
      waiting = message
      if (timer === undefined) speak()
    },
    close() {
      if (timer !== undefined) clearTimeout(timer)
      element.remove()
    },
  }
}
