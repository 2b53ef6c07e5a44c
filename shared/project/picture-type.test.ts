// Rules of which pictures are kept.
import { expect, test } from 'vitest'
import { findPictureType } from './picture-type.ts'

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part)))

test.each([
  { given: bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0]), want: 'image/png' },
  { given: bytes([0xff, 0xd8, 0xff, 0xe0]), want: 'image/jpeg' },
  { given: bytes('GIF87a..'), want: 'image/gif' },
  { given: bytes('GIF89a..'), want: 'image/gif' },
  { given: bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 '), want: 'image/webp' },
  { given: bytes('<svg xmlns="http://www.w3.org/2000/svg">'), want: undefined },
  { given: bytes('<?xml version="1.0"?><svg>'), want: undefined },
  { given: bytes('RIFF', [1, 2, 3, 4], 'WAVEfmt '), want: undefined },
  { given: bytes('GIF90a'), want: undefined },
  { given: bytes('GIF8'), want: undefined },
  { given: bytes([0x89], 'PNG'), want: undefined },
  { given: bytes('BM', [0, 0]), want: undefined },
  { given: bytes('%PDF-1.7'), want: undefined },
  { given: bytes(' GIF89a'), want: undefined },
  { given: bytes(), want: undefined },
])('$want is told from the bytes alone', ({ given, want }) => {
  expect(findPictureType(given)).toBe(want)
})
