// The only place that reads the comments of a sheet: old notes, and the threads of newer programs with who wrote what.
import type { Remark } from '../../../shared/spreadsheet/spreadsheet.ts'
import { parsePlace } from './cell-place.ts'
import { collectRichText, undoEscapes } from './rich-text.ts'
import type { SheetCounter } from './sheet-limits.ts'
import { walkXml, type XmlPart } from './walk-xml.ts'

/** What newer programs put into the note of a cell that has a thread, for older ones. */
const FOR_OLD_PROGRAMS = /^\[Threaded comment\]/i

/** `hasThreads`: the sheet has them in a part of their own. */
export async function readNotes(part: XmlPart, count: SheetCounter, hasThreads: boolean): Promise<Remark[]> {
  const remarks: Remark[] = []
  const rich = collectRichText()
  let ref = ''
  let inText = false
  await walkXml(part, {
    open(name, attributes) {
      if (name === 'comment') ref = attributes['ref'] ?? ''
      else if (name === 'text') inText = true
      else if (inText) rich.open(name)
    },
    close(name) {
      if (name === 'text') {
        inText = false
        const text = rich.take()
        if (!(hasThreads && FOR_OLD_PROGRAMS.test(text))) addComment(remarks, count, ref, text)
      } else if (inText) rich.close(name)
    },
    text(piece) {
      if (inText) rich.text(piece)
    },
  })
  return remarks
}

/** `names`: of the people, by the ids that the threads use. */
export async function readThreads(part: XmlPart, names: ReadonlyMap<string, string>, count: SheetCounter): Promise<Remark[]> {
  const remarks: Remark[] = []
  let ref = ''
  let person: string | undefined
  let text = ''
  let inText = false
  await walkXml(part, {
    open(name, attributes) {
      if (name === 'threadedComment') {
        ref = attributes['ref'] ?? ''
        person = names.get(attributes['personId'] ?? '')
        text = ''
      } else if (name === 'text') inText = true
    },
    close(name) {
      if (name === 'text') inText = false
      else if (name === 'threadedComment') addComment(remarks, count, ref, person === undefined ? undoEscapes(text) : `${person}: ${undoEscapes(text)}`)
    },
    text(piece) {
      if (inText) text += piece
    },
  })
  return remarks
}

export async function readPeople(part: XmlPart): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  await walkXml(part, {
    open(name, attributes) {
      if (name === 'person') names.set(attributes['id'] ?? '', attributes['displayName'] ?? '')
    },
  })
  return names
}

function addComment(remarks: Remark[], count: SheetCounter, ref: string, text: string): void {
  const place = parsePlace(ref)
  if (place === undefined || text.trim() === '') return
  count.remark(text)
  remarks.push({ row: place.row, column: place.column, kind: 'comment', text: text.trim() })
}
