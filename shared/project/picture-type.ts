// The only place that says which pictures are kept, and that tells from the bytes what a picture is. Never from a name or a header.

export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]
const GIF = [0x47, 0x49, 0x46, 0x38]
const RIFF = [0x52, 0x49, 0x46, 0x46]
const WEBP = [0x57, 0x45, 0x42, 0x50]

/** By how the bytes begin (PNG specification 5.2; JPEG's start of image; GIF89a 17; RIFF container of WebP). Undefined: no picture that is kept. */
export function findPictureType(bytes: Uint8Array): PictureType | undefined {
  const has = (at: number, mark: readonly number[]) => mark.every((byte, index) => bytes[at + index] === byte)
  if (has(0, PNG)) return 'image/png'
  if (has(0, JPEG)) return 'image/jpeg'
  // `GIF87a` or `GIF89a`.
  if (has(0, GIF) && (bytes[4] === 0x37 || bytes[4] === 0x39) && bytes[5] === 0x61) return 'image/gif'
  return has(0, RIFF) && has(8, WEBP) ? 'image/webp' : undefined
}
