// The questions that stand at one place (a use case, a step, a test case ...): asked, answered and closed there.
export type PlaceQuestionsProps = {
  /** An address of shared/review/place.ts. */
  readonly at: string
}

export function PlaceQuestions(_props: PlaceQuestionsProps) {
  return null
}
