// When the field map page does its work: the only place that asks the browser for time.

/** `soon`: when the present work is done. `frame`: before the next picture. `later`: after the given milliseconds. The last two give back how to cancel. */
export type Scheduler = {
  readonly soon: (work: () => void) => void
  readonly frame: (work: () => void) => () => void
  readonly later: (work: () => void, wait: number) => () => void
  readonly clock: () => number
}

/** Hidden tabs get no frames: the time limit keeps them up to date as well. */
export const browserScheduler: Scheduler = {
  soon: (work) => queueMicrotask(work),
  frame: (work) => {
    let done = false
    const once = () => {
      if (done) return
      done = true
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      work()
    }
    const frame = requestAnimationFrame(once)
    const timer = setTimeout(once, 100)
    return () => {
      done = true
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  },
  later: (work, wait) => {
    const timer = setTimeout(work, wait)
    return () => clearTimeout(timer)
  },
  clock: () => performance.now(),
}
