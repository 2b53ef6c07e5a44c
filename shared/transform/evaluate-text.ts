// The changes of a text as closures (SPEC.md, X rules). Positions and lengths count code points, so that no character is cut in two.
import { Failure, LONGEST_TEXT, MISSING } from './outcome.ts'
import type { TextStep } from './transform.ts'

type Change = (text: string) => string | typeof MISSING | Failure

export function compileTextSteps(steps: readonly TextStep[]): Change {
  const changes = steps.map(compileStep)
  return (text) => {
    let changed = text
    for (const change of changes) {
      const next = change(changed)
      if (typeof next !== 'string') return next
      changed = next
    }
    return changed
  }
}

function compileStep(step: TextStep): Change {
  switch (step.do) {
    case 'trim':
      return (text) => text.trim()
    case 'upper':
      return (text) => text.toUpperCase()
    case 'lower':
      return (text) => text.toLowerCase()
    case 'pad':
      return (text) => pad(text, step.side, step.length, step.with)
    case 'slice':
      return (text) => slice(text, step.start, step.length)
    case 'before':
      return (text) => {
        const at = text.indexOf(step.text)
        return at < 0 ? text : text.slice(0, at)
      }
    case 'after':
      return (text) => {
        const at = text.indexOf(step.text)
        return at < 0 ? text : text.slice(at + step.text.length)
      }
    case 'part':
      return (text) => text.split(step.separator).at(step.index) ?? MISSING
    case 'replace':
      return (text) => replace(text, step.find, step.by)
  }
}

function pad(text: string, side: 'start' | 'end', length: number, filling: string): string {
  const gap = length - [...text].length
  if (gap <= 0) return text
  const fill = [...filling.repeat(Math.ceil(gap / [...filling].length))].slice(0, gap).join('')
  return side === 'start' ? fill + text : text + fill
}

function slice(text: string, start: number, length: number | undefined): string {
  const characters = [...text]
  const from = start < 0 ? Math.max(characters.length + start, 0) : start
  return characters.slice(from, length === undefined ? undefined : from + length).join('')
}

/** Refused before the text is made, which could be longer than memory. */
function replace(text: string, find: string, by: string): string | Failure {
  const parts = text.split(find)
  const length = text.length + (parts.length - 1) * (by.length - find.length)
  return by.length > find.length && length > LONGEST_TEXT ? new Failure('too-long', length) : parts.join(by)
}
