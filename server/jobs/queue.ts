// The only place for doing heavy work one piece at a time.

export type Queue = {
  /** Runs `task` when all before it have ended, well or badly. A waiting task whose signal aborts is never run: `undefined` comes back at once. */
  readonly run: <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T | undefined>
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
      let started = false
      const turn = last.then(() => {
        if (signal?.aborted === true) return undefined
        started = true
        return task()
      })
      last = turn.catch(() => undefined)
      if (signal === undefined) return turn
      return new Promise((resolve, reject) => {
        // A task that has started sees the signal itself.
        const giveUp = () => {
          if (!started) resolve(undefined)
        }
        signal.addEventListener('abort', giveUp, { once: true })
        if (signal.aborted) giveUp()
        turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
      })
    },
  }
}
