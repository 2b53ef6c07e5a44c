// Whether what somebody typed about a system holds a secret. The only place for that guess: the page warns and refuses nothing, exports leave it out.
import { findSensitivity } from '../schema/sensitive.ts'

/** `password: hunter2`, `client secret = abcdef`: one word or one with a digit. Words about it (`Token: held by Ana`, `the key is in the vault`) are none. */
const NAMED = /\b(?:password|passwd|passphrase|secret|token|api[ _-]?key|access[ _-]?key)\b\s*[:=]\s*(?!https?:)(?:\S{4,}\s*$|\S*\d\S*)/im
/** As keys are made: long, letters and digits mixed, no words. */
const LONGEST_WORD = 24

export function looksLikeSecret(text: string): boolean {
  if (text.length < 8) return false
  if (NAMED.test(text) || findSensitivity('', [text.trim()]) === 'secret') return true
  const words = text.split(/[\s,;"'<>()]+/).filter((word) => word !== '')
  return words.some((word, at) => {
    if (findSensitivity('', [word]) === 'secret' || findSensitivity('', [`${words[at - 1] ?? ''} ${word}`]) === 'secret') return true
    return isMadeKey(word)
  })
}

function isMadeKey(word: string): boolean {
  if (word.length < LONGEST_WORD || !/^[A-Za-z0-9+/=_-]+$/.test(word)) return false
  const digits = word.replaceAll(/\D/g, '').length
  return digits >= 4 && /[A-Za-z]/.test(word) && digits < word.length && !/^[\d-]+$/.test(word)
}
