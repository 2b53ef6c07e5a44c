// One change as a sentence, for the problem it leaves on what nobody decided. The only place for it.
import { printObjectAddress } from '../schema/fields.ts'
import type { ChangePlace, SchemaChange } from '../schema/schema-change.ts'

/** `version`: of the new description, as people call it. */
export function changeSentence(change: SchemaChange, version: string): string {
  const name = nameOf(change)
  switch (change.kind) {
    case 'added':
      return `${name} is new in ${version}.`
    case 'removed':
      return `${name} is gone in ${version}.`
    case 'renamed':
      return `${name} is called ${change.to === undefined ? 'otherwise' : printChanged({ ...change, place: change.to })} in ${version}.`
    case 'retyped':
      return `${name} has another type in ${version}: ${change.words}.`
    case 'now-required':
      return `${name} is required in ${version}.`
    case 'now-optional':
      return `${name} is optional in ${version}.`
    case 'now-nullable':
      return `${name} may be null in ${version}.`
    case 'never-null':
      return `${name} may not be null in ${version}.`
    case 'limits':
      return `${name} has other limits in ${version}: ${change.words}.`
    case 'enum':
      return `${name} has other values in ${version}: ${change.words}.`
    case 'read-only':
      return `${name} is ${change.words} in ${version}.`
    case 'deprecated':
      return `${name} is ${change.words} in ${version}.`
    case 'description':
      return `${name} is described otherwise in ${version}.`
  }
}

function nameOf(change: SchemaChange): string {
  return printChanged(change)
}

function printChanged({ what, endpoint, place }: Pick<SchemaChange, 'what' | 'endpoint'> & { readonly place: ChangePlace }): string {
  if (what === 'endpoint') return `\`${place.object.kind === 'object' ? place.object.name : place.object.endpoint}\``
  if (what === 'parameter') return `The parameter \`${place.path}\` of \`${endpoint ?? ''}\``
  if (what === 'object' || place.path === '') return `\`${printObjectAddress(place.object)}\``
  return `\`${place.path}\` of ${printObjectAddress(place.object)}`
}
