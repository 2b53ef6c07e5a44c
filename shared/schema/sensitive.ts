// Which values look like secrets or personal data, by the field's name and by the values themselves, and how they are masked. The only place for it.
import type { FieldEvidence } from './evidence.ts'
import { parseFieldPath, type FieldPath } from './field-path.ts'

export type Sensitivity = 'secret' | 'personal'

/** Words one after the other in a name, joined by a blank. Our own choice: what data-protection notices of shops and accounting name. */
const SECRET_NAMES = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'api key',
  'apikey',
  'access key',
  'private key',
  'authorization',
  'credential',
  'credentials',
  'bearer',
  'cookie',
  'session id',
  'pin',
  'otp',
  'cvv',
  'cvc',
  'cvn',
  'security code',
  'signature',
]
const PERSONAL_NAMES = [
  'email',
  'e mail',
  'mail address',
  'phone',
  'telephone',
  'mobile',
  'cell',
  'fax',
  'first name',
  'firstname',
  'last name',
  'lastname',
  'surname',
  'given name',
  'givenname',
  'family name',
  'familyname',
  'full name',
  'fullname',
  'middle name',
  'maiden name',
  'name on card',
  'holder name',
  'cardholder',
  'birth',
  'birthday',
  'birthdate',
  'dob',
  'street',
  'address 1',
  'address 2',
  'address line',
  'address line 1',
  'address line 2',
  'addressline',
  'house number',
  'postcode',
  'postal code',
  'postalcode',
  'zip',
  'zip code',
  'zipcode',
  'ssn',
  'social security',
  'national id',
  'passport',
  'tax id number',
  'iban',
  'account number',
  'bank account number',
  'card number',
  'pan',
  'ip address',
  'customer ip',
  'ip',
  'latitude',
  'longitude',
  'user agent',
  'login name',
  'username',
  'vorname',
  'nachname',
  'geburtsdatum',
  'strasse',
  'straße',
  'plz',
  'telefon',
]
/** Parents under which a plain `name` is a person's. */
const PERSON_NAMES = [
  'customer',
  'contact',
  'person',
  'user',
  'buyer',
  'payer',
  'shopper',
  'employee',
  'patient',
  'guest',
  'recipient',
  'billing',
  'shipping',
  'owner',
]
/** After one of these words the name says something about the sensitive thing, and is not the thing: `email_verified`, `token_type`, `phone_id`. */
const ABOUT = [
  'verified',
  'type',
  'count',
  'id',
  'ids',
  'status',
  'kind',
  'format',
  'template',
  'enabled',
  'required',
  'at',
  'allowed',
  'valid',
  'consent',
  'length',
  'expires',
  'expiry',
]
const MOST_LOOKED_AT = 50
const LONGEST_LOOKED_AT = 300

/** `path`: of the field, or a plain name; its parents help where the last name alone says little (`customer.name`). `values`: some observed values. */
export function findSensitivity(path: FieldPath | string, values: readonly unknown[]): Sensitivity | undefined {
  const looked = values.slice(0, MOST_LOOKED_AT)
  if (looked.length > 0 && looked.every((value) => typeof value === 'boolean' || value === null)) return undefined
  return byValues(looked) ?? byName(namesIn(path))
}

/** What is no path is one name. */
function namesIn(path: string): string[] {
  const steps = parseFieldPath(path)
  return steps.ok ? steps.value.flatMap((step) => (step.kind === 'name' ? [step.name] : [])) : [path]
}

function byName(names: readonly string[]): Sensitivity | undefined {
  const words = wordsOf(names.at(-1) ?? '')
  if (words.length === 0 || ABOUT.includes(words.at(-1) ?? '')) return undefined
  const text = ` ${words.join(' ')} `
  const says = (list: readonly string[]) => list.some((name) => text.includes(` ${name} `))
  if (says(SECRET_NAMES)) return 'secret'
  if (says(PERSONAL_NAMES)) return 'personal'
  if (words.length === 1 && words[0] === 'name') {
    const above = wordsOf(names.at(-2) ?? '').at(-1)
    return PERSON_NAMES.some((name) => above === name || above === `${name}s`) ? 'personal' : undefined
  }
  return undefined
}

/** `billingAddress1`: billing, address, 1. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, LONGEST_LOOKED_AT)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{L})(\p{N})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Half of the texts or more must look like it: one address in a field of free words makes the field no address field. Of secrets one is enough. */
function byValues(values: readonly unknown[]): Sensitivity | undefined {
  const texts = values.flatMap((value) => (typeof value === 'string' && value !== '' ? [value.slice(0, LONGEST_LOOKED_AT)] : []))
  if (texts.some(isSecret)) return 'secret'
  const personal = texts.filter((text) => isEmail(text) || isPhone(text) || isIban(text) || isCardNumber(text) || isIpAddress(text))
  return personal.length > 0 && personal.length * 2 >= texts.length ? 'personal' : undefined
}

function isSecret(text: string): boolean {
  return (
    text.startsWith('-----BEGIN ') ||
    /^eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\./.test(text) ||
    /^(sk|rk|pk)_(live|test)_[A-Za-z0-9]{8,}/.test(text) ||
    /^AKIA[0-9A-Z]{16}$/.test(text) ||
    /^(gh[pousr]_|github_pat_|glpat-|xox[abprs]-)[A-Za-z0-9_-]{10,}/.test(text) ||
    /^(Bearer|Basic) [A-Za-z0-9+/=._-]{8,}$/.test(text)
  )
}

function isEmail(text: string): boolean {
  const at = text.indexOf('@')
  return at > 0 && at === text.lastIndexOf('@') && !/\s/.test(text) && /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(text.slice(at + 1))
}

/** With a plus or with separators: a plain number may be anything. */
function isPhone(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '').length
  return (
    digits >= 7 && digits <= 15 && /^(\+|\(?0)[\d ()/.-]+$/.test(text) && (text.startsWith('+') || /[ ()/-]/.test(text)) && !/^\d{4}-\d{2}-\d{2}/.test(text)
  )
}

/** ISO 13616: the remainder by 97 is 1. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  let remainder = 0
  for (const char of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(char, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}

/** ISO/IEC 7812: 13 to 19 digits that pass Luhn's check, grouped or not. */
function isCardNumber(text: string): boolean {
  if (!/^\d[\d -]{11,22}\d$/.test(text)) return false
  const digits = [...text.replaceAll(/\D/g, '')].map(Number).toReversed()
  if (digits.length < 13 || digits.length > 19) return false
  const sum = digits.reduce((total, digit, i) => total + (i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0)
  return sum % 10 === 0 && new Set(digits).size > 1
}

function isIpAddress(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)
}

const HIDDEN = '•••'

/** `a•••@e•••.org`, `•••4242`, `J•••`: enough to tell values apart, not to know them. Of a secret, and of what is no text, nothing is shown. */
export function maskValue(value: unknown, sensitivity: Sensitivity): string {
  if (value === null) return 'null'
  if (sensitivity === 'secret' || typeof value !== 'string') return HIDDEN
  if (value === '') return ''
  const at = value.indexOf('@')
  if (at > 0) {
    const host = value.slice(at + 1)
    const end = host.lastIndexOf('.')
    return `${first(value)}${HIDDEN}@${first(host)}${HIDDEN}${end > 0 ? host.slice(end) : ''}`
  }
  const digits = value.replaceAll(/\D/g, '')
  if (digits.length >= 8) return `${HIDDEN}${digits.slice(-4)}`
  return `${first(value)}${HIDDEN}`
}

function first(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x2022)
}

/** The evidence with its values masked, where they are sensitive; values that look the same then are counted together. */
export function maskEvidence(evidence: FieldEvidence): { readonly evidence: FieldEvidence; readonly masked: Sensitivity | undefined } {
  const sensitivity = findSensitivity(
    evidence.path,
    evidence.distinct.map(({ value }) => value),
  )
  if (sensitivity === undefined) return { evidence, masked: undefined }
  const counts = new Map<string, number>()
  for (const { value, count } of evidence.distinct) {
    const masked = maskValue(value, sensitivity)
    counts.set(masked, (counts.get(masked) ?? 0) + count)
  }
  const { minimum: _minimum, maximum: _maximum, longestText, ...rest } = evidence
  const longest = longestText === undefined ? {} : { longestText: maskValue(longestText, sensitivity) }
  return { evidence: { ...rest, ...longest, distinct: [...counts].map(([value, count]) => ({ value, count })) }, masked: sensitivity }
}
