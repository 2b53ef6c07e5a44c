// The words of the business side: parts with their guidance, priorities, kinds of steps.
import type { Step, UseCase, UseCasePart } from '../../shared/project/use-case.ts'
import type { IconName } from '../ui/icon.tsx'

export type PartWords = {
  readonly title: string
  /** One item, as a label. */
  readonly one: string
  /** What belongs here. */
  readonly guidance: string
  readonly notHere: string
  readonly add: string
}

export const partWords: Readonly<Record<UseCasePart, PartWords>> = {
  outcome: {
    title: 'Outcomes',
    one: 'Outcome',
    guidance: 'What is true for people once this works. One sentence each, so that somebody could say “yes, it is so”.',
    notHere: 'how it works: endpoints, fields, systems talking to each other.',
    add: 'Add an outcome',
  },
  strategy: {
    title: 'Strategy',
    one: 'Strategy',
    guidance: 'Which goal of the business or the product this serves, and how.',
    notHere: 'the plan of the project, or what is technically nice to have.',
    add: 'Add a goal it serves',
  },
  measure: {
    title: 'Measures',
    one: 'Measure',
    guidance: 'How one sees that an outcome is reached: a number, how it is now, what it should be, and by when.',
    notHere: 'tests of the software, and numbers that nobody can look up.',
    add: 'Add a measure',
  },
  exclusion: {
    title: 'Will not help with',
    one: 'Will not help with',
    guidance: 'What people may expect from this and will not get. It saves the argument later.',
    notHere: 'fields that are left out: they have their reason in the field map.',
    add: 'Add what is left out',
  },
}

export const priorityWords: Readonly<Record<NonNullable<UseCase['priority']>, string>> = {
  must: 'Must have',
  should: 'Should have',
  could: 'Could have',
  later: 'Later',
}

export const stepWords: Readonly<Record<Step['kind'], { readonly word: string; readonly icon: IconName }>> = {
  trigger: { word: 'Trigger', icon: 'trigger' },
  retrieve: { word: 'Retrieve', icon: 'retrieve' },
  transform: { word: 'Transform', icon: 'transform' },
  send: { word: 'Send', icon: 'send' },
  decide: { word: 'Decide', icon: 'decide' },
  wait: { word: 'Wait', icon: 'wait' },
  notify: { word: 'Notify', icon: 'notify' },
}
