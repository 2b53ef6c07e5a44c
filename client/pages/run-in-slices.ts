// Long work done a little at a time, so that the page answers meanwhile: the only place for it.

/** Milliseconds of work before the page gets its turn. */
const SLICE = 8

/** Steps through the work; `onDone` gets its result, unless it was called off by what is returned. What it throws goes to `onFailure`. */
export function runInSlices<T>(work: () => Generator<undefined, T>, onDone: (result: T) => void, onFailure: (cause: unknown) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let steps: Generator<undefined, T> | undefined
  const turn = () => {
    try {
      steps ??= work()
      for (const end = performance.now() + SLICE; performance.now() < end;) {
        const step = steps.next()
        if (step.done === true) return onDone(step.value)
      }
      timer = setTimeout(turn)
    } catch (cause) {
      onFailure(cause)
    }
  }
  timer = setTimeout(turn)
  return () => clearTimeout(timer)
}
