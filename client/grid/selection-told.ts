// Tells the page and screen readers what is selected: at most once a frame, and only what is new.
import { countCells, isSameSelected, printSelected, type Selected } from './selected.ts'

type Setting = { readonly onSelect: (selected: Selected | undefined) => void; readonly speak: (message: string) => void }

export type SelectionTold = { readonly soon: () => void; readonly close: () => void }

export function tellSelection(selected: () => Selected | undefined, { onSelect, speak }: Setting): SelectionTold {
  let frame: number | undefined
  let told: Selected | undefined
  let spoken = ''

  function tell(): void {
    frame = undefined
    const now = selected()
    if (isSameSelected(now, told)) return
    told = now
    onSelect(now)
    const words = now === undefined || countCells(now) === 1 ? '' : printSelected(now)
    if (words !== spoken && words !== '') speak(`${words} selected`)
    spoken = words
  }

  return {
    soon() {
      frame ??= requestAnimationFrame(tell)
    },
    close() {
      if (frame !== undefined) cancelAnimationFrame(frame)
    },
  }
}
