// How the saved state looks and is spoken: shown at once, spoken at most once a second.
import { useEffect, useState } from 'react'
import { Icon } from './icon.tsx'
import { SeverityMark } from './marks.tsx'

export function SavedState({
  status,
  message,
  worrying,
}: {
  readonly status: 'loading' | 'saved' | 'saving' | 'offline' | 'refused'
  readonly message: string
  readonly worrying: boolean
}) {
  const spoken = useSlowed(message, 1_000)
  const tone = status === 'saved' ? 'done' : status === 'refused' ? 'err' : worrying ? 'warn' : ''
  return (
    <>
      <span className={`saved ${tone}`} aria-hidden="true" data-testid="saved-state">
        {status === 'refused' ? (
          <SeverityMark name="error" />
        ) : worrying ? (
          <SeverityMark name="warning" />
        ) : (
          <Icon name={status === 'saved' ? 'check' : 'clock'} size={14} />
        )}
        {message}
      </span>
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </>
  )
}

/** The value of at least `wait` milliseconds ago where it changes often. */
function useSlowed(value: string, wait: number): string {
  const [slowed, setSlowed] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSlowed(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return slowed
}
