// What browser cases measure in a page: when a tree is first painted, and how long after each keystroke its answer is.
import type { Locator, Page } from '@playwright/test'

/** Runs in the page: when the first row of the tree has been painted, since the page's start. */
export function watchTree(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('[role=treeitem]') === null) return
    observer.disconnect()
    requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(window, { treePaintedAt: performance.now() })))
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** From each keystroke to the frame that shows its answer. */
export async function measureKeystrokes(page: Page, input: Locator, texts: readonly string[]): Promise<number[]> {
  await input.evaluate((element) => {
    const times: number[] = []
    Object.assign(window, { keystrokes: times })
    element.addEventListener('input', (event) => {
      const since = event.timeStamp
      // What React draws for the event is in the next frame; a task behind it runs when that is painted.
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - since)))
    })
  })
  for (const text of texts) {
    await input.fill('')
    for (const letter of text) {
      await input.press(letter === ' ' ? 'Space' : letter)
      await page.waitForTimeout(40)
    }
  }
  await page.waitForTimeout(300)
  return page.evaluate(() => (window as unknown as { keystrokes: number[] }).keystrokes)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
