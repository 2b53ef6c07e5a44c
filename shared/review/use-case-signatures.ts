// Whose signatures stand below a use case, and whether they still mean what it says: the only place that reads them. Pure.
import type { Project } from '../project/project.ts'
import type { SignOff } from '../project/review-parts.ts'
import { fingerprintOfUseCase } from './signed-content.ts'

export type Signature = {
  /** Person id. */
  readonly person: string
  /** One of those whose signatures it takes; others may have signed as well. */
  readonly isAsked: boolean
  /** The newest that was not withdrawn. */
  readonly signOff?: SignOff
  /** The words are others than those that were signed. */
  readonly isChanged: boolean
}

export type Signatures = {
  /** Those who are asked, in their order; then others who signed, in the order they did. */
  readonly list: readonly Signature[]
  /** Of what the use case says now. */
  readonly content: string
  /** Of those asked: how many signed what it says now. */
  readonly valid: number
  readonly asked: number
  /** Somebody signed, and the words have changed since. */
  readonly isChanged: boolean
}

export function readSignatures(
  project: Pick<Project, 'useCases' | 'useCaseItems' | 'steps' | 'attachments' | 'signOffs' | 'people'>,
  useCase: string,
): Signatures {
  const own = project.useCases.find(({ id }) => id === useCase)
  const content = fingerprintOfUseCase(project, useCase)
  const newest = new Map<string, SignOff>()
  for (const signOff of project.signOffs) {
    if (signOff.deleted === true || signOff.useCase !== useCase) continue
    const before = newest.get(signOff.person)
    if (before === undefined || before.at < signOff.at) newest.set(signOff.person, signOff)
  }
  const people = new Set(project.people.flatMap(({ id, deleted }) => (deleted === true ? [] : [id])))
  // Who left the project cannot sign any more; who signed before leaving still did.
  const asked = [...new Set(own?.signers ?? [])].filter((person) => people.has(person) || newest.has(person))
  const others = [...newest.values()].filter(({ person }) => !asked.includes(person)).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const list = [...asked.map((person) => [person, true] as const), ...others.map(({ person }) => [person, false] as const)].map(
    ([person, isAsked]): Signature => {
      const signOff = newest.get(person)
      return { person, isAsked, isChanged: signOff !== undefined && signOff.content !== content, ...(signOff === undefined ? {} : { signOff }) }
    },
  )
  return {
    list,
    content,
    valid: list.filter((one) => one.isAsked && one.signOff !== undefined && !one.isChanged).length,
    asked: asked.length,
    isChanged: list.some((one) => one.isChanged),
  }
}
