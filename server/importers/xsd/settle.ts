// The only place that follows definitions which lean on others (bases, groups in groups) without the engine's stack: however long the
// chain, and also where it runs in a circle.

/** One definition's reading: each `yield` gives the result of another definition, or undefined where that one is being read already (a circle). */
export type Settling<K, T> = Generator<K, T, T | undefined>

/** The result of each definition, read once. */
export function createSettler<K extends object, T>(read: (definition: K) => Settling<K, T>): (definition: K) => T {
  const settled = new Map<K, T>()

  return (wanted) => {
    const known = settled.get(wanted)
    if (known !== undefined) return known
    const open = new Set<K>([wanted])
    const stack: { readonly definition: K; readonly reading: Settling<K, T> }[] = [{ definition: wanted, reading: read(wanted) }]
    let answer: T | undefined
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const step = top.reading.next(answer)
      answer = undefined
      if (step.done === true) {
        settled.set(top.definition, step.value)
        open.delete(top.definition)
        stack.pop()
        answer = step.value
        continue
      }
      answer = settled.get(step.value)
      if (answer !== undefined || open.has(step.value)) continue
      open.add(step.value)
      stack.push({ definition: step.value, reading: read(step.value) })
    }
    return answer as T
  }
}
