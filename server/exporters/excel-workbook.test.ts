// Proof that the Excel spec says what the project says, the same bytes each time, and that nothing in it runs (T-23, T-24).
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import ExcelJS, { type Worksheet } from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildMap, buildObject, copy, of, ofItem, constant } from '../../fixtures/build.ts'
import { makeDemoFile } from '../../fixtures/make-demo.ts'
import { describeRow } from '../../shared/codegen/english.ts'
import { countCoverage } from '../../shared/mapping/coverage.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import type { Overlay } from '../../shared/project/people-and-systems.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { ProjectFile } from '../../shared/project/project-file.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { webPlace } from './excel-cells.ts'
import { exportWorkbook } from './excel-workbook.ts'

const run = promisify(execFile)

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  return workbook
}

/** The parts of the zip that hold XML, by path. */
function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]))
}

/** Rows of a field map's sheet as column id → text, by the hidden row of ids. */
function linesOf(sheet: Worksheet): Map<string, string>[] {
  const lines: Map<string, string>[] = []
  let ids: string[] | undefined
  sheet.eachRow((row) => {
    const texts = Array.from({ length: sheet.columnCount }, (_, index) => row.getCell(index + 1).text)
    if (ids === undefined) {
      if (texts.includes('_cw_row')) ids = texts
    } else lines.push(new Map(ids.map((id, index) => [id, texts[index] ?? ''])))
  })
  return lines.slice(2)
}

const hostile = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  "=cmd|' /C calc'!A0",
  '\t=1',
  '＝1',
  '=HYPERLINK("https://evil.example")',
  '<f>1</f>',
  '{=1}',
  'a\u0000b\uFFFE',
  '_x0041_',
]

/** A project with the same text in every slot that people write. */
function hostileProject(text: string) {
  return buildMap({
    inputs: { order: { number: 'text', status: 'text', lines: [{ sku: 'text' }] } },
    destination: { Name: 'text!', Status: 'text', Gone: 'text', Lines: [{ Code: 'text' }] },
    fieldMap: { name: text, oneRecordIs: text, appliesWhenWords: text, note: text, useCases: ['uc'] },
    rows: [
      {
        to: 'Name',
        transform: { kind: 'template', parts: [text, of('order', 'number')] },
        note: text,
        owner: 'p',
        when: { test: 'compare', left: of('order', 'status'), operator: '=', right: constant(text) },
      },
      { to: 'Status', transform: { kind: 'lookup', from: of('order', 'status'), table: 't' }, note: text },
      { to: 'Gone', transform: { kind: 'notMapped', reason: text } },
      { to: 'Lines', transform: { kind: 'each', list: of('order', 'lines') }, rows: [{ to: 'Lines[].Code', transform: copy(ofItem('sku')) }] },
    ],
    leftOut: { order: { number: text } },
    project: {
      info: { name: text, purpose: text },
      people: [buildObject('people', { id: 'p', name: text, role: text, contact: text })],
      systems: [buildObject('systems', { id: 's', name: text, vendor: text, docsLink: text, auth: text })],
      environments: [buildObject('environments', { id: 'e', system: 's', name: text, baseUrl: text, note: text })],
      useCases: [buildObject('useCases', { id: 'uc', number: 1, title: text, actor: text, story: text })],
      useCaseItems: [buildObject('useCaseItems', { id: 'i', useCase: 'uc', text })],
      steps: [buildObject('steps', { id: 'st', useCase: 'uc', title: text, onFailure: text, matchKey: text })],
      lookupTables: [buildObject('lookupTables', { id: 't', number: 1, name: text, note: text })],
      lookupEntries: [buildObject('lookupEntries', { id: 'le', table: 't', from: text, to: text, note: text })],
      configValues: [buildObject('configValues', { id: 'c', name: text, label: text, help: text, default: text })],
      customerProfiles: [buildObject('customerProfiles', { id: 'cp', name: text })],
      questions: [buildObject('questions', { id: 'q', number: 1, at: 'row:r1', text, answer: text })],
    },
  })
}

describe('exportWorkbook', () => {
  let file: ProjectFile
  let bytes: Uint8Array
  let workbook: ExcelJS.Workbook
  const findGraph = (key: string) => file.schemas[key] as SchemaGraph | undefined

  beforeAll(async () => {
    file = makeDemoFile()
    bytes = await exportWorkbook(file.project, findGraph, { findEvidence: (set) => file.samples[set]?.evidence })
    workbook = await open(bytes)
  }, 60_000)

  const sheet = (name: string): Worksheet => {
    const found = workbook.getWorksheet(name)
    if (found === undefined) throw new Error(`no sheet ${name}`)
    return found
  }

  const readRows = (name: string): string[][] => {
    const rows: string[][] = []
    const found = sheet(name)
    const textOf = (cell: ExcelJS.Cell) => (cell.value === null || cell.value === undefined ? '' : cell.text)
    found.eachRow((row) => rows.push(Array.from({ length: found.columnCount }, (_, at) => textOf(row.getCell(at + 1)))))
    return rows
  }

  it('lists the problems, and beside those that were waived who did it, when and why', () => {
    const rows = readRows('Problems')
    const { project } = file
    const gap = rows.find((row) => row.includes('Required field not mapped'))
    expect(gap?.[0]).toBe('Error')
    expect(gap?.slice(4).join('')).toBe('')
    const [waiver] = project.waivers
    const waived = rows.find((row) => row[2] === waiver?.message)
    expect(waived?.slice(4)).toEqual([waiver?.byName, '2026-11-17', waiver?.reason])
    expect(rows.at(-1)).toEqual(waived)
  })

  it('says on the cover who signed what, and what was open then', () => {
    const text = readRows('Cover').flat().join('\n')
    expect(text).toContain('UC-1 Invoice each paid order, 2026-11-18. With 1 open point: Which account do fees post to?')
    expect(text).toContain('Baseline 1, 2026-11-09. With 1 open point:')
  })

  it('has a sheet for each part of the project, the cover first', () => {
    expect(workbook.worksheets.map((one) => one.name)).toEqual([
      'Cover',
      'Use cases',
      'M-1 Order → Contact',
      'M-2 Order → Invoice',
      'M-3 Order → Payment',
      'Source fields',
      'Lookup tables',
      'Config values',
      'Systems and people',
      'Problems',
      'Questions',
    ])
  })

  it('lists every row of a field map with its number, sentence, condition, note and status', () => {
    for (const map of file.project.fieldMaps) {
      const context = buildMapContext(file.project, map.id, findGraph)
      if (context === undefined) throw new Error('no context')
      const lines = new Map(linesOf(sheet(`${printNumber('fieldMaps', map.number)} ${map.name}`)).map((line) => [line.get('_cw_row'), line]))
      for (const row of context.rows) {
        const line = lines.get(row.id)
        expect(line?.get('row'), row.id).toBe(`R-${row.number}`)
        if (row.when === undefined && row.transform !== undefined)
          expect(line?.get('transform')?.toLowerCase(), row.id).toContain(describeRow(context, row).toLowerCase())
        if (row.when !== undefined) expect(line?.get('when'), row.id).not.toBe('')
        expect(line?.get('note'), row.id).toBe(row.note ?? '')
        expect(line?.get('status')?.toLowerCase(), row.id).toBe(row.status)
      }
    }
  })

  it('says above the rows how often the map runs and what must hold of its records', () => {
    const texts: string[] = []
    sheet('M-2 Order → Invoice').eachRow((row) => row.eachCell((cell) => void texts.push(cell.text)))
    expect(texts).toContain('Once for each record.')
    expect(texts).toContain("An invoice has at least one line. Exactly: the number of entries in the record that is made's LineItems is more than 0")
    expect(texts.find((text) => text.startsWith('Line amounts and tax agree'))).toContain('(both sides may differ by 0.005)')
  })

  it('keeps the rows of an each below it, outlined and shown', () => {
    const invoice = sheet('M-2 Order → Invoice')
    const rows = linesOf(invoice).map((line) => line.get('_cw_row'))
    const at = (id: string) => rows.indexOf(id)
    expect(at('inv-products')).toBeLessThan(at('pro-unit'))
    expect(at('pro-unit')).toBeLessThan(at('inv-shipping'))
    expect(at('inv-shipping')).toBeLessThan(at('shi-unit'))
    invoice.eachRow((row) => {
      if (row.getCell(1).text === 'R-7') expect([row.outlineLevel, row.hidden]).toEqual([2, false])
    })
    expect(partsOf(bytes).get('xl/worksheets/sheet4.xml')).not.toContain('collapsed="1"')
  })

  it('says where a required field is undecided, on its line and on the cover', () => {
    const date = linesOf(sheet('M-3 Order → Payment')).find((line) => line.get('_cw_row') === 'pay-date')
    expect(date?.get('transform')).toBe('Undecided, needs a source.')
    const cover: string[] = []
    sheet('Cover').eachRow((row) => cover.push(row.getCell(1).text, row.getCell(2).text))
    expect(cover).toContain(`Gap: R-${date?.get('row')?.slice(2)}`)
    expect(cover).toContain('Question: Q-1')
  })

  it('shows each source field once a map with its state and reason', () => {
    const lines: string[][] = []
    sheet('Source fields').eachRow((row) => lines.push([1, 2, 3, 5, 6, 7].map((column) => row.getCell(column).text)))
    const of = (map: string, field: string) => lines.filter((line) => line[0] === map && line[1] === 'order' && line[2] === field).map((line) => line.slice(3))
    expect(of('Order → Invoice', 'number')).toEqual([['used', 'R-58', '']])
    expect(of('Order → Invoice', 'line_items[].subtotal_tax')).toEqual([['left out', '', 'Before discount; see the note on UnitAmount']])
    expect(of('Order → Payment', 'date_paid_gmt')).toEqual([['undecided', '', '']])
    expect(of('Order → Invoice', 'line_items')).toEqual([])
  })

  it('shows beside each source field how often samples have it and with which values, masked where they are personal unless asked for', async () => {
    const shown = (book: ExcelJS.Workbook, field: string) => {
      const lines: string[][] = []
      book.getWorksheet('Source fields')?.eachRow((row) => lines.push([1, 3, 8, 9].map((column) => row.getCell(column).text)))
      return lines.find((line) => line[0] === 'Order → Contact' && line[1] === field)?.slice(2)
    }
    expect(shown(workbook, 'billing.email')?.[0]).toMatch(/^\d+ of \d+$/)
    expect(shown(workbook, 'billing.email')?.[1]).toContain('•••@')
    expect(shown(workbook, 'billing.email')?.[1]).not.toContain('@example')
    const asked = await open(await exportWorkbook(file.project, findGraph, { findEvidence: (set) => file.samples[set]?.evidence, showValues: true }))
    expect(shown(asked, 'billing.email')?.[1]).toContain('@example')
    const without = await open(await exportWorkbook(file.project, findGraph, {}))
    expect(shown(without, 'billing.email')).toEqual(['', ''])
  })

  it('lists the facts in which analysts contradict the documents, each with what the document says', async () => {
    const system = file.project.systems[1]?.id ?? ''
    const fact = (id: string, path: string, name: string, value: string | number | boolean): Overlay => ({
      id,
      system,
      object: { kind: 'object', name: 'Contact' },
      path: path as FieldPath,
      fact: name,
      value,
      by: 'Bo Example',
      at: '2026-11-22T10:00:00.000Z',
    })
    const project = { ...file.project, overlays: [fact('o1', 'Name', 'maxLength', 200), fact('o2', 'Nick', 'added', true), fact('o3', 'Nick', 'type', 'text')] }
    const lines: string[][] = []
    const book = await open(await exportWorkbook(project, findGraph, {}))
    book.getWorksheet('Corrected facts')?.eachRow((row) => lines.push([3, 4, 5, 6, 7].map((column) => row.getCell(column).text)))
    expect(lines).toContainEqual(['Name', 'Longest', '200 characters', '255 characters', 'Bo Example'])
    expect(lines).toContainEqual(['Nick', 'Field', 'The field exists', 'nothing', 'Bo Example'])
    expect(workbook.getWorksheet('Corrected facts')).toBeUndefined()
  })

  it('leads every inner link to a cell of a sheet that is there, and has no outside link but https', () => {
    const parts = partsOf(bytes)
    const names = new Set(workbook.worksheets.map((one) => one.name))
    let inner = 0
    for (const [path, text] of parts) {
      for (const [, location = ''] of text.matchAll(/<hyperlink [^>]*location="([^"]*)"/g)) {
        const place = /^'(.*)'!([A-Z]+\d+)$/.exec(location.replaceAll('&apos;', "'").replaceAll('&gt;', '>'))
        expect(names.has((place?.[1] ?? '').replaceAll("''", "'")), location).toBe(true)
        inner += 1
      }
      if (path.endsWith('.rels')) for (const [, target = ''] of text.matchAll(/Target="([^"]*)" TargetMode="External"/g)) expect(target).toMatch(/^https:\/\//)
    }
    expect(inner).toBeGreaterThan(100)
  })

  it('counts on the cover what the app counts', () => {
    const rows: unknown[][] = []
    sheet('Cover').eachRow((row) => rows.push([row.getCell(1).text, ...[3, 4, 5, 6, 7, 8, 9].map((column) => row.getCell(column).value)]))
    for (const map of file.project.fieldMaps) {
      const context = buildMapContext(file.project, map.id, findGraph)
      if (context === undefined) throw new Error('no context')
      const { source, destination } = countCoverage(context)
      const sum = (part: 'used' | 'leftOut' | 'undecided') => source.reduce((total, input) => total + input[part], 0)
      const title = `${printNumber('fieldMaps', map.number)}  ${map.name}`
      const counts = rows.find(([first]) => first === title)
      expect(counts?.slice(1), map.name).toEqual([
        sum('used'),
        sum('leftOut'),
        sum('undecided'),
        destination.mapped,
        destination.notMapped,
        destination.undecided,
        destination.gaps,
      ])
    }
  })

  it('is the same to the byte three seconds later and in any time zone', async () => {
    const program = `
      const { makeDemoFile } = await import(${JSON.stringify(new URL('../../fixtures/make-demo.ts', import.meta.url).href)})
      const { exportWorkbook } = await import(${JSON.stringify(new URL('./excel-workbook.ts', import.meta.url).href)})
      const { createHash } = await import('node:crypto')
      const file = makeDemoFile()
      const bytes = await exportWorkbook(file.project, (key) => file.schemas[key], { findEvidence: (set) => file.samples[set]?.evidence })
      process.stdout.write(createHash('sha256').update(bytes).digest('hex'))`
    await new Promise((resolve) => setTimeout(resolve, 3_100))
    const hash = createHash('sha256').update(bytes).digest('hex')
    for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { env: { ...process.env, TZ: zone } })
      expect(stdout, zone).toBe(hash)
    }
  }, 60_000)

  it('holds no formula and gives back every text as text, whatever people wrote (T-23)', async () => {
    for (const text of hostile) {
      const { project, findGraph: find } = hostileProject(text)
      const exported = await exportWorkbook(project, find, {})
      for (const [path, xml] of partsOf(exported)) if (path.startsWith('xl/worksheets/sheet')) expect(xml, `${text} in ${path}`).not.toMatch(/<f[ >]|<f\/>/)
      const read = await open(exported)
      let found = 0
      for (const one of read.worksheets)
        one.eachRow((row) =>
          row.eachCell((cell) => {
            expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)
            if (cell.value === text.replaceAll('\u0000', '').replaceAll('\uFFFE', '')) found += 1
          }),
        )
      expect(found, text).toBeGreaterThanOrEqual(20)
    }
  })

  it('puts sheet properties in the order of the schema, and no folders into the zip', () => {
    const parts = partsOf(bytes)
    expect([...parts.keys()].filter((path) => path.endsWith('/'))).toEqual([])
    expect([...parts.keys()][0]).toBe('[Content_Types].xml')
    const properties = [...parts].flatMap(([path, text]) => (path.startsWith('xl/worksheets/sheet') ? [/<sheetPr>.*?<\/sheetPr>/.exec(text)?.[0] ?? ''] : []))
    expect(properties.filter((text) => text.includes('outlinePr'))).toHaveLength(3)
    for (const text of properties) expect(text).not.toMatch(/pageSetUpPr.*outlinePr/)
  })

  it('takes a name with apostrophes, and a project name that begins with a digit or an ampersand', async () => {
    const { project, findGraph: find } = hostileProject("2024 & Bob's 'maps'")
    const parts = partsOf(await exportWorkbook(project, find, {}))
    const names = parts.get('xl/workbook.xml') ?? ''
    expect(names).toContain('&apos;M-1 2024 &amp; Bob’s ’maps’&apos;!')
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('&amp;L&amp;8 2024 &amp;&amp; Bob')
  })

  it('exports a map whose schema is not there, and an empty project', async () => {
    const { project } = hostileProject('x')
    expect((await open(await exportWorkbook(project, () => undefined, {}))).worksheets.length).toBeGreaterThan(5)
    const empty = { ...project, ...Object.fromEntries(Object.keys(project).map((key) => [key, key === 'info' ? { name: '' } : []])) }
    expect((await open(await exportWorkbook(empty, () => undefined, {}))).worksheets.map((one) => one.name)).toEqual(['Cover'])
  })
})

describe('webPlace', () => {
  it.each([
    'javascript:alert(1)',
    'http://example.com',
    'file:///etc/passwd',
    'data:text/html,x',
    '\\\\server\\share',
    'https://user:word@example.com',
    'not a link',
    `https://example.com/${'x'.repeat(2_001)}`,
  ])('refuses %s', (text) => {
    expect(webPlace(text)).toBeUndefined()
  })
  it('takes https', () => {
    expect(webPlace('https://example.com/a b')).toBe('https://example.com/a%20b')
  })
})
