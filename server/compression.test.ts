// Tests of compression: the encoding a client accepts, and one run for many who ask.
import { expect, test } from 'vitest'
import { chooseEncoding, createCompression } from './compression.ts'

test.each([
  { given: undefined, want: undefined },
  { given: '', want: undefined },
  { given: 'gzip, deflate, br', want: 'br' },
  { given: 'gzip;q=1.0, br;q=0', want: 'gzip' },
  { given: 'GZIP', want: 'gzip' },
  { given: 'identity, brotli', want: undefined },
  { given: 'br;q=0.000', want: undefined },
])('$given gets $want', ({ given, want }) => {
  expect(chooseEncoding(given)).toBe(want)
})

test('fifty who ask for the same state at once wait for one run', async () => {
  const compression = createCompression()
  const bytes = Buffer.from('state '.repeat(10_000))
  const all = await Promise.all(Array.from({ length: 50 }, () => compression.compress(bytes, 'br', 'p1.7')))
  expect(new Set(all).size).toBe(1)
  expect(await compression.compress(bytes, 'br', 'p1.8')).not.toBe(all[0])
  expect(await compression.compress(bytes, 'gzip', 'p1.7')).not.toBe(all[0])
})
