// Who uses the result of a step: what says so before it is renamed, moved or deleted. Pure.
import { stepsOf } from '../../shared/mapping/step-context.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import type { Step } from '../../shared/project/use-case.ts'
import { placeAddress } from '../../shared/review/place.ts'
import { printName } from '../../shared/schema/field-path.ts'
import { listReferences } from './step-parameters.ts'

/** `how`: by reference (a value names the step), or by the name of its result. */
export type StepUser = { readonly step: Step; readonly position: number; readonly how: 'reference' | 'name' | 'map' }

/** Other steps of its use case, in their order. */
export function listUsers(project: Project, step: Step): StepUser[] {
  return stepsOf(project, step.useCase).flatMap((other, at): StepUser[] => {
    if (other.id === step.id) return []
    const how = howUsed(project, step, other)
    return how === undefined ? [] : [{ step: other, position: at + 1, how }]
  })
}

function howUsed(project: Project, step: Step, other: Step): StepUser['how'] | undefined {
  const parts = [other.parameters, other.condition, other.lookup?.parameters, other.lookup?.where, other.update?.parameters]
  if (parts.some((part) => listReferences(part).includes(step.id))) return 'reference'
  const name = step.result ?? (step.kind === 'trigger' ? 'trigger' : step.title)
  if (parts.some((part) => formulasIn(part).some((text) => text.includes(printName(name))))) return 'name'
  if (other.fieldMap === undefined) return undefined
  if (step.kind === 'transform' && other.kind === 'send' && other.fieldMap === step.fieldMap) return 'map'
  const inputs = project.mapInputs.filter((input) => input.fieldMap === other.fieldMap && input.deleted !== true)
  return inputs.some((input) => input.fromStep === step.id || (input.fromStep === undefined && step.result !== undefined && input.name === step.result))
    ? 'map'
    : undefined
}

function formulasIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(formulasIn)
  if (typeof part !== 'object' || part === null) return []
  if ('test' in part && part.test === 'formula' && 'text' in part && typeof part.text === 'string') return [part.text]
  return Object.values(part).flatMap(formulasIn)
}

/** What is affected when it goes: a line each. Empty: nothing. */
export function tellDeletion(project: Project, step: Step): string[] {
  const users = listUsers(project, step).map((user) => `Step ${user.position}, ${user.step.title}, uses its result.`)
  const inputs = project.mapInputs.filter((input) => input.fromStep === step.id && input.deleted !== true)
  const maps = inputs.flatMap((input) => project.fieldMaps.filter((map) => map.id === input.fieldMap && map.deleted !== true))
  const at = placeAddress('step', step.id)
  const open = project.questions.filter((question) => question.at === at && question.deleted !== true)
  return [
    ...users,
    ...maps.map((map) => `${printNumber('fieldMaps', map.number)} ${map.name} takes an input from it.`),
    ...(open.length === 0 ? [] : [`${open.length === 1 ? 'A question stands' : `${open.length} questions stand`} at it.`]),
  ]
}

/** `Used by step 4 Order → Contact and step 6 Order → Invoice.` Empty: by none. */
export function tellUsers(users: readonly StepUser[]): string {
  const names = users.map(({ step, position }) => `step ${position} ${step.title}`)
  if (names.length === 0) return ''
  return `Used by ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`}.`
}
