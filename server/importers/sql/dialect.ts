// The only place that tells which database a script is for, as far as that changes how it reads.

export type Dialect = 'postgres' | 'mysql' | 'sql-server' | 'oracle' | 'sqlite'

/** Statements that are looked at, and characters of each. */
const MOST_STATEMENTS = 60
const LOOKED_AT = 3_000
const CREATE = /\bcreate\b/gi
const TABLE_SOON = /^create[a-z \t\r\n]{0,60}\btable\b/i

/** Words and quotes that one database has and the others do not, the surest first. */
const SIGNS: readonly (readonly [Dialect, RegExp])[] = [
  ['sqlite', /\bautoincrement\b|\bwithout\s{1,5}rowid\b/i],
  ['mysql', /`|\bauto_increment\b|\bengine\s{0,5}=|\bunsigned\b|\b(?:medium|long|tiny)text\b/i],
  ['oracle', /\bn?varchar2\b|\bnumber\s{0,5}\(|\bn?clob\b|\bbinary_(?:float|double)\b/i],
  [
    'sql-server',
    /\[[A-Za-z_][^\]\n]{0,127}\]\s{0,5}[[.]|\bidentity\s{0,5}\(\s{0,5}\d|\b(?:nvarchar|uniqueidentifier|datetime2|datetimeoffset|smalldatetime|rowversion)\b/i,
  ],
  ['postgres', /\b(?:big|small)?serial\b|\bjsonb\b|\btimestamptz\b|\bcharacter varying\b|\bwith(?:out)? time zone\b|\bbytea\b|::|\[\]/i],
  ['sqlite', /\binteger\s{1,5}primary\s{1,5}key\b|"?\b(?:text|real|blob)\b/i],
]

/** Undefined where nothing tells: then what most have in common holds. */
export function tellDialect(text: string): Dialect | undefined {
  const windows: string[] = []
  CREATE.lastIndex = 0
  for (let found = CREATE.exec(text); found !== null && windows.length < MOST_STATEMENTS; found = CREATE.exec(text)) {
    const window = text.slice(found.index, found.index + LOOKED_AT)
    if (TABLE_SOON.test(window)) windows.push(window)
  }
  return SIGNS.find(([, sign]) => windows.some((window) => sign.test(window)))?.[0]
}
