// The calm message of an open editor when somebody else changes the cell meanwhile, with the way to take theirs. Never closes the editor by itself.

/** `shown`: as the cell shows it now, `text`: as the editor would begin with it. `who`: where that is known yet. */
export type Meanwhile = { readonly shown: string; readonly text: string; readonly who?: string; readonly isDeleted?: true }

export type MeanwhileMessage = {
  readonly element: HTMLElement
  /** `isMine`: the person has typed something that Enter would keep. */
  readonly tell: (change: Meanwhile, isMine: boolean) => void
  readonly isShown: () => boolean
}

const LONGEST = 80

export function createMeanwhile(onTake: () => void): MeanwhileMessage {
  const element = document.createElement('div')
  element.className = 'gx-meanwhile'
  element.setAttribute('role', 'status')
  element.hidden = true
  const words = document.createElement('span')
  const take = document.createElement('button')
  take.type = 'button'
  take.tabIndex = -1
  // The text keeps the focus.
  take.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    event.stopPropagation()
  })
  take.addEventListener('click', (event) => {
    event.stopPropagation()
    onTake()
  })
  element.append(words, take)
  return {
    element,
    tell: (change, isMine) => {
      words.replaceChildren(...wordsOf(change, isMine))
      take.textContent = change.isDeleted === true ? 'Leave it deleted (Alt+T)' : 'Take theirs (Alt+T)'
      take.hidden = !isMine
      element.hidden = false
    },
    isShown: () => !element.hidden,
  }
}

function wordsOf({ shown, who = 'A colleague', isDeleted }: Meanwhile, isMine: boolean): (string | Node)[] {
  if (isDeleted === true) return [isMine ? `${who} deleted this row meanwhile. Enter brings it back with your text. ` : `${who} deleted this row just now.`]
  const end = isMine ? ' meanwhile. Enter keeps yours. ' : ' just now.'
  if (shown === '') return [`${who} cleared this${end}`]
  const value = document.createElement('code')
  value.textContent = shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown
  return [`${who} changed this to `, value, end]
}
