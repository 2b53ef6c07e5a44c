// What titles of columns usually mean, in English and German: the only place for these words.
import type { ColumnMeaning } from './foreign-choice.ts'

/** A meaning without its side: `path` of the source is `source`. */
export type TitleKind =
  | 'path'
  | 'object'
  | 'type'
  | 'required'
  | 'description'
  | 'values'
  | 'rule'
  | 'constant'
  | 'condition'
  | 'lookup'
  | 'group'
  | 'note'
  | 'status'
  | 'owner'
  | 'useCases'
  | 'question'
  | 'order'
  | 'code'
  | 'codeLabel'
  | 'codeSystem'
export type TitleSide = 'source' | 'destination'

const kinds: readonly (readonly [TitleKind, RegExp])[] = [
  ['question', /\b(questions?|fragen?|open points?|offene punkte|to clarify|clarification)\b/],
  ['useCases', /\b(use ?cases?|anwendungsf[aä]lle?|user stor(?:y|ies))\b/],
  ['owner', /\b(owner|responsible|assigned to|verantwortlich(?:er)?|zust[aä]ndig)\b/],
  ['status', /\b(status|state|progress|stand)\b/],
  ['order', /^(?:#|no\.?|nr\.?|seq(?:uence)?|sort(?: order)?|order|pos(?:ition)?\.?|lfd\.?(?: nr\.?)?|line|row|index|zeile)$/],
  ['group', /\b(data type mapping|type map(?:ping)?|sub ?mapping|nested map(?:ping)?|map reference)\b/],
  ['lookup', /\b(vocabulary mapping|value map(?:ping)?|code map(?:ping)?|concept map(?:ping)?|look ?up|translation table|wertetabelle|umschl[uü]sselung)\b/],
  ['codeSystem', /\b(code ?system|coding system|vocabulary id)\b/],
  ['values', /\b(code ?lists?|codelisten?|enum(?:eration)?s?|(?:valid|allowed|possible) values?|values?|werte(?:liste)?|value ?sets?|domain|vocabulary)\b/],
  ['constant', /\b(constant|fixed(?: value)?|default(?: value)?|hard-?coded|konstante?|festwert|vorgabe(?:wert)?|assignment)\b/],
  ['condition', /\b(conditions?|only if|if true|if|when|where|bedingung(?:en)?|wenn|antlr|fhirpath|narrative|filter|applies)\b/],
  [
    'rule',
    /\b(rules?|logic|transform(?:ation)?s?|regeln?|logik|calculation|computation|formula|conversion|business rule|mapping rule|umrechnung|verarbeitung)\b/,
  ],
  [
    'required',
    /\b(required|mandatory|optional(?:ity)?|cardinality|kardinalit[aä]t|multiplicity|occur(?:s|rences?)|min(?:imum)?|max(?:imum)?|pflicht(?:feld)?|m\/o|usage|nullable)\b/,
  ],
  ['type', /\b((?:data ?)?types?|datentyp(?:en)?|typ|format|length|l[aä]nge)\b/],
  ['note', /\b(comments?|kommentare?|notes?|notiz(?:en)?|remarks?|bemerkung(?:en)?|anmerkung(?:en)?|hinweise?|observations?)\b/],
  [
    'description',
    /\b(descriptions?|beschreibung|definition|semanti[ck]s?|meaning|bedeutung|bezeichnung|explanation|erl[aä]uterung|display|label|name|text|title)\b/,
  ],
  ['object', /\b(object|[a-zäöü]*objekt|entity|table|[a-zäöü]*tabelle|segment|message|parent type|record|class|resource)\b/],
  ['code', /\b(codes?|key|schl[uü]ssel)\b/],
  [
    'path',
    /\b(fields?|[a-zäöü]*feld(?:er)?|paths?|[a-zäöü]*pfad|x-?path|attributes?|[a-zäöü]*attribut|elements?|[a-zäöü]*element|identifier|id|property|properties|columns?|[a-zäöü]*spalte|variables?|mapping|tags?)\b/,
  ],
]

const sides: readonly (readonly [TitleSide, RegExp])[] = [
  ['source', /\b(source|quell(?:e|feld|system|pfad|spalte|attribut|element|objekt|tabelle)?|src|from|origin|input|incoming|von|legacy|as-?is|maps? from)\b/],
  ['destination', /\b(destination|target|dest|ziel(?:feld|system|pfad|spalte|attribut|element|objekt|tabelle)?|to|output|outgoing|nach|to-?be|maps? to|cdm)\b/],
]

/** The most telling word wins: `Source field description` is a description. */
export function kindOfTitle(title: string): TitleKind | undefined {
  const plain = plainTitle(title)
  if (plain === '' || plain.length > 80) return undefined
  return kinds.find(([, words]) => words.test(plain))?.[0]
}

export function sideOfTitle(title: string): TitleSide | undefined {
  const plain = plainTitle(title)
  return sides.find(([, words]) => words.test(plain))?.[0]
}

function plainTitle(title: string): string {
  return title
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[_/()[\]:–—-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const sided: Partial<Record<TitleKind, Readonly<Record<TitleSide, ColumnMeaning>>>> = {
  path: { source: 'source', destination: 'destination' },
  object: { source: 'sourceObject', destination: 'destinationObject' },
  type: { source: 'sourceType', destination: 'destinationType' },
  required: { source: 'sourceRequired', destination: 'destinationRequired' },
  description: { source: 'sourceDescription', destination: 'destinationDescription' },
  values: { source: 'sourceValues', destination: 'destinationValues' },
  code: { source: 'codeFrom', destination: 'codeTo' },
  codeLabel: { source: 'codeFromLabel', destination: 'codeToLabel' },
  codeSystem: { source: 'codeFromSystem', destination: 'codeToSystem' },
}

/** `unknown` where it takes a side and none is known. */
export function meaningOf(kind: TitleKind, side: TitleSide | undefined): ColumnMeaning {
  const of = sided[kind]
  if (of !== undefined) return side === undefined ? 'unknown' : of[side]
  switch (kind) {
    case 'rule':
    case 'constant':
    case 'condition':
    case 'lookup':
    case 'group':
    case 'note':
    case 'status':
    case 'owner':
    case 'useCases':
    case 'question':
    case 'order':
      return kind
    default:
      return 'unknown'
  }
}
