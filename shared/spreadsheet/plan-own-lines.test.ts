// Proof of what becomes of columns, lines, sheets and the other tables of a workbook that comes back.
import { describe, expect, test } from 'vitest'
import { copy, of } from '../../fixtures/build.ts'
import { inTable, viewOf, type HeldTable } from '../../fixtures/returned-workbook.ts'
import { exported, findGraph, planWith, project, questionsAt, rowOf, ROWS, taken } from '../../fixtures/small-workbook.ts'
import { sheetOfGrid } from '../../fixtures/spreadsheet-of-document.ts'
import { applyWrites } from '../project/apply-writes.ts'
import { writesOf } from './import-plan.ts'
import { listOwnSheets, planOwn } from './plan-own.ts'
import type { Spreadsheet } from './spreadsheet.ts'

describe('columns and lines', () => {
  const put = (held: HeldTable) => {
    held.lines.forEach((cells) => cells.splice(2, 0, ''))
    const titles = held.lines[held.head + 2]
    if (titles !== undefined) titles[2] = 'Priority'
    const cells = held.row('row:r1')
    cells[2] = 'high'
  }

  test('a text in a column that somebody put in lands in the note under its title', () => {
    const { items } = planWith(ROWS, put)
    expect(items).toMatchObject([{ kind: 'note-only', at: 'row:r1', theirs: 'Priority: high', accepted: true }])
    const after = taken(ROWS, put)
    expect(rowOf(after, 'r1')?.note).toBe('As it is\nPriority: high')
    expect(planOwn(inTable(exported, ROWS, put), viewOf(after, findGraph)).items).toEqual([])
  })

  test('where the note was edited too it is asked, so that neither text takes the other’s place', () => {
    const after = taken(ROWS, (held) => {
      held.type('row:r1', 'note', 'Edited')
      put(held)
    })
    expect(rowOf(after, 'r1')?.note).toBe('Edited')
    expect(questionsAt(after, 'row:r1').join('\n')).toContain('Priority: high')
  })

  test('columns that were taken out, and a column of an older version, lose nothing', () => {
    const { items } = planWith(ROWS, (held) => {
      const at = held.at('note')
      held.lines.forEach((cells) => cells.splice(at, 1))
      held.lines[held.head]?.splice(1, 0, 'mood')
      held.lines.forEach((cells, line) => (line === held.head ? undefined : cells.splice(1, 0, '')))
      held.row('row:r2')[1] = 'glad'
    })
    expect(items).toMatchObject([{ kind: 'prose-only', at: 'row:r2', column: 'mood', theirs: 'glad' }])
  })

  test('rows that are left out are removed only if somebody says so, with the rows inside them', () => {
    const { items } = planWith(ROWS, (held) => held.drop('row:r4'))
    expect(items).toMatchObject([{ kind: 'removed', at: 'row:r4', accepted: false }])
    expect(items[0]?.writes.map(({ object, cell, value }) => [object, cell, value])).toEqual([
      ['r4', 'deleted', true],
      ['r5', 'deleted', true],
    ])
  })

  test('a new line becomes a row on the field that it names, an alternative where there is one already', () => {
    const change = (held: HeldTable) => {
      held.add({ destinationPath: 'Contact.Name', source: 'name', note: 'New', question: 'Always?' })
      held.add({ destinationPath: 'Number', formula: '="X"', type: 'odd' })
    }
    expect(planWith(ROWS, change).items.map(({ kind, title, accepted }) => [kind, title, accepted])).toEqual([
      ['added', 'New row: Contact.Name', true],
      ['added', 'New row: Contact.Name', true],
      ['added', 'New row: Number', true],
    ])
    const after = taken(ROWS, change)
    const made = after.rows.filter(({ id }) => id.startsWith('new'))
    expect(made.find(({ destination }) => String(destination) === 'Contact.Name')).toMatchObject({ note: 'New', transform: copy(of('order', 'name')) })
    const second = made.find(({ destination }) => String(destination) === 'Number')
    expect(second).toMatchObject({ transform: { kind: 'constant', value: 'X' }, note: 'Type (destination): odd' })
    expect((second?.order ?? '') > (rowOf(after, 'r1')?.order ?? '')).toBe(true)
    expect(after.questions.find(({ text }) => text === 'Always?')?.at).toBe(`row:${made.find(({ destination }) => String(destination) === 'Contact.Name')?.id}`)
  })

  test('a question at a new row can only be asked with the row', () => {
    const plan = planWith(ROWS, (held) => held.add({ destinationPath: 'Contact.Name', question: 'Always?' }))
    const question = plan.items.find(({ column }) => column === 'question')
    expect(writesOf(plan, new Set([question?.id ?? ''])).some(({ home, cell }) => home === 'rows' && cell === 'destination')).toBe(true)
  })

  test('a new line that names no field is asked about with all it says', () => {
    const { items } = planWith(ROWS, (held) => held.add({ destinationPath: 'Nowhere', source: 'name' }))
    expect(items).toMatchObject([{ kind: 'unmatched', at: 'field:map:' }])
    expect(JSON.stringify(items[0]?.writes)).toContain('Nowhere')
  })

  test('of a row that stands there twice the edited copy is a new one; an unchanged copy is left out and told', () => {
    const twice = (text: string) => (held: HeldTable) => {
      const cells = [...held.row('row:r1')]
      cells[held.at('source')] = text
      held.lines.splice(held.lines.indexOf(held.row('row:r1')), 0, cells)
    }
    const edited = planWith(ROWS, twice('name'))
    expect(edited.items).toMatchObject([{ kind: 'added', title: 'New row: Number' }])
    expect(edited.items[0]?.writes.find(({ cell }) => cell === 'transform')?.value).toEqual(copy(of('order', 'name')))
    const copied = taken(ROWS, (held) => {
      const cells = [...held.row('row:r3')]
      cells[held.at('note')] = 'The other way'
      held.lines.splice(held.lines.indexOf(held.row('row:r3')) + 1, 0, cells)
    }).rows.find(({ id }) => id.startsWith('new'))
    expect(copied).toMatchObject({ note: 'The other way', transform: rowOf(project, 'r3')?.transform })
    const same = planWith(ROWS, twice('id'))
    expect(same.items).toEqual([])
    expect(same.notes).toHaveLength(1)
  })

  test('without the row of ids the titles tell, and it is said', () => {
    const file = inTable(exported, ROWS, (held) => {
      held.type('row:r1', 'note', 'Typed')
      held.type('row:r2', 'source', 'id')
      held.lines.splice(held.head, 1)
    })
    const plan = planOwn(file, viewOf(project, findGraph))
    expect(plan.items.map(({ at, column, theirs }) => [at, column, theirs])).toEqual([
      ['row:r1', 'note', 'Typed'],
      ['row:r2', 'source', 'id'],
    ])
    expect(plan.notes.join()).toContain('hidden row of ids is gone')
  })

  test('without fingerprints what differs is a conflict, and what is the same is nothing', () => {
    const plan = planWith(ROWS, (held) => {
      const at = held.at('_cw_base')
      held.lines.forEach((cells, line) => (line > held.head && cells[at] !== undefined ? (cells[at] = '') : undefined))
      held.type('row:r1', 'note', 'Typed')
    })
    expect(plan.items).toMatchObject([{ at: 'row:r1', column: 'note', kind: 'conflict', accepted: false }])
  })

  test('a copy of the sheet counts once where it says the same, and for a person to choose where not', () => {
    const copyOf = (text: string): Spreadsheet => {
      const first = inTable(exported, ROWS, (held) => held.type('row:r1', 'note', 'One'))
      const second = inTable(exported, ROWS, (held) => held.type('row:r1', 'note', text))
      return {
        ...first,
        sheets: [
          ...first.sheets,
          ...listOwnSheets(second)
            .slice(0, 1)
            .map((sheet) => ({ ...sheet, name: 'Copy' })),
        ],
      }
    }
    expect(planOwn(copyOf('One'), viewOf(project, findGraph)).items).toMatchObject([{ kind: 'changed', theirs: 'One', accepted: true }])
    const differ = planOwn(copyOf('Two'), viewOf(project, findGraph)).items
    expect(differ.map(({ kind, theirs, accepted }) => [kind, theirs, accepted])).toEqual([
      ['conflict', 'One', false],
      ['conflict', 'Two', false],
    ])
    expect(new Set(differ.map(({ id }) => id)).size).toBe(2)
  })

  test('a comment at a cell is asked at its row, elsewhere at the map, and nowhere it is told', () => {
    const comment = (row: number, column: number, text: string) => ({ row, column, kind: 'comment' as const, text })
    let place = { row: 0, column: 0 }
    const held = inTable(exported, ROWS, (table) => {
      place = { row: table.lines.indexOf(table.row('row:r1')) + 1, column: table.at('transform') + 1 }
    })
    const [first] = listOwnSheets(held)
    const commented: Spreadsheet = {
      ...held,
      sheets: held.sheets.map((sheet) => {
        if (sheet.name === first?.name) return { ...sheet, remarks: [comment(place.row, place.column, 'Bo:\nReally?'), comment(1, 1, 'A fine map')] }
        return sheet.name === 'Cover' ? { ...sheet, remarks: [comment(1, 1, 'Whose is it?')] } : sheet
      }),
    }
    const plan = planOwn(commented, viewOf(project, findGraph))
    expect(plan.items.map(({ kind, at, cell, theirs }) => [kind, at, cell, theirs])).toEqual([
      ['note-only', undefined, 'Comment', 'Whose is it?'],
      ['added', 'row:r1', 'Comment at Rule', 'Bo:\nReally?'],
      ['added', 'field:map:', 'Comment', 'A fine map'],
    ])
    const after = applyWrites(project, writesOf(plan, new Set(plan.items.map(({ id }) => id)))).project
    expect(questionsAt(after, 'row:r1')).toContain('In Specification.xlsx, a comment at Rule: Bo:\nReally?')
    expect(planOwn(commented, viewOf(after, findGraph)).items).toMatchObject([{ kind: 'note-only' }])
  })

  test('a sheet that somebody put in is named; a hidden one of lists is ours', () => {
    const sheets = [...exported.sheets, sheetOfGrid('Thoughts', [['a', 'b']]), { ...sheetOfGrid('Lists', [['x']]), hidden: true }]
    const { items, notes } = planOwn({ ...exported, sheets }, viewOf(project, findGraph))
    expect(items).toEqual([])
    expect(notes).toEqual([expect.stringContaining('“Thoughts”')])
  })

  test('another project’s workbook is refused as a whole', () => {
    const other = { ...project, fieldMaps: [], rows: [], questions: [], lookupTables: [], lookupEntries: [], configValues: [] }
    const plan = planOwn(
      inTable(exported, ROWS, (held) => held.type('row:r1', 'note', 'Typed')),
      viewOf(other, findGraph),
    )
    expect(plan.items).toEqual([])
    expect(plan.notes.join()).toContain('another project')
  })

  test('a file that is none of ours says so', () => {
    const file: Spreadsheet = { name: 'x.csv', format: 'csv', sheets: [sheetOfGrid('x', [['a', 'b']])], warnings: [] }
    expect(listOwnSheets(file)).toEqual([])
    expect(planOwn(file, viewOf(project, findGraph))).toMatchObject({ items: [], notes: [expect.stringContaining('Nothing in this file')] })
  })
})

describe('questions, lookup tables and config values', () => {
  test('an answer answers; a changed text is the question’s; another column is asked at its place', () => {
    const change = (held: HeldTable) => {
      held.type('question:q1', 'answer', 'The long one')
      held.type('question:q2', 'text', 'Three times?')
      held.type('question:q2', 'askedOf', 'Ana')
    }
    expect(planWith('questions', change).items.map(({ kind, at, column }) => [kind, at, column])).toEqual([
      ['changed', 'question:q1', 'answer'],
      ['changed', 'question:q2', 'text'],
      ['prose-only', 'question:q2', 'askedOf'],
    ])
    const after = taken('questions', change)
    expect(after.questions[0]).toMatchObject({ answer: 'The long one', answeredBy: 'Bo Example', answeredAt: '2026-11-22T10:00:00.000Z', status: 'answered' })
    expect(after.questions[1]).toMatchObject({ text: 'Three times?', answer: 'Yes' })
    expect(questionsAt(after, 'row:r2').join()).toContain('Ana')
  })

  test('a new question stands at what it is about', () => {
    const after = taken('questions', (held) => held.add({ about: 'R-2 Total', text: 'Why twice?', answer: 'It was agreed' }))
    expect(after.questions.find(({ text }) => text === 'Why twice?')).toMatchObject({ at: 'row:r2', status: 'answered', answer: 'It was agreed' })
    expect(planWith('questions', (held) => held.add({ text: 'About what?' })).items).toMatchObject([{ kind: 'unmatched', at: 'field:map:' }])
  })

  test('what a code becomes, notes, new entries and those left out', () => {
    const change = (held: HeldTable) => {
      held.type('entry:e1', 'to', '10')
      held.type('entry:e1', 'note', 'Agreed')
      held.drop('entry:e2')
      held.add({ from: 'c', to: '3', customer: 'Anna & Co' })
      held.add({ from: 'a', to: '7' })
    }
    expect(planWith('lookup:codes', change).items.map(({ kind, accepted }) => [kind, accepted])).toEqual([
      ['changed', true],
      ['changed', true],
      ['added', true],
      ['unmatched', true],
      ['removed', false],
    ])
    const after = taken('lookup:codes', change)
    expect(after.lookupEntries.find(({ id }) => id === 'e1')).toMatchObject({ to: '10', note: 'Agreed' })
    expect(after.lookupEntries.find(({ id }) => id === 'e2')?.deleted).toBe(true)
    expect(after.lookupEntries.find(({ from }) => from === 'c')).toMatchObject({ table: 'codes', to: '3', profile: 'anna' })
    expect(questionsAt(after, 'lookup:codes').join()).toContain('a')
  })

  test('a code of the wrong type is asked, one of the right type is typed', () => {
    expect(taken('lookup:rates', (held) => held.type('entry:e3', 'to', '0.75')).lookupEntries.find(({ id }) => id === 'e3')?.to).toBe(0.75)
    expect(planWith('lookup:rates', (held) => held.type('entry:e3', 'to', 'half')).items).toMatchObject([{ kind: 'prose-only', theirs: 'half' }])
  })

  test('a customer’s value is typed by its config value, an allowed one, and never a secret', () => {
    const change = (held: HeldTable) => {
      held.type('config:account', 'profile:anna', '201')
      held.type('config:key', 'profile:anna', 'sk_live_abc123')
      held.type('config:mode', 'profile:anna', 'quick')
    }
    const { items } = planWith('config', change)
    expect(items.map(({ kind, at, accepted }) => [kind, at, accepted])).toEqual([
      ['changed', 'config:account', true],
      ['changed', 'config:key', false],
      ['prose-only', 'config:mode', true],
    ])
    expect(JSON.stringify(items)).not.toContain('sk_live_abc123')
    expect(taken('config', change).profileValues).toMatchObject([{ id: 'v1', value: 201 }])
    const emptied = (held: HeldTable) => held.type('config:account', 'profile:anna', '')
    expect(planWith('config', emptied).items).toMatchObject([{ accepted: false }])
    expect(taken('config', emptied).profileValues).toMatchObject([{ deleted: true }])
  })
})

test('a line put directly below the titles is a new line, and the titles stay what they are', () => {
  const plan = planWith(ROWS, (held) => {
    const line = (held.lines[held.head] ?? []).map(() => '')
    line[held.at('destinationPath')] = 'Note'
    line[held.at('note')] = 'Put on top'
    held.lines.splice(held.head + 3, 0, line)
  })
  expect(plan.items.map(({ kind, theirs }) => [kind, theirs.includes('Put on top')])).toEqual([['added', true]])
})
