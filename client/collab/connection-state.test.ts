// Rules of the words of the saved state.
import { describe, expect, test } from 'vitest'
import { closeCodes } from '../../shared/api/wire.ts'
import { describeConnection, describeRefusal, type ConnectionFacts } from './connection-state.ts'

const calm: ConnectionFacts = {
  ready: true,
  loadFailure: undefined,
  refusal: undefined,
  connected: true,
  tried: true,
  unsaved: 0,
  kept: true,
  slow: false,
  cannotSave: false,
}

describe('the saved state', () => {
  test.each<{ facts: Partial<ConnectionFacts>; status: string; message: string }>([
    { facts: {}, status: 'saved', message: 'Saved' },
    { facts: { unsaved: 1 }, status: 'saving', message: 'Saving 1 change' },
    { facts: { unsaved: 3 }, status: 'saving', message: 'Saving 3 changes' },
    { facts: { unsaved: 3, slow: true }, status: 'saving', message: 'Not saved yet. The server does not confirm; 3 changes kept on this computer' },
    { facts: { connected: false, unsaved: 12 }, status: 'offline', message: 'Offline. 12 changes are kept on this computer' },
    { facts: { connected: false, unsaved: 12, kept: false }, status: 'offline', message: 'Offline. 12 changes are in this tab only: keep it open' },
    {
      facts: { connected: false, unsaved: 2, cannotSave: true },
      status: 'offline',
      message: 'Not saved. The server cannot write to its disk and is tried again; 2 changes are kept on this computer',
    },
    { facts: { ready: false }, status: 'loading', message: 'Loading' },
    // While the first connection is on its way the page does not call itself offline.
    { facts: { connected: false, tried: false }, status: 'saved', message: 'Saved' },
  ])('says "$message"', ({ facts, status, message }) => {
    expect(describeConnection({ ...calm, ...facts })).toMatchObject({ status, message })
  })
  test('a refusal wins over everything and says what to do', () => {
    const refusal = describeRefusal(closeCodes.notSignedIn, '')
    expect(describeConnection({ ...calm, unsaved: 2, connected: false, refusal })).toMatchObject({ status: 'refused', remedy: 'sign-in', unsaved: 2 })
  })
  test('every close code that is final for a copy has its own words', () => {
    const words = Object.values(closeCodes)
      .filter((code) => code >= 4400 && code < 4500)
      .map((code) => describeRefusal(code, 'reason').message)
    expect(new Set(words).size).toBe(words.length)
    expect(words.filter((word) => word.includes('(reason)'))).toEqual([])
  })
})
