// Which files may be pictures of a use case, told before they are sent; the server looks at the bytes again. Pure.
const TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const MEGABYTE = 1_048_576
const MOST_BYTES = 5 * MEGABYTE

/** A sentence about what is wrong with it; undefined: it may be sent. */
export function checkPicture({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): string | undefined {
  if (!TYPES.has(type)) return `${name} is no picture that can be kept here: PNG, JPEG, GIF or WebP.`
  if (size === 0) return `${name} is empty.`
  if (size > MOST_BYTES) return `${name} has ${(size / MEGABYTE).toFixed(1)} MB. A picture may have 5 MB at most: make it smaller, or add a link to it.`
  return undefined
}

/** `plan_of-today.png` is "plan of today"; a picture from the clipboard has no name of its own. */
export function nameOfPicture(fileName: string): string {
  const words = fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
  return words === '' || words === 'image' ? 'Picture' : words.slice(0, 200)
}
