// How the outcome of a row for the sample record reads: in its cell, and whole in the tooltip and the row's detail.
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { IssueCode } from '../../shared/transform/ir.ts'
import { cell, EMPTY_CELL, type CellView } from './cell-view.ts'

const MOST_SHOWN = 200
/** Characters of a tooltip, and of the row's detail. */
const MOST_TOLD = 2_000
const MOST_WHOLE = 20_000

/** Texts stand at the left and numbers at the right, as in every spreadsheet. */
export function previewCell(outcome: RowOutcome | undefined, line: Line): CellView {
  if (outcome === undefined) return EMPTY_CELL
  if (line.kind === 'each' && outcome.count !== undefined) {
    const text = countText(outcome)
    return cell(text, [{ part: 'mono', text }], outcome.state === 'missing' ? 'This record has no such list.' : eachTip(outcome))
  }
  switch (outcome.state) {
    case 'value': {
      const text = printValue(outcome.value)
      const tip = `${placeText(outcome)}${cut(wholeValue(outcome.value), MOST_TOLD)}`
      return cell(text, [{ part: 'mono', text, ...(typeof outcome.value === 'number' ? { to: 'end' as const } : {}) }], tip)
    }
    case 'missing':
      return cell('omitted', [{ part: 'words', text: 'omitted', tone: 'quiet' }], 'This record has no value here, so the field is left out.')
    case 'null':
      return cell('null', [{ part: 'mono', text: 'null', tone: 'quiet' }], 'The field is sent as null.')
    case 'issue':
      return cell(
        outcome.message,
        [
          { part: 'icon', icon: 'error', tone: 'err' },
          { part: 'words', text: issueInBrief(outcome.code), tone: 'err' },
        ],
        `${placeText(outcome)}${outcome.message}`,
      )
  }
}

/** A cell has room for two words; the sentence is in the tooltip, the detail and what a search finds. */
const briefWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'wrong-type': 'wrong type',
    'missing-required': 'required',
    missing: 'missing',
    null: 'is null',
    'not-text': 'not text',
    'not-a-number': 'no number',
    'not-an-integer': 'not whole',
    'not-a-boolean': 'not yes/no',
    'not-a-date': 'not a date',
    'not-in-lookup-table': 'not in table',
    hook: 'not written',
    'too-long': 'too long',
    'too-many-steps': 'too slow',
    'not-a-zone': 'no zone',
    'duplicate-key': 'name twice',
  } satisfies Partial<Record<IssueCode, string>>),
)

/** Other codes are of the row itself, which takes part in nothing. */
function issueInBrief(code: string): string {
  return briefWords.get(code) ?? 'not run'
}

/** In one line, as a cell has room for. */
export function printValue(value: JsonValue): string {
  return cut(typeof value === 'string' ? value : Array.isArray(value) ? countItems(value.length) : JSON.stringify(value), MOST_SHOWN)
}

/** All of it, for the row's detail. Undefined: there is nothing to tell. */
export function wholePreview(outcome: RowOutcome | undefined, line: Line): string | undefined {
  if (outcome === undefined) return undefined
  if (outcome.state !== 'value' || (line.kind === 'each' && outcome.count !== undefined)) return previewCell(outcome, line).text
  return cut(wholeValue(outcome.value), MOST_WHOLE)
}

function wholeValue(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

/** `3 items`, or `item 2 of 3` once one was chosen. */
function countText({ count = 0, ...outcome }: RowOutcome): string {
  return 'shown' in outcome && outcome.shown !== undefined && count > 0 ? `item ${outcome.shown + 1} of ${count}` : countItems(count)
}

function eachTip({ count = 0 }: RowOutcome): string {
  return count > 1 ? 'The lines below show one item. Alt+Shift+Right and Alt+Shift+Left step through them.' : countItems(count)
}

function placeText({ count }: RowOutcome): string {
  return count !== undefined && count > 1 ? `One of ${count} items: ` : ''
}

function countItems(count: number): string {
  return count === 1 ? '1 item' : `${count} items`
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}
