// Proof of the Excel spec of real projects: all of it is there, the same bytes each time, and nothing in it runs (T-23, T-24).
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import ExcelJS, { type Worksheet } from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildMap, buildObject, copy, of, ofItem, constant } from '../../fixtures/build.ts'
import { makeDemoFile } from '../../fixtures/make-demo.ts'
import { describeRow } from '../../shared/codegen/english.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { ProjectFile } from '../../shared/project/project-file.ts'
import { buildDocument } from '../../shared/document/build-document.ts'
import type { DocumentSource } from '../../shared/document/document-options.ts'
import type { SpecDocument } from '../../shared/document/document.ts'
import { documentOfFile, sourceOfFile } from './document-of-file-fixture.ts'
import { statusWords } from '../../shared/review/row-status.ts'
import { listDocumentTexts } from './document-texts-fixture.ts'
import { renderWorkbook } from './excel-workbook.ts'
import { shownText } from './xlsx-text.ts'

const run = promisify(execFile)

const exportWorkbook = (source: DocumentSource) => renderWorkbook(buildDocument(source), {})

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
function linesOf(sheet: Worksheet | undefined): Map<string, string>[] {
  const lines: Map<string, string>[] = []
  let ids: string[] | undefined
  sheet?.eachRow((row) => {
    const texts = Array.from({ length: sheet.columnCount }, (_, index) => plainText(row.getCell(index + 1)))
    if (ids === undefined) {
      if (texts.includes('_cw_row')) ids = texts
    } else lines.push(new Map(ids.map((id, index) => [id, texts[index] ?? ''])))
  })
  return lines.slice(1)
}

const plainText = (cell: ExcelJS.Cell) => (cell.value === null || cell.value === undefined ? '' : cell.text)

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

describe('the Excel spec', () => {
  let file: ProjectFile
  let document: SpecDocument
  let bytes: Uint8Array
  let workbook: ExcelJS.Workbook

  beforeAll(async () => {
    file = makeDemoFile()
    document = documentOfFile(file, {})
    bytes = await exportWorkbook(sourceOfFile(file, {}))
    workbook = await open(bytes)
  }, 60_000)

  /** Parts of a section that have a sheet of their own. */
  const isApart = (name: string) => name.startsWith('About ') || name.endsWith(' in full')

  const textsOf = (sheet: Worksheet | undefined): Set<string> => {
    const texts = new Set<string>()
    sheet?.eachRow((row) => row.eachCell((cell) => void texts.add(plainText(cell))))
    return texts
  }

  it('has a sheet for each section, the cover first, in the order of the document', () => {
    const names = workbook.worksheets.filter(({ state }) => state === 'visible').map(({ name }) => name)
    expect(names.filter((name) => !isApart(name))).toEqual(['Cover', ...document.sections.map(({ title }) => title.slice(0, 31))])
    expect(names.filter(isApart)).not.toEqual([])
    for (const map of file.project.fieldMaps) expect(workbook.getWorksheet(`${printNumber('fieldMaps', map.number)} ${map.name}`), map.name).toBeDefined()
  })

  it('says on each sheet every text of its section', () => {
    for (const section of document.sections) {
      const own = [section.title, `About ${section.title}`, `${section.title} in full`].map((title) => workbook.getWorksheet(title.slice(0, 31)))
      const texts = new Set(own.flatMap((sheet) => [...textsOf(sheet)]))
      const alone = { ...document, cover: [], sections: [section], title: '', subtitle: '', purpose: '' }
      for (const { text, tone } of listDocumentTexts(alone))
        for (const line of tone === 'code' ? text.split('\n') : [text])
          if (line !== section.what && shownText(line) !== '') expect(texts, section.title).toContain(shownText(line))
    }
  })

  it('lists every row of a field map with its number, sentence, note and status', () => {
    for (const map of file.project.fieldMaps) {
      const context = buildMapContext(file.project, map.id, (key) => file.schemas[key])
      if (context === undefined) throw new Error('no context')
      const lines = new Map(linesOf(workbook.getWorksheet(`${printNumber('fieldMaps', map.number)} ${map.name}`)).map((line) => [line.get('_cw_row'), line]))
      for (const row of context.rows) {
        const line = lines.get(`row:${row.id}`)
        expect(line?.get('row'), row.id).toBe(`R-${row.number}`)
        if (row.when === undefined && row.transform !== undefined)
          expect(line?.get('transform')?.toLowerCase(), row.id).toContain(describeRow(context, row).toLowerCase())
        if (row.when !== undefined) expect(line?.get('when'), row.id).not.toBe('')
        expect(line?.get('note'), row.id).toBe(row.note ?? '')
        expect(['Question', 'Changed', statusWords[row.status ?? 'draft']], row.id).toContain(line?.get('status'))
      }
    }
  })

  it('keeps the rows of an each below it, outlined and shown', () => {
    const invoice = workbook.getWorksheet('M-2 Order → Invoice')
    const rows = linesOf(invoice).map((line) => line.get('_cw_row'))
    const at = (id: string) => rows.indexOf(`row:${id}`)
    expect(at('inv-products')).toBeLessThan(at('pro-unit'))
    expect(at('pro-unit')).toBeLessThan(at('inv-shipping'))
    expect(at('inv-shipping')).toBeLessThan(at('shi-unit'))
    invoice?.eachRow((row) => {
      if (row.getCell(1).text === 'R-7') expect([row.outlineLevel, row.hidden]).toEqual([2, false])
    })
    for (const [path, xml] of partsOf(bytes)) if (path.startsWith('xl/worksheets/sheet')) expect(xml, path).not.toContain('collapsed="1"')
  })

  it('leads every inner link to a cell of a sheet that is there, and has no outside link but https', () => {
    const parts = partsOf(bytes)
    const names = new Set(workbook.worksheets.map((one) => one.name))
    let inner = 0
    for (const [path, text] of parts) {
      for (const [, location = ''] of text.matchAll(/<hyperlink [^>]*location="([^"]*)"/g)) {
        const place = /^'(.*)'!([A-Z]+\d+)$/.exec(location.replaceAll('&apos;', "'").replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
        expect(names.has((place?.[1] ?? '').replaceAll("''", "'")), location).toBe(true)
        inner += 1
      }
      if (path.endsWith('.rels')) for (const [, target = ''] of text.matchAll(/Target="([^"]*)" TargetMode="External"/g)) expect(target).toMatch(/^https:\/\//)
    }
    expect(inner).toBeGreaterThan(100)
  })

  it('is the same to the byte three seconds later and in any time zone', async () => {
    const program = `
      const { makeDemoFile } = await import(${JSON.stringify(new URL('../../fixtures/make-demo.ts', import.meta.url).href)})
      const { documentOfFile } = await import(${JSON.stringify(new URL('./document-of-file-fixture.ts', import.meta.url).href)})
      const { renderWorkbook } = await import(${JSON.stringify(new URL('./excel-workbook.ts', import.meta.url).href)})
      const { createHash } = await import('node:crypto')
      const bytes = await renderWorkbook(documentOfFile(makeDemoFile(), {}), {})
      process.stdout.write(createHash('sha256').update(bytes).digest('hex'))`
    await new Promise((resolve) => setTimeout(resolve, 3_100))
    const hash = createHash('sha256').update(bytes).digest('hex')
    for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { env: { ...process.env, TZ: zone } })
      expect(stdout, zone).toBe(hash)
    }
  }, 120_000)

  it('holds no formula and gives back every text as text, whatever people wrote (T-23)', async () => {
    for (const text of hostile) {
      const { project, findGraph } = hostileProject(text)
      const exported = await exportWorkbook({ project, findGraph, choice: {} })
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
  }, 60_000)

  it('exports a map whose schema is not there, and an empty project', async () => {
    const { project } = hostileProject('x')
    expect((await open(await exportWorkbook({ project, findGraph: () => undefined, choice: {} }))).worksheets.length).toBeGreaterThan(5)
    const empty = { ...project, ...Object.fromEntries(Object.keys(project).map((key) => [key, key === 'info' ? { name: '' } : []])) }
    const sheets = (await open(await exportWorkbook({ project: empty, findGraph: () => undefined, choice: {} }))).worksheets
    expect(sheets[0]?.name).toBe('Cover')
  })
})
