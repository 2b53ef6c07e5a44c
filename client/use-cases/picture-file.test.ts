import { expect, test } from 'vitest'
import { checkPicture, nameOfPicture } from './picture-file.ts'

test.each([
  { given: { name: 'a.png', type: 'image/png', size: 1 }, want: undefined },
  { given: { name: 'a.webp', type: 'image/webp', size: 5 * 1_048_576 }, want: undefined },
  { given: { name: 'a.svg', type: 'image/svg+xml', size: 10 }, want: 'PNG, JPEG, GIF or WebP' },
  { given: { name: 'a.pdf', type: 'application/pdf', size: 10 }, want: 'PNG, JPEG, GIF or WebP' },
  { given: { name: 'a', type: '', size: 10 }, want: 'no picture' },
  { given: { name: 'a.png', type: 'image/png', size: 0 }, want: 'empty' },
  { given: { name: 'a.png', type: 'image/png', size: 6 * 1_048_576 }, want: '6.0 MB' },
])('$given.name ($given.type, $given.size bytes) is told about before it is sent', ({ given, want }) => {
  if (want === undefined) expect(checkPicture(given)).toBeUndefined()
  else expect(checkPicture(given)).toContain(want)
})

test.each([
  ['plan_of-today.png', 'plan of today'],
  ['folder/Order screen.jpeg', 'Order screen'],
  ['image.png', 'Picture'],
  ['.png', 'Picture'],
  ['v1.2 flow.webp', 'v1.2 flow'],
])('the title of %s is “%s”', (given, want) => {
  expect(nameOfPicture(given)).toBe(want)
})
