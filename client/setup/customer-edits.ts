// From what is filled in for a customer to the cells that are written. Pure: ids and orders are arguments.
import { objectWrites, type CellWrite } from '../../shared/project/edits.ts'
import type { CustomerProfile } from '../../shared/project/people-and-systems.ts'
import type { Project } from '../../shared/project/project.ts'
import type { ConfigAnswer } from '../../shared/review/customer-form.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'

/** `value` undefined: the customer takes over the default again. A cleared answer is kept, marked, and comes back with the next one. */
export function answerWrites({ config, own }: ConfigAnswer, profile: string, value: JsonScalar | undefined, newId: () => string): CellWrite[] {
  if (value === undefined) return own === undefined ? [] : [{ home: 'profileValues', object: own.id, cell: 'deleted', value: true }]
  if (own !== undefined) return [{ home: 'profileValues', object: own.id, cell: 'value', value }]
  return objectWrites('profileValues', { id: newId(), profile, config: config.id, value })
}

export function takeUseCase(profile: CustomerProfile, useCase: string, taken: boolean): CellWrite[] {
  const others = (profile.withoutUseCases ?? []).filter((one) => one !== useCase)
  const next = taken ? others : [...others, useCase]
  return [{ home: 'customerProfiles', object: profile.id, cell: 'withoutUseCases', value: next.length === 0 ? undefined : next }]
}

/** Another customer with the same answers, to be changed where it differs. */
export function copyCustomer(project: Project, from: CustomerProfile, copy: Pick<CustomerProfile, 'id' | 'name' | 'order'>, newId: () => string): CellWrite[] {
  const values = project.profileValues.filter((own) => own.profile === from.id && own.deleted !== true)
  const entries = project.lookupEntries.filter((entry) => entry.profile === from.id && entry.deleted !== true)
  return [
    ...objectWrites('customerProfiles', { ...from, ...copy }),
    ...values.flatMap((own) => objectWrites('profileValues', { ...own, id: newId(), profile: copy.id })),
    ...entries.flatMap((entry) => objectWrites('lookupEntries', { ...entry, id: newId(), profile: copy.id })),
  ]
}
