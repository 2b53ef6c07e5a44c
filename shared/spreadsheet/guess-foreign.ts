// What somebody else's spreadsheet most likely means: a first choice for a person to correct.
import { buildMapContext, type MapContext } from '../mapping/map-context.ts'
import { kindOfTitle } from './column-titles.ts'
import { COLUMN_MEANINGS, type ColumnChoice, type ColumnMeaning, type ForeignChoice, type SheetChoice } from './foreign-choice.ts'
import { parseForeignPaths, type ForeignPath } from './foreign-path.ts'
import { findHeaderRows, listTitles } from './find-header.ts'
import { guessColumns, type KnownNames } from './guess-columns.ts'
import { createMatcher, type FieldMatcher } from './match-fields.ts'
import type { ProjectView } from './project-view.ts'
import type { Sheet, Spreadsheet } from './spreadsheet.ts'

/** Rows that are looked at of each sheet. */
const LOOKED_AT = 300

type KnownMap = { readonly context: MapContext; readonly matcher: FieldMatcher }

/** `remembered`: meanings of columns by their titles, from earlier files. `headers`: by sheet, where a person says which rows name the columns. */
export function guessForeign(
  spreadsheet: Spreadsheet,
  { project, findGraph }: Pick<ProjectView, 'project' | 'findGraph'>,
  remembered: Readonly<Record<string, string>> = {},
  headers: ReadonlyMap<string, readonly number[]> = new Map(),
): ForeignChoice {
  const maps = project.fieldMaps.flatMap((map): KnownMap[] => {
    const context = map.deleted === true || map.archived === true ? undefined : buildMapContext(project, map.id, findGraph)
    return context === undefined ? [] : [{ context, matcher: createMatcher(context) }]
  })
  const names = maps.map(namesOf)
  const isField = (text: string) => names.some(({ source, destination }) => source(text) || destination(text))
  const choices = spreadsheet.sheets.map((sheet) => guessSheet(sheet, maps, remembered, headers.get(sheet.name) ?? findHeaderRows(sheet, isField)))
  return { sheets: choices.map((choice, at) => asGroup(choice, choices, spreadsheet.sheets, at)) }
}

function guessSheet(sheet: Sheet, maps: readonly KnownMap[], remembered: Readonly<Record<string, string>>, headerRows: readonly number[]): SheetChoice {
  const titles = listTitles(sheet, headerRows)
  const first = headerRows.at(-1) ?? 0
  const rows = sheet.rows.filter(({ number }) => number > first).slice(0, LOOKED_AT)
  const texts = titles.map((title, at) => ({ title, texts: rows.map(({ cells }) => cells[at] ?? '') }))
  const plain = { sheet: sheet.name, headerRows }
  const codes = guessCodes(sheet, titles)
  if (codes !== undefined) return { ...plain, use: 'codes', columns: remember(titles, codes, remembered) }
  const tried = maps.map((known) => {
    const columns = guessColumns(texts, namesOf(known), directionOf(sheet.name))
    const fit = fitOf(
      known,
      texts.map((column) => column.texts),
      columns,
    )
    return { known, columns, fit, score: fit + orderOf(columns, sheet.name) }
  })
  const best = tried.reduce<(typeof tried)[number] | undefined>((top, one) => (top === undefined || one.score > top.score ? one : top), undefined)
  const columns = remember(titles, best?.columns ?? guessColumns(texts, NO_NAMES, directionOf(sheet.name)), remembered)
  const use = columns.some(({ meaning }) => meaning === 'source' || meaning === 'destination') && rows.length > 0 ? 'rows' : 'skip'
  const isKnown = best !== undefined && (best.fit > 0 || maps.length === 1)
  return { ...plain, use, columns, ...(use === 'rows' && isKnown ? { map: best.known.context.fieldMap.id } : {}) }
}

const NO_NAMES: KnownNames = { source: () => false, destination: () => false }

/** A side whose schema is not there knows nothing. */
function namesOf({ context, matcher }: KnownMap): KnownNames {
  const hasSource = context.inputs.some(({ root }) => root !== undefined)
  return { source: (name) => hasSource && matcher.isSource(name), destination: (name) => matcher.findTargets(name).length > 0 }
}

/** How many of the sheet's paths the map's schemas know; a whole path counts for more than the last names of one. */
function fitOf({ context, matcher }: KnownMap, texts: readonly (readonly string[])[], columns: readonly ColumnMeaning[]): number {
  const of = (meaning: 'source' | 'destination', weigh: (path: ForeignPath) => number) => {
    const at = columns.indexOf(meaning)
    const sample = (texts[at] ?? []).filter((text) => text !== '').slice(0, 100)
    return sample.length === 0
      ? 0
      : sample.reduce((sum, text) => sum + Math.max(0, ...(parseForeignPaths(text) ?? []).slice(0, 1).map(weigh)), 0) / sample.length
  }
  const fit = (names: readonly string[], found: string, isOnly: boolean) =>
    !isOnly ? SEVERAL : plainLetters(found) === plainLetters(names.join('')) || plainLetters(found) === plainLetters(names.slice(1).join('')) ? 1 : PART
  const hasSource = context.inputs.some(({ root }) => root !== undefined)
  const source = of('source', ({ names }) => {
    const name = names.join('/')
    if (!hasSource || !matcher.isSource(name)) return 0
    const match = matcher.matchSource(name, undefined)
    return fit(names, match.text, match.found)
  })
  const destination = of('destination', ({ names }) => {
    const [first, ...others] = matcher.findTargets(names.join('/'))
    return first === undefined ? 0 : fit(names, first.line.path, others.length === 0)
  })
  return source + destination * 2
}

/** Of two maps that know both sides, the one in whose direction it reads; where the sheet's name says a direction, that is what it says. */
function orderOf(columns: readonly ColumnMeaning[], name: string): number {
  if (columns.indexOf('source') >= columns.indexOf('destination')) return 0
  return directionOf(name) === undefined ? 0.05 : 0.5
}

const PART = 0.7
const SEVERAL = 0.3

function plainLetters(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

function remember(titles: readonly string[], guessed: readonly ColumnMeaning[], remembered: Readonly<Record<string, string>>): ColumnChoice[] {
  return titles.map((title, at) => {
    const known = Object.hasOwn(remembered, title) ? COLUMN_MEANINGS.find((meaning) => meaning === remembered[title]) : undefined
    return { title, meaning: known ?? guessed[at] ?? 'unknown' }
  })
}

function directionOf(name: string): { readonly from: string; readonly to: string } | undefined {
  const [, from, to] = /([\p{L}\p{N}_.]+)\s*(?:->|→|=>|-->| to | nach )\s*([\p{L}\p{N}_.]+)/u.exec(name) ?? []
  return from === undefined || to === undefined ? undefined : { from, to }
}

/** Two columns of codes under two heads, or a sheet that is called a code list. Undefined: it is none. */
function guessCodes(sheet: Sheet, titles: readonly string[]): readonly ColumnMeaning[] | undefined {
  const own = titles.map((title) => title.split(' / ').at(-1) ?? title)
  const kinds = own.map((title) => (/^code(?: \(\d\))?$/i.test(title.trim()) ? 'code' : kindOfTitle(title)))
  const codes = kinds.flatMap((kind, at) => (kind === 'code' ? [at] : []))
  const isCalled = /\b(concept map|code ?list|codes|look ?up|value ?set|vocab|translation|codeliste)\b/i.test(sheet.name)
  const [from, to] = codes
  if (from === undefined || to === undefined || (!isCalled && codes.length > 2)) return undefined
  const isTo = (at: number) => at >= to - leading(titles, to)
  return kinds.map((kind, at): ColumnMeaning => {
    if (at === from) return 'codeFrom'
    if (at === to) return 'codeTo'
    if (kind === 'codeSystem') return isTo(at) ? 'codeToSystem' : 'codeFromSystem'
    if (kind === 'description') return isTo(at) ? 'codeToLabel' : 'codeFromLabel'
    return kind === 'note' ? 'note' : kind === 'condition' ? 'condition' : 'unknown'
  })
}

/** Columns left of it that stand under the same head. */
function leading(titles: readonly string[], at: number): number {
  const head = (titles[at] ?? '').split(' / ')[0]
  let count = 0
  while (at - count - 1 >= 0 && (titles[at - count - 1] ?? '').split(' / ')[0] === head && head !== titles[at]) count += 1
  return count
}

/** A mapping that rows of another sheet refer to by name is a type map. */
function asGroup(choice: SheetChoice, all: readonly SheetChoice[], sheets: readonly Sheet[], at: number): SheetChoice {
  if (choice.use !== 'rows') return choice
  const isNamed = all.some((other, index) => index !== at && listReferences(other, sheets[index]).some((name) => isSheetCalled(choice.sheet, name)))
  if (!isNamed) return choice
  const { map: _, ...rest } = choice
  return { ...rest, use: 'group' }
}

function listReferences({ columns, use }: SheetChoice, sheet: Sheet | undefined): string[] {
  const groups = columns.flatMap(({ meaning }, at) => (meaning === 'group' ? [at] : []))
  if (use === 'skip' || groups.length === 0) return []
  return [...new Set((sheet?.rows ?? []).flatMap(({ cells }) => groups.map((at) => (cells[at] ?? '').trim())))].filter((name) => name !== '')
}

/** The name, or a name that has it as one of its parts: `CX[Identifier]` in `Data Type - CX[Identifier] - Sheet1`. */
export function isSheetCalled(sheet: string, name: string): boolean {
  const loose = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}[\]]+/gu, ' ')
      .trim()
  const wanted = loose(name)
  return wanted.length > 1 && ` ${loose(sheet)} `.includes(` ${wanted} `)
}
