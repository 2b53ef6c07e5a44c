// The only place that takes facts out of a description where they are plainly said: values, default, limits, read-only, required, deprecated.

export type ProseFacts = {
  readonly enum?: readonly string[]
  readonly default?: string
  readonly example?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly readOnly?: boolean
  readonly writeOnly?: boolean
  readonly required?: boolean
  readonly nullable?: boolean
  readonly deprecated?: boolean
}

/** Of a description, as much is looked at. */
const LOOKED_AT = 20_000
const MOST_VALUES = 2_000

/** `text`: code in back-quotes. `labels`: words in badges. */
export function readProse(text: string, labels: readonly string[] = []): ProseFacts {
  const said = text.slice(0, LOOKED_AT)
  const facts = { ...readFlags(said, labels), ...readLengths(said) }
  const values = findValues(said)
  const preset = findDefault(said)
  const example = /(?:^|[\s(])(?:example|e\.g\.|beispiel|z\. ?b\.):? `([^`]{1,500})`/i.exec(said)?.[1]
  return {
    ...facts,
    ...(values === undefined ? {} : { enum: values }),
    ...(preset === undefined ? {} : { default: preset }),
    ...(example === undefined ? {} : { example }),
  }
}

type Flag = { readonly label: RegExp; readonly said: RegExp }

/** As a label; or as a sentence of its own, in brackets, or in capitals. */
function flag(words: string, capitals: string): Flag {
  const before = '(?:^|[.;:!)\\]]\\s{0,3}|\\n\\s{0,3}|[(\\[]\\s{0,3}|(?:is|are|ist) )'
  return { label: new RegExp(`^(?:${words})$`, 'iu'), said: new RegExp(`(?:${before}(?:${words})\\s{0,3}(?:$|[.;,!)\\]]|\\n))|\\b(?:${capitals})\\b`, 'u') }
}

/** Small letters and a capital at the beginning: words in capitals are told apart. */
const either = (word: string) => `[${word[0]?.toUpperCase() ?? ''}${word[0] ?? ''}]${word.slice(1)}`
const READ_ONLY = flag(`${either('read')}[ -]?[Oo]nly|${either('nur')} lesbar|${either('schreibgeschützt')}`, 'READ[ -]?ONLY')
const WRITE_ONLY = flag(`${either('write')}[ -]?[Oo]nly|${either('nur')} schreibbar`, 'WRITE[ -]?ONLY')
const REQUIRED = flag([...['required', 'mandatory', 'pflichtfeld', 'pflicht', 'erforderlich'].map(either)].join('|'), 'REQUIRED|MANDATORY|PFLICHTFELD')
const NULLABLE = flag(either('nullable'), 'NULLABLE')
const DEPRECATED = flag(`${either('deprecated')}|${either('veraltet')}`, 'DEPRECATED')
const MAY_BE_NULL = /\b(?:may|can) be (?:`null`|null)\b|\bkann (?:`null`|null|leer) sein\b|\b(?:or|oder) `null`/i
/** `Deprecated as of 5.3, use another.` goes on after the word. */
const STARTS_DEPRECATED = /(?:^|[.;!)\]]\s{1,3}|\n|[([]\s{0,3}|(?:is|are|ist) (?:now )?)(?:deprecated|veraltet)\b/i

function readFlags(text: string, labels: readonly string[]): ProseFacts {
  const is = ({ label, said }: Flag) => labels.some((each) => label.test(each)) || said.test(text)
  return {
    ...(is(READ_ONLY) ? { readOnly: true } : {}),
    ...(is(WRITE_ONLY) ? { writeOnly: true } : {}),
    ...(is(REQUIRED) ? { required: true } : {}),
    ...(is(NULLABLE) || MAY_BE_NULL.test(text) ? { nullable: true } : {}),
    ...(is(DEPRECATED) || STARTS_DEPRECATED.test(text) ? { deprecated: true } : {}),
  }
}

const CHARACTERS = '(?:characters?|chars?|zeichen|stellen|letters|symbols)'
const BETWEEN = new RegExp(`\\b(\\d{1,7})\\s?(?:-|–|to|and|bis|und)\\s?(\\d{1,7}) ${CHARACTERS}\\b`, 'i')
const AT_MOST = [
  new RegExp(
    `\\b(?:max(?:imum|imal)?\\.?|maximale|up to|at most|no more than|not exceed|limited to|höchstens|bis zu)(?: (?:length )?of| length)?:? (\\d{1,7}) ${CHARACTERS}\\b`,
    'i',
  ),
  new RegExp(`\\b(\\d{1,7}) ${CHARACTERS} (?:max\\b|maximum\\b|or less\\b|or fewer\\b|maximal\\b)`, 'i'),
  /\b(?:max(?:imum|imale)?\.? ?(?:length|länge)|length limit)(?: is| of| ist)?[:=]? ?`?(\d{1,7})\b/i,
]
const AT_LEAST = new RegExp(`\\b(?:min(?:imum|destens)?\\.?|at least)(?: (?:length )?of)?:? (\\d{1,7}) ${CHARACTERS}\\b`, 'i')

function readLengths(text: string): ProseFacts {
  const between = BETWEEN.exec(text)
  if (between !== null) return { minLength: Number(between[1]), maxLength: Number(between[2]) }
  const most = AT_MOST.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined)
  const least = AT_LEAST.exec(text)?.[1]
  return { ...(least === undefined ? {} : { minLength: Number(least) }), ...(most === undefined ? {} : { maxLength: Number(most) }) }
}

const BEFORE_VALUES =
  /\b(?:options|(?:allowed|possible|valid|accepted|permitted|available|supported|enum) (?:values?|options)|values|(?:must be )?one of|can be(?: one of)?|either|(?:mögliche|erlaubte|zulässige|gültige) werte|werte|optionen|eine[rs]? von)\b(?: are| is| sind| include)?(?: the following)?\s*(:)?\s*/gi
/** What follows says that there are more values, or that two of them are the ends of a range. */
const OPEN_END = /^\s*(?:to\b|bis\b|through\b|-|–|\.\.\.|…|,?\s*(?:etc|and more|and others|usw|u\. ?a|and so on))/i

/** Only where the list is complete. */
function findValues(text: string): readonly string[] | undefined {
  for (const match of text.matchAll(BEFORE_VALUES)) {
    const start = match.index + match[0].length
    const coded = readCoded(text, start)
    if (coded.values.length > 0) {
      const rest = text.slice(coded.end, coded.end + 20)
      if (OPEN_END.test(rest)) continue
      if (coded.values.length > 1 || /^\s*(?:[.;)\n]|$)/.test(rest)) return coded.values
      continue
    }
    const bare = match[1] === ':' ? readBare(text.slice(start, start + 2_000)) : undefined
    if (bare !== undefined) return bare
  }
  return undefined
}

const SEPARATOR = /(?:\s|[,;|/•]|\b(?:and|or|und|oder|sowie)\b|\([^()`]{0,100}\))*/iy
const CODED = /`([^`\n]{1,200})`|"([^"\n]{1,100})"|'([^'\n]{1,100})'/y

function readCoded(text: string, start: number): { values: string[]; end: number } {
  const values: string[] = []
  let end = start
  let at = start
  while (values.length < MOST_VALUES) {
    CODED.lastIndex = at
    const found = CODED.exec(text)
    if (found === null) break
    values.push(found[1] ?? found[2] ?? found[3] ?? '')
    end = CODED.lastIndex
    SEPARATOR.lastIndex = end
    at = end + (SEPARATOR.exec(text)?.[0].length ?? 0)
  }
  return { values: [...new Set(values)], end }
}

/** `open, paid or lost.`: words without blanks, at least two, up to the end of the sentence. */
function readBare(text: string): readonly string[] | undefined {
  const sentence = text.split(/\.(?:\s|$)|[;\n)]/, 1)[0] ?? ''
  const words = sentence.split(/\s*(?:[,|/]|\bor\b|\band\b|\bund\b|\boder\b)\s*/i).filter((word) => word !== '')
  return words.length > 1 && words.every((word) => /^[\p{L}\p{N}_.+-]{1,40}$/u.test(word)) ? [...new Set(words)] : undefined
}

const BEFORE_DEFAULT =
  /\b(?:default(?: value)?(?: is| ist)?|defaults to|standard(?:wert)?(?: is| ist)?|vorgabe(?:wert)?(?: is| ist)?)\s*[:=]?\s*(?:`([^`\n]{0,200})`|"([^"\n]{0,100})"|'([^'\n]{0,100})'|([\p{L}\p{N}_+-]{1,40}(?:\.\d+)?)(?=[.;,)\s]*(?:$|\n|[.;)]\s)))/iu

function findDefault(text: string): string | undefined {
  const found = BEFORE_DEFAULT.exec(text)
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4]
}

const RANGE = /^-?\d[\d.,]{0,20} ?(?:-|–|\.\.\.?|to|bis) ?-?[\d.,]{1,20}$/

/** A whole column of allowed values: codes, or words separated by commas, lines or strokes, or `A = Active`. Undefined: no list. */
export function readValueList(text: string): readonly string[] | undefined {
  const said = text.slice(0, LOOKED_AT).trim()
  if (said === '' || /^[-–—]$|^n\/?a$/i.test(said)) return undefined
  const coded = readCoded(said, 0)
  if (coded.values.length > 0 && !OPEN_END.test(said.slice(coded.end, coded.end + 20))) {
    if (coded.end === said.length || coded.values.length > 1) return coded.values
  }
  const parts = said.split(/\s*[\n|;]\s*/).filter((part) => part !== '')
  const items = parts.length > 1 ? parts : said.split(/\s*[,/]\s*|\s+(?:or|oder|and|und)\s+/).filter((part) => part !== '')
  const values = items.map((item) => /^[`"']?([^\s`"'=]{1,60})[`"']?\s*(?:=|:|–|-)\s*\S.*$/.exec(item)?.[1] ?? item.replaceAll(/^[`"']|[`"']$/g, ''))
  if (values.length > MOST_VALUES || values.some((value) => value.length > 60) || items.some((item) => RANGE.test(item))) return undefined
  const split = items.some((item, i) => item !== values[i])
  // A single phrase is a sentence about the values, not a value.
  return values.length > 1 || split || /^[^\s]{1,40}$/.test(said) ? [...new Set(values)] : undefined
}
