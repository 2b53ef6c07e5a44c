// The only place for Result: an expected failure is a value, never thrown (README, decisions).

/** Either a value or an expected failure. `E` is a union of plain objects tagged by `type`, facts only. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function fail<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error }
}
