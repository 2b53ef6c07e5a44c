import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { corpusFolder } from '../../fixtures/corpus.ts'
import { xsd } from './formats/xsd.ts'
import { listLines, readTexts } from './xsd/read-texts-fixture.ts'

const corpus = corpusFolder()
const folder = join(corpus ?? '', 'schemas/xsd-sap')
const texts = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

/** A scan of the text that knows nothing of schemas: declarations by how far they stand inside others. */
function scan(text: string): { global: string[]; inside: number } {
  const global: string[] = []
  let inside = 0
  let depth = 0
  for (const [tag, slash, name] of text.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '').matchAll(/<(\/?)([\w:]+)[^>]*?(?:\/>|>)/g)) {
    if (slash === '/') {
      depth -= 1
      continue
    }
    if (name === 'xs:element' || name === 'xs:attribute') {
      if (depth === 1) global.push(/ name="([^"]+)"/.exec(tag)?.[1] ?? '')
      else inside += 1
    }
    if (!tag.endsWith('/>')) depth += 1
  }
  return { global, inside }
}

describe.skipIf(corpus === undefined)('the XML Schemas of an ERP', () => {
  const messages = [
    'TYPE',
    'ID',
    'NUMBER',
    'MESSAGE',
    'LOG_NO',
    'LOG_MSG_NO',
    'MESSAGE_V1',
    'MESSAGE_V2',
    'MESSAGE_V3',
    'MESSAGE_V4',
    'PARAMETER',
    'ROW',
    'FIELD',
    'SYSTEM',
  ]
  const returned = messages.map((name) => `RETURN.${name} text`)

  test('together they give the whole tree, with nothing missing, and as many fields as the files declare', () => {
    const all = texts(readdirSync(folder).filter((name) => name.endsWith('.xsd')))
    const { graph } = readTexts(xsd, all)
    const scans = Object.values(all).map(scan)
    expect(graph.fieldCount).toBe(scans.reduce((sum, { inside }) => sum + inside, 0))
    expect(graph.fieldCount).toBe(38)
    const global = new Set(scans.flatMap((each) => each.global))
    expect(graph.objects.every(({ name }) => global.has(name))).toBe(true)
    expect(graph.objects.map(({ name }) => name).sort()).toEqual(['ZTY_CSV_LINE', 'Z_GET_ORDERS_ANALYSIS', 'Z_GET_ORDERS_ANALYSISResponse'])
    expect(graph.problems).toEqual([])
    const lines = ['IT_CSV.ZTY_CSV_LINE list', 'IT_CSV.ZTY_CSV_LINE[].LINE text']
    expect(listLines(graph, 'Z_GET_ORDERS_ANALYSIS')).toEqual(['RETURN object!', ...returned, 'DEST text', 'IT_CSV object!', ...lines])
    expect(listLines(graph, 'Z_GET_ORDERS_ANALYSISResponse')).toEqual([
      ...['RETURN object', ...returned],
      ...['ANALYSIS object', 'ANALYSIS.`#text` text', 'ANALYSIS{} any', 'EXCEPTIONMSG text', 'IT_CSV object', ...lines],
    ])
  })

  test.each([
    ['Z_GET_ORDERS_ANALYSIS.xsd', 'RFCTypes.xsd'],
    ['Z_GET_ORDERS_ANALYSISResponse.xsd', 'rfcTypes.xsd'],
  ])('%s alone lists the file that is missing', (name, missing) => {
    const { graph } = readTexts(xsd, texts([name]))
    expect(graph.problems.map(({ code, file, message }) => [code, file, message])).toEqual([
      ['external-reference', missing, `${missing} is not among the uploaded files. Upload this file too.`],
    ])
    expect(listLines(graph, name.replace('.xsd', '')).filter((line) => line.startsWith('RETURN.'))).toEqual(messages.map((each) => `RETURN.${each} any`))
  })
})
