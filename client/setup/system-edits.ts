// What editing a system changes besides the one cell: days that follow a state, what goes with it when it is deleted, what still names it then.
import type { CellWrite } from '../../shared/project/edits.ts'
import type { Environment, Prerequisite } from '../../shared/project/people-and-systems.ts'
import type { Project } from '../../shared/project/project.ts'
import type { Access, AskedState } from './system-words.ts'

/** A new state brings today as its day, where nobody wrote one; a day that stands is left. */
export function accessWrites(environment: Environment, access: Access, today: string): CellWrite[] {
  return stateWrites('environments', environment, 'access', access, today)
}

export function askedWrites(prerequisite: Prerequisite, state: AskedState, today: string): CellWrite[] {
  return stateWrites('prerequisites', prerequisite, 'state', state, today)
}

function stateWrites(
  home: 'environments' | 'prerequisites',
  { id, requestedOn = '', grantedOn = '' }: Environment | Prerequisite,
  cell: 'access' | 'state',
  state: Access | AskedState,
  today: string,
): CellWrite[] {
  const day = state === 'requested' && requestedOn === '' ? 'requestedOn' : state === 'granted' && grantedOn === '' ? 'grantedOn' : undefined
  return [{ home, object: id, cell, value: state }, ...(day === undefined ? [] : [{ home, object: id, cell: day, value: today }])]
}

type Parts = Pick<Project, 'environments' | 'prerequisites' | 'schemas' | 'steps' | 'testRuns'>

/** Its environments and prerequisites go with it: nothing shows them without. Undo brings all of them back. */
export function systemDeletion({ environments, prerequisites }: Parts, system: string): CellWrite[] {
  const gone = (home: CellWrite['home'], object: string): CellWrite => ({ home, object, cell: 'deleted', value: true })
  return [
    gone('systems', system),
    ...environments.filter((one) => one.system === system).map(({ id }) => gone('environments', id)),
    ...prerequisites.filter((one) => one.system === system).map(({ id }) => gone('prerequisites', id)),
  ]
}

/** One line for each kind of thing that deleting the system touches; empty: nothing. Lists hold what is not deleted. */
export function describeSystemUses({ environments, prerequisites, schemas, steps, testRuns }: Parts, system: string): string[] {
  const own = environments.filter((one) => one.system === system)
  const ids = new Set(own.map(({ id }) => id))
  return [
    line(own.length, ['environment', 'environments'], ['is deleted with it', 'are deleted with it']),
    line(prerequisites.filter((one) => one.system === system).length, ['prerequisite', 'prerequisites'], ['is deleted with it', 'are deleted with it']),
    line(schemas.filter((one) => one.system === system).length, ['schema', 'schemas'], ['stays, without a system', 'stay, without a system']),
    line(
      steps.filter((one) => one.system === system).length,
      ['step', 'steps'],
      ['names it and has to be given another', 'name it and have to be given another'],
    ),
    line(countRuns(testRuns, ids), ['test run', 'test runs'], ['was made in its environments', 'were made in its environments']),
  ].filter((words) => words !== undefined)
}

/** Undefined: nothing refers to it. */
export function describeEnvironmentUses(testRuns: Parts['testRuns'], environment: string): string | undefined {
  return line(countRuns(testRuns, new Set([environment])), ['test run', 'test runs'], ['names it', 'name it'])
}

function countRuns(testRuns: Parts['testRuns'], environments: ReadonlySet<string>): number {
  return testRuns.filter((run) => run.environment !== undefined && environments.has(run.environment)).length
}

type OneAndMany = readonly [string, string]

function line(count: number, [one, many]: OneAndMany, [ofOne, ofMany]: OneAndMany): string | undefined {
  if (count === 0) return undefined
  return count === 1 ? `1 ${one} ${ofOne}` : `${count} ${many} ${ofMany}`
}
