// The words of the business side: parts with their guidance, priorities, kinds of steps.
import type { Step, UseCase, UseCasePart } from '../../shared/project/use-case.ts'
import type { IconName } from '../ui/icon.tsx'

export const partWords: Readonly<Record<UseCasePart, { readonly title: string; readonly guidance: string; readonly add: string }>> = {
  outcome: {
    title: 'Outcomes',
    guidance: 'What is true for the people involved once this works. One sentence each, without technology.',
    add: 'Add an outcome',
  },
  strategy: { title: 'Strategy', guidance: 'Which goal of the business or the product this serves, and how.', add: 'Add a goal it serves' },
  measure: { title: 'Measures', guidance: 'How one sees that an outcome is reached: a number, how it is now, and what it should be.', add: 'Add a measure' },
  exclusion: {
    title: 'Will not help with',
    guidance: 'What people may expect from this and will not get. It saves the argument later.',
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
