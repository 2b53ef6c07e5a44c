// What a step does when it fails, in a few words.
import type { Step } from '../../shared/project/use-case.ts'

export const failureWords: Readonly<Record<NonNullable<Step['failure']>, string>> = { retry: 'retry', skip: 'skip this record', stop: 'stop', alert: 'alert' }

/** The analyst's own words where there are some. */
export function describeFailureOf(step: Step): string {
  if (step.onFailure !== undefined) return step.onFailure
  if (step.failure === undefined) return 'not said yet'
  const words =
    step.failure === 'retry' && step.retries !== undefined ? `retry ${step.retries} ${step.retries === 1 ? 'time' : 'times'}` : failureWords[step.failure]
  return step.alert === undefined ? words : step.failure === 'alert' ? `${words} ${step.alert}` : `${words}, alert ${step.alert}`
}
