// The only place that knows which day it is here, for plans: an ISO day of the local calendar (2026-11-22).
import { useSyncExternalStore } from 'react'

const EVERY_MINUTE = 60_000

export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Renders again when the day is over. */
export function useToday(): string {
  return useSyncExternalStore(everyMinute, () => dayOf(new Date()))
}

function everyMinute(listener: () => void): () => void {
  const timer = setInterval(listener, EVERY_MINUTE)
  return () => clearInterval(timer)
}
