// Follows a colleague from page to page, and ends it as soon as the person does something of their own. Inside a field map the map follows.
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useFollowing, useOthers, useProject } from '../collab/project-context.tsx'
import { showNotice } from '../ui/notices.tsx'
import { findWindow, pageOf, tellWhere } from './whereabouts.ts'

/** A colleague whose connection broke comes back within this, or has left. Milliseconds. */
const COMES_BACK = 6_000

export function FollowBar() {
  const { presence, project, store } = useProject()
  const person = useFollowing()
  const others = useOthers()
  const [location, navigate] = useLocation()
  const other = person === undefined ? undefined : findWindow(others, person)
  const page = pageOf(other?.at, project)
  const name = useRef('')
  if (other !== undefined) name.current = other.user.name
  const isHere = other !== undefined
  useEffect(() => {
    if (page !== undefined && page !== location) navigate(page)
  }, [page, location, navigate])
  useEffect(() => {
    if (person === undefined || isHere) return
    const timer = setTimeout(() => {
      presence.follow(undefined)
      showNotice(`${name.current} has left.`)
    }, COMES_BACK)
    return () => clearTimeout(timer)
  }, [person, isHere, presence])
  useEffect(() => (person === undefined ? undefined : onOwnDoing(() => presence.follow(undefined))), [person, presence])
  if (other === undefined) return null
  return (
    <div className="follow-bar" role="status" style={{ '--person': `var(--p${other.user.color})` } as React.CSSProperties}>
      <span className="ell">
        Following <b>{other.user.name}</b>
        <span className="t3">, {tellWhere(other.at, project, store)}</span>
      </span>
      <button type="button" className="link-button" onClick={() => presence.follow(undefined)}>
        Stop <kbd>Esc</kbd>
      </button>
    </div>
  )
}

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'])

/** A key, a click or the wheel. Esc does nothing else then. Answers how to stop listening. */
function onOwnDoing(stop: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (MODIFIERS.has(event.key)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
    }
    stop()
  }
  const onPointer = (event: Event) => {
    if (!(event.target instanceof Element && event.target.closest('.follow-bar, .people, [role="menu"]') !== null)) stop()
  }
  window.addEventListener('keydown', onKey, true)
  window.addEventListener('pointerdown', onPointer, true)
  window.addEventListener('wheel', onPointer, { capture: true, passive: true })
  return () => {
    window.removeEventListener('keydown', onKey, true)
    window.removeEventListener('pointerdown', onPointer, true)
    window.removeEventListener('wheel', onPointer, true)
  }
}
