// Which of the offered words fit what was typed so far, best first, and where in them it stands. Pure.
import { mergeRanges } from '../ui/marked-text.tsx'

/** One thing that may be typed in a cell. `aside` and `note` stand beside it; `also` is found too but not shown. */
export type Choice = {
  readonly text: string
  readonly aside?: string
  readonly note?: string
  readonly also?: string
  /** From and to of what was typed, where it stands in the text; in order. */
  readonly marks?: readonly (readonly [number, number])[]
  /** One of its values. */
  readonly sample?: string
  /** Who has it already. */
  readonly used?: string
  /** Offered before anything was typed, because it is likely. */
  readonly likely?: true
  /** What was typed stands in what is known of it, not in its name: never chosen by itself. */
  readonly weak?: true
}

/** What fits what is typed: as many as are shown, and how many there are. */
export type Offer = { readonly shown: readonly Choice[]; readonly total: number }
export type ChoiceList = (typed: string) => Offer

export const MOST_SHOWN = 50

export const NO_CHOICES: ChoiceList = () => ({ shown: [], total: 0 })

/** A short list, searched as a whole with every letter. */
export function choiceList(choices: readonly Choice[]): ChoiceList {
  return (typed) => {
    const found = findChoices(choices, typed)
    return { shown: found.slice(0, MOST_SHOWN).map((choice) => ({ ...choice, marks: findMarks(choice.text, typed) })), total: found.length }
  }
}

/** Everything in its own order for an empty text; else exact, then by last name, then by any part, ties in their own order. */
export function findChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = loose(typed.trim())
  if (wanted === '') return choices
  const ranked: { choice: Choice; rank: number; at: number }[] = []
  choices.forEach((choice, at) => {
    const rank = rankOf(choice, wanted)
    if (rank !== undefined) ranked.push({ choice, rank, at })
  })
  return ranked.sort((a, b) => a.rank - b.rank || a.at - b.at).map(({ choice }) => choice)
}

function rankOf(choice: Choice, wanted: string): number | undefined {
  const text = loose(choice.text)
  if (text === wanted) return 0
  const last = loose(choice.text.slice(choice.text.lastIndexOf('.') + 1))
  if (last === wanted) return 1
  if (last.startsWith(wanted)) return 2
  if (text.startsWith(wanted)) return 3
  if (text.includes(wanted)) return 4
  return choice.also !== undefined && loose(choice.also).includes(wanted) ? 5 : undefined
}

/** Each word and each part of a path that was typed, where it stands last: the last name says the most. */
export function findMarks(text: string, typed: string): readonly (readonly [number, number])[] {
  const letters: number[] = []
  let small = ''
  for (let at = 0; at < text.length; at++) {
    const letter = loose(text[at] ?? '')
    if (letter.length !== 1) continue
    letters.push(at)
    small += letter
  }
  const whole = loose(typed)
  const words = whole !== '' && small.includes(whole) ? [whole] : typed.split(/[\s.]+/).map(loose)
  const found: [number, number][] = []
  for (const word of words) {
    const at = word === '' ? -1 : small.lastIndexOf(word)
    if (at >= 0) found.push([letters[at] ?? 0, (letters[at + word.length - 1] ?? 0) + 1])
  }
  return mergeRanges(found)
}

/** People do not remember case, underscores and blanks. */
function loose(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, '')
}
