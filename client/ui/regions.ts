// The parts of a page that F6 and Shift+F6 go through: any element with `data-region`, in the order of the document.
import { useCallback, useRef } from 'react'

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled):not([type="hidden"]):not([hidden]), select, textarea, [tabindex="0"]'
const ENTER = 'enter-region'

/** As long as the frame is shown. A region that was left is entered again where it was left. */
export function walkRegions(): () => void {
  const left = new WeakMap<Element, HTMLElement>()
  const onFocus = (event: FocusEvent) => {
    const region = event.target instanceof HTMLElement ? event.target.closest('[data-region]') : null
    if (region !== null && event.target instanceof HTMLElement) left.set(region, event.target)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'F6' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
    if (document.querySelector('[role="dialog"][aria-modal="true"], dialog[open]') !== null) return
    const regions = listRegions()
    if (regions.length === 0) return
    event.preventDefault()
    const at = regions.findLastIndex((region) => region.contains(document.activeElement))
    const step = event.shiftKey ? -1 : 1
    const next = regions[at < 0 ? (step > 0 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length]
    if (next !== undefined) enter(next, left.get(next))
  }
  window.addEventListener('keydown', onKey)
  document.addEventListener('focusin', onFocus)
  return () => {
    window.removeEventListener('keydown', onKey)
    document.removeEventListener('focusin', onFocus)
  }
}

/** A region all of whose controls are in regions inside it is gone through by these alone. */
function listRegions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.getClientRects().length > 0 && (region.querySelector('[data-region]') === null || firstOf(region) !== undefined),
  )
}

function firstOf(region: HTMLElement): HTMLElement | undefined {
  return [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (element) => element.closest('[data-region]') === region && element.getClientRects().length > 0,
  )
}

function enter(region: HTMLElement, left: HTMLElement | undefined): void {
  // A region may know better where one enters it: a grid has a cell in focus.
  if (!region.dispatchEvent(new CustomEvent(ENTER, { cancelable: true }))) return
  const target = left?.isConnected === true && region.contains(left) && left.getClientRects().length > 0 ? left : (firstOf(region) ?? region)
  if (target === region && !region.hasAttribute('tabindex')) region.tabIndex = -1
  target.focus()
}

/** For a region that knows where one enters it. */
export function useRegionEntry(focus: () => void): (element: HTMLElement | null) => (() => void) | undefined {
  const latest = useRef(focus)
  latest.current = focus
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const onEnter = (event: Event) => {
      event.preventDefault()
      latest.current()
    }
    element.addEventListener(ENTER, onEnter)
    return () => element.removeEventListener(ENTER, onEnter)
  }, [])
}
