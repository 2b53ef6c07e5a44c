// What a step does when it fails, in a few words.
import type { Step } from '../../shared/project/use-case.ts'

export const failureWords: Readonly<Record<NonNullable<Step['failure']>, string>> = { retry: 'retry', skip: 'skip this record', stop: 'stop', alert: 'alert' }

export function describeFailureOf(step: Step): string {
  if (step.failure === undefined) return step.onFailure ?? 'not said yet'
  const words =
    step.failure === 'retry' && step.retries !== undefined ? `retry ${step.retries} ${step.retries === 1 ? 'time' : 'times'}` : failureWords[step.failure]
  const whom = step.alert === undefined ? '' : step.failure === 'alert' ? ` ${step.alert}` : `, alert ${step.alert}`
  return `${words}${whom}${step.onFailure === undefined ? '' : `. ${step.onFailure}`}`
}
