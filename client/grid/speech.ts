// What is spoken and when: at most one message a second; of each kind the latest wins, and no kind drives out another. Pure but for time.

/** range: what is selected. remote: what somebody else did. message: an answer to what the person did; spoken before all others. */
export type SpokenKind = 'message' | 'remote' | 'range'

export type Speech = { readonly say: (message: string, kind: SpokenKind) => void; readonly close: () => void }

const BETWEEN = 1_000
const order: readonly SpokenKind[] = ['message', 'remote', 'range']

/** `later` gives back how to cancel. */
export function createSpeech(speak: (message: string) => void, later: (work: () => void, wait: number) => () => void): Speech {
  const waiting = new Map<SpokenKind, string>()
  let cancel: (() => void) | undefined

  function next(): void {
    cancel = undefined
    const kind = order.find((one) => waiting.has(one))
    if (kind === undefined) return
    const message = waiting.get(kind) ?? ''
    waiting.delete(kind)
    cancel = later(next, BETWEEN)
    speak(message)
  }

  return {
    say(message, kind) {
      waiting.set(kind, message)
      if (cancel === undefined) next()
    },
    close() {
      cancel?.()
      waiting.clear()
    },
  }
}
