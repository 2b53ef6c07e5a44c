// The only place that turns the pictures written in formulas into readers and writers, each once.
import type { JsonValue } from '../../schema/json-value.ts'
import { Failure } from '../outcome.ts'
import { parseDateReader, readIsoMillis } from './date-picture-read.ts'
import { parseDatePicture } from './date-picture.ts'
import { isoPicture, parseOffset, writeMillis } from './date-picture-write.ts'
import { parseNumberPicture, writeNumber } from './format-number-picture.ts'
import { ofNumber, ofText, takeOptionalText, takeText } from './function-value.ts'
import type { FunctionName } from './functions.ts'
import type { FunctionResult, FunctionValue } from './function-value.ts'

/** Why a function cannot use this picture; undefined where it can, and for functions without pictures. */
export function findBadPicture(name: FunctionName, picture: string): string | undefined {
  if ((name === 'fromMillis' || name === 'toMillis') && !picture.includes('['))
    return 'The picture has no part of a date in it. Parts stand in brackets, such as `[Y0001]-[M01]-[D01]`.'
  if (name === 'formatNumber' && /^[^.,]*[0#],[0#]{1,2}$/.test(picture))
    return 'Decimals stand behind a point, such as `0.00`: a comma stands between thousands. To write a decimal comma, use the number picker.'
  const parsed =
    name === 'toMillis' ? dateReaders(picture) : name === 'fromMillis' ? datePictures(picture) : name === 'formatNumber' ? numberPictures(picture) : undefined
  return parsed === undefined || parsed.ok ? undefined : parsed.message
}

/** Why a text is no offset for `$fromMillis`, and what was meant; undefined where it is one. */
export function findBadZone(zone: string): { readonly message: string; readonly instead?: string } | undefined {
  if (parseOffset(zone) !== undefined) return undefined
  const message =
    'A zone is an offset such as `+0200` here, with whole hours west of Greenwich. For zones with names and their summer time, use the date picker.'
  const instead = zone === 'Z' || zone === 'UTC' ? '+0000' : zone.replace(/^([+-]\d\d):(\d\d)$/, '$1$2')
  return parseOffset(instead) === undefined ? { message } : { message, instead }
}

/** Formulas have few pictures, so all are kept, up to a number that only an attacker reaches. */
function keepParsed<T>(parse: (picture: string) => T): (picture: string) => T {
  const parsed = new Map<string, T>()
  return (picture) => {
    const kept = parsed.get(picture)
    if (kept !== undefined) return kept
    if (parsed.size >= 500) parsed.clear()
    const made = parse(picture)
    parsed.set(picture, made)
    return made
  }
}

const dateReaders = keepParsed(parseDateReader)
const datePictures = keepParsed(parseDatePicture)
const numberPictures = keepParsed(parseNumberPicture)

export const valuesByPicture = {
  toMillis: ofText((text, args) => {
    const picture = takeOptionalText(args[1])
    if (picture instanceof Failure) return picture
    const reader = picture === undefined ? { ok: true, read: readIsoMillis } : dateReaders(picture)
    const read = reader.ok ? reader.read(text) : undefined
    return read === null ? undefined : (read ?? new Failure('not-a-date', text))
  }),
  fromMillis: ofNumber((millis, args) => {
    const picture = takeOptionalText(args[1])
    if (picture instanceof Failure) return picture
    return writeDate(millis, picture, args[2])
  }),
  formatNumber: ofNumber((value, args) => {
    const picture = takeText(args[1])
    if (picture instanceof Failure) return picture
    const parsed = numberPictures(picture)
    return (parsed.ok ? writeNumber(value, parsed) : undefined) ?? new Failure('not-a-number', value)
  }),
} satisfies Record<string, FunctionValue>

function writeDate(millis: number, picture: string | undefined, zone: JsonValue | undefined): FunctionResult {
  const zoneText = takeOptionalText(zone)
  if (zoneText instanceof Failure) return zoneText
  const offset = parseOffset(zoneText ?? '+0000')
  if (offset === undefined) return new Failure('not-a-zone', zoneText)
  const parsed = picture === undefined ? isoPicture : datePictures(picture)
  return (parsed.ok ? writeMillis(millis, parsed, offset) : undefined) ?? new Failure('not-a-date', millis)
}
