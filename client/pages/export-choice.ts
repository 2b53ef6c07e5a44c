// What somebody chose to have in a specification, and how an address says it. The only place for this choice on the page.
import { AUDIENCES, type Audience } from '../../shared/document/document-options.ts'

/** `maps`, `useCases`: ids; undefined: all of them, also those that come later. */
export type ExportChoice = {
  readonly audience: Audience
  readonly maps: ReadonlySet<string> | undefined
  readonly useCases: ReadonlySet<string> | undefined
  readonly showValues: boolean
  readonly protect: boolean
}

export const wholeProject: ExportChoice = { audience: AUDIENCES[0], maps: undefined, useCases: undefined, showValues: false, protect: false }

/** For each format, what is only its own. */
export type ExportFormat = 'xlsx' | 'html' | 'md.zip' | 'csv'
export type ExportFlag = 'view' | 'roundTrip'

/** Without what is as it is when nothing is said. Ids that are gone are left out. */
export function printChoice(
  choice: ExportChoice,
  format: ExportFormat,
  known: { readonly maps: readonly string[]; readonly useCases: readonly string[] },
  flags: readonly ExportFlag[] = [],
): string {
  const { audience, showValues, protect } = choice
  const query = new URLSearchParams()
  if (audience !== AUDIENCES[0]) query.set('audience', audience)
  for (const id of choice.useCases === undefined ? [] : known.useCases) if (choice.useCases?.has(id) === true) query.append('useCase', id)
  for (const id of choice.maps === undefined ? [] : known.maps) if (choice.maps?.has(id) === true) query.append('map', id)
  if (showValues) query.set('values', '1')
  if (protect && format === 'xlsx') query.set('protect', '1')
  for (const flag of flags) query.set(flag, '1')
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** A sentence about why nothing can be exported; undefined: something can. */
export function nothingChosen({ maps, useCases }: ExportChoice): string | undefined {
  if (useCases?.size === 0) return 'Choose at least one use case, or all of them.'
  if (maps?.size === 0) return 'Choose at least one field map, or all of them.'
  return undefined
}
