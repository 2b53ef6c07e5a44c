// Which of the offered words fit what was typed so far, best first. Pure.

/** One thing that may be typed in a cell. `aside` and `note` stand beside it; `also` is found too but not shown. */
export type Choice = { readonly text: string; readonly aside?: string; readonly note?: string; readonly also?: string }

export const MOST_SHOWN = 50

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

/** People do not remember case, underscores and blanks. */
function loose(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, '')
}
