// The words that names of fields are made of: the only place that takes names apart, and that knows which words stand for one another.

/** What short forms stand for. Only those that mean one thing in field names. */
const LONG_FORMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acct: 'account',
    addr: 'address',
    amt: 'amount',
    attr: 'attribute',
    bal: 'balance',
    cd: 'code',
    cust: 'customer',
    curr: 'currency',
    desc: 'description',
    descr: 'description',
    disc: 'discount',
    dob: 'birthdate',
    dt: 'date',
    ext: 'external',
    ident: 'id',
    identifier: 'id',
    img: 'image',
    inv: 'invoice',
    lang: 'language',
    loc: 'location',
    max: 'maximum',
    min: 'minimum',
    msg: 'message',
    nbr: 'number',
    no: 'number',
    nr: 'number',
    num: 'number',
    org: 'organization',
    organisation: 'organization',
    pct: 'percent',
    percentage: 'percent',
    phon: 'phone',
    pmt: 'payment',
    prod: 'product',
    pwd: 'password',
    qty: 'quantity',
    ref: 'reference',
    stat: 'status',
    tel: 'phone',
    telephone: 'phone',
    ts: 'timestamp',
    uri: 'url',
    usr: 'user',
    val: 'value',
    zip: 'postcode',
    zipcode: 'postcode',
    postal: 'postcode',
  }),
)

/** Words that often stand for one another; less than the same. */
const KINDRED: readonly (readonly string[])[] = [
  ['tax', 'vat', 'gst', 'duty'],
  ['id', 'number', 'code', 'key', 'reference'],
  ['total', 'amount', 'sum', 'value'],
  ['price', 'cost', 'amount', 'rate'],
  ['customer', 'client', 'buyer', 'contact', 'account'],
  ['company', 'organization', 'business', 'firm'],
  ['name', 'title', 'label'],
  ['description', 'note', 'comment', 'remark', 'memo', 'text'],
  ['date', 'time', 'timestamp', 'at', 'on'],
  ['created', 'create', 'creation', 'added'],
  ['updated', 'modified', 'changed', 'update'],
  ['state', 'province', 'region'],
  ['state', 'status'],
  ['city', 'town', 'locality'],
  ['postcode', 'code'],
  ['url', 'link', 'href'],
  ['email', 'mail'],
  ['item', 'line', 'position', 'entry'],
  ['kind', 'type', 'category', 'class'],
  ['quantity', 'count', 'number'],
  ['first', 'given'],
  ['last', 'family', 'surname'],
  ['shipping', 'delivery', 'shipment'],
  ['discount', 'rebate', 'reduction'],
  ['image', 'picture', 'photo'],
]

/** Words that tell two fields apart which stand side by side. */
const OPPOSITES: readonly (readonly string[])[] = [
  ['first', 'last', 'middle', 'given', 'family'],
  ['minimum', 'maximum'],
  ['start', 'end'],
  ['begin', 'end'],
  ['from', 'to', 'until'],
  ['source', 'target', 'destination'],
  ['gross', 'net'],
  ['billing', 'shipping', 'delivery'],
  ['created', 'updated', 'deleted', 'modified'],
  ['before', 'after'],
  ['old', 'new'],
  ['credit', 'debit'],
  ['buyer', 'seller'],
  ['sender', 'receiver', 'recipient'],
  ['width', 'height', 'length', 'depth', 'weight'],
  ['including', 'excluding', 'incl', 'excl'],
  ['latitude', 'longitude', 'lat', 'lng', 'lon'],
  ['open', 'closed', 'close'],
  ['in', 'out'],
]
/** The groups that a word is in. */
export const kindredGroups = groupsByWord(KINDRED)
export const oppositeGroups = groupsByWord(OPPOSITES)

function groupsByWord(groups: readonly (readonly string[])[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  for (const [group, words] of groups.entries()) for (const word of words) found.set(word, [...(found.get(word) ?? []), group])
  return found
}

/** Longer names are read to here. */
const LONGEST_NAME = 256
const MOST_WORDS = 24
const MOST_KEPT = 50_000
const readNames = new Map<string, readonly string[]>()

/** In small letters and written out; the same array for the same name. */
export function knownWords(name: string): readonly string[] {
  const known = readNames.get(name)
  if (known !== undefined) return known
  const words = name
    .slice(0, LONGEST_NAME)
    // Acronyms first: `HTTPStatus` is two words, and so is `lineItem`; digits are a word of their own.
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{L})(\p{N})/gu, '$1 $2')
    .replaceAll(/(\p{N})(\p{L})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => LONG_FORMS.get(word) ?? word)
  if (readNames.size >= MOST_KEPT) readNames.clear()
  readNames.set(name, words)
  return words
}
