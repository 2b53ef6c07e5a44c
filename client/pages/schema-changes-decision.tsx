// The buttons of a decision, side by side: one is pressed, or none.
import type { Choice, Decided } from '../../shared/review/schema-impact.ts'
import { Icon } from '../ui/icon.tsx'

export type DecisionButtonsProps = {
  readonly choices: readonly Choice[]
  readonly decision: Decided | undefined
  readonly label: string
  readonly readOnly: boolean
  /** In a row the keyboard reaches them by keys of the list. */
  readonly inRow?: boolean
  readonly onChoose: (choice: Choice) => void
}

export function DecisionButtons({ choices, decision, label, readOnly, inRow = false, onChoose }: DecisionButtonsProps) {
  if (choices.length === 0) return <span className="s11 t3">each on its own, at the right</span>
  return (
    <span className="choice-buttons" role="group" aria-label={label}>
      {choices.map((choice, at) => {
        const isPressed = decision?.choice === choice.choice
        return (
          <button
            key={choice.choice}
            type="button"
            aria-pressed={isPressed}
            disabled={readOnly}
            tabIndex={inRow ? -1 : undefined}
            title={`${choice.sentence}${inRow ? ` (${at + 1} or ${keyOfChoice(choice)})` : ''}`}
            onClick={(event) => {
              event.stopPropagation()
              onChoose(choice)
            }}
          >
            {isPressed && <Icon name="check" size={12} />}
            {choice.label}
          </button>
        )
      })}
    </span>
  )
}

const keys: Readonly<Record<Choice['choice'], string>> = { follow: 'F', keep: 'K', remap: 'R', drop: 'D' }

export function keyOfChoice({ choice }: Choice): string {
  return keys[choice]
}

/** The choice that a key stands for: its place from 1, or the letter of what it does. */
export function choiceOfKey(choices: readonly Choice[], key: string): Choice | undefined {
  return choices.find((choice, at) => key === String(at + 1) || key.toUpperCase() === keyOfChoice(choice))
}
