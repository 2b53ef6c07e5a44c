// What every benchmark gives back. The only place for this shape.

/** `goal` in words, e.g. `<= 15`; `met` is absent where there is no goal. */
export type BenchResult = { name: string; value: number; unit: string; goal?: string; met?: boolean }
