// What people can do with questions, wherever they stand: given to all parts that show them, so that they look and work the same everywhere.
import type { Person } from '../../shared/project/people-and-systems.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import type { FoundPlace } from '../../shared/review/questions-places.ts'
import type { Asked } from '../../shared/review/questions.ts'

/** The places of the project as people know them; addresses as in shared/review/place.ts. */
export type QuestionPlaces = {
  readonly nameOf: (address: string) => string
  /** Undefined: there is nothing to go to. */
  readonly linkOf: (address: string) => string | undefined
  readonly linkOfQuestion: (question: string) => string
  readonly find: (text: string) => readonly FoundPlace[]
}

export type QuestionActs = {
  /** `comment`: ask and answer; `read`: neither. */
  readonly may: 'edit' | 'comment' | 'read'
  /** The name of whoever uses the page. */
  readonly me: string
  readonly people: readonly Person[]
  readonly places: QuestionPlaces
  /** False: it was refused, and that has been told. */
  readonly ask: (at: string, asked: Asked) => Promise<boolean>
  readonly change: (question: Question, asked: Asked) => void
  readonly answer: (question: Question, text: string) => Promise<boolean>
  readonly close: (question: Question) => void
  readonly reopen: (question: Question) => void
  readonly remove: (question: Question) => void
  /** Where an answer can go into a note: whether one stands there already. */
  readonly noteOf: (question: Question) => 'add' | 'use' | undefined
  readonly useAsNote: (question: Question) => void
}

/** An answer may be put better by who gave it; another's stands, unless one may edit. */
export function mayAnswer({ may, me }: Pick<QuestionActs, 'may' | 'me'>, { status = 'open', answeredBy }: Question): boolean {
  if (may === 'edit') return true
  return may === 'comment' && (status === 'open' || (status === 'answered' && answeredBy === me))
}
