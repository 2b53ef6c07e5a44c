// From what is typed to one of the project's people: somebody who is there already, or somebody new. Pure.
import type { Person } from '../../shared/project/people-and-systems.ts'

export type NamedPerson = { readonly known: Person } | { readonly name: string; readonly role?: string }

/** `Ana Duarte, bookkeeper`: what follows the first comma is the role. Undefined: no name was typed. Names are compared without case. */
export function readNamedPerson(text: string, people: readonly Person[]): NamedPerson | undefined {
  const comma = text.indexOf(',')
  const name = (comma < 0 ? text : text.slice(0, comma)).trim().replaceAll(/\s+/g, ' ')
  const role = comma < 0 ? '' : text.slice(comma + 1).trim()
  if (name === '') return undefined
  const known = findPersonByName(people, name)
  if (known !== undefined) return { known }
  return role === '' ? { name } : { name, role }
}

/** Without case; undefined for an empty name. */
export function findPersonByName(people: readonly Person[], name: string): Person | undefined {
  const wanted = name.trim().toLowerCase()
  return wanted === '' ? undefined : people.find((person) => person.name.trim().toLowerCase() === wanted)
}

/** "Ana Duarte, bookkeeper"; the name alone without a role. */
export function printPerson({ name, role }: Pick<Person, 'name' | 'role'>): string {
  return role === undefined || role === '' ? name : `${name}, ${role}`
}
