// STUB: changes of a text as closures.
import type { TextStep } from './transform.ts'
import { MISSING } from './outcome.ts'

export function changeText(_text: string, _steps: readonly TextStep[]): string | typeof MISSING {
  throw new Error('not yet')
}
