import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkAddress, findSafeAddress, nameAddress } from './link-address.ts'

test.each([
  { given: 'https://docs.example.com/a?b=c#d', want: 'https://docs.example.com/a?b=c#d' },
  { given: '  docs.example.com/a ', want: 'https://docs.example.com/a' },
  { given: '//docs.example.com', want: 'https://docs.example.com' },
  { given: 'docs.example.com:8443/a', want: 'https://docs.example.com:8443/a' },
  { given: 'ana@harborlane.example', want: 'mailto:ana@harborlane.example' },
  { given: 'mailto:ana@harborlane.example', want: 'mailto:ana@harborlane.example' },
])('“$given” is a link', ({ given, want }) => {
  expect(checkAddress(given)).toEqual({ address: want })
})

test.each([
  { given: '', want: 'Type or paste' },
  { given: 'http://docs.example.com', want: 'not encrypted' },
  { given: 'javascript:alert(1)', want: 'not one of them' },
  { given: 'JaVaScRiPt:alert(1)', want: 'not one of them' },
  { given: 'data:text/html,<b>x</b>', want: 'not one of them' },
  { given: 'file:///etc/hosts', want: 'not one of them' },
  { given: 'vbscript:x', want: 'not one of them' },
  { given: 'https://docs example.com', want: 'no spaces' },
  { given: 'https://', want: 'no address' },
  { given: 'notes', want: 'no address' },
  { given: 'https://ana:secret@docs.example.com', want: 'password' },
  { given: 'mailto:nobody', want: 'mail address' },
  { given: `https://example.com/${'a'.repeat(2_000)}`, want: 'longer' },
])('“$given” is refused with a plain sentence', ({ given, want }) => {
  expect(checkAddress(given)).toEqual({ wrong: expect.stringContaining(want) as string })
})

test('nothing but https and mailto ever becomes a link, whatever stands in the document', () => {
  const schemes = fc.constantFrom('javascript:', ' javascript:', 'java\nscript:', 'data:', 'http:', 'blob:', 'https:', 'mailto:', 'ftp:', '')
  fc.assert(
    fc.property(schemes, fc.string({ maxLength: 60 }), (scheme, rest) => {
      const safe = findSafeAddress(scheme + rest)
      if (safe !== undefined) expect(safe).toMatch(/^(?:https|mailto):/)
      const checked = checkAddress(scheme + rest)
      if ('address' in checked) expect(findSafeAddress(checked.address)).toBeDefined()
    }),
  )
})

test('a link without a title is called by its place', () => {
  expect(nameAddress('https://www.example.com/a/b')).toBe('example.com')
  expect(nameAddress('mailto:ana@harborlane.example')).toBe('ana@harborlane.example')
})
