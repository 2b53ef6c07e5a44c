// Tests of the command that evaluates formulas, as programs call it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../command-fixture.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-formula-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const printLines = (lines: readonly unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('')
const readLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('formula', () => {
  test('answers each line with a value, missing, a problem or a refusal, and ends with 1 where there are findings', async () => {
    const file = join(folder, 'questions.jsonl')
    const order = { number: '17', total: 12.5, lines: [{ price: 5 }, { price: 7.5 }], note: null }
    await writeFile(
      file,
      printLines([
        { id: 'a', expr: '"WC-" & number', data: order },
        { id: 'b', expr: 'note', data: order },
        { id: 'c', expr: 'lines[price > 100]', data: order },
        { id: 'd', expr: 'lines.price', data: order },
        { id: 'e', expr: 'lines[price > 6].price', data: order },
        { id: 'f', expr: 'total / 0', data: order },
        { id: 'g', expr: 'number + 1', data: order },
        { id: 'h', expr: 'total * $rate', data: order, bindings: { rate: 2 } },
      ]),
    )
    const ended = await runCommand(['formula', '--input', file])
    const answers = readLines(ended.out)
    expect(answers.slice(0, 5)).toEqual([
      { id: 'a', outcome: 'value', value: 'WC-17' },
      { id: 'b', outcome: 'value', value: null },
      { id: 'c', outcome: 'missing' },
      { id: 'd', outcome: 'value', value: [5, 7.5], many: true },
      { id: 'e', outcome: 'value', value: [7.5], many: true },
    ])
    expect(answers[5]).toMatchObject({ id: 'f', outcome: 'problem', message: expect.stringMatching(/not-a-number/) as string })
    expect(answers[6]).toMatchObject({ id: 'g', outcome: 'refused', message: expect.stringMatching(/A number is needed here/) as string })
    expect(answers[7]).toEqual({ id: 'h', outcome: 'value', value: 25 })
    expect([ended.code, ended.err]).toEqual([1, ''])
  })

  test('reads standard input, needs no data, and takes the time as now', async () => {
    const ended = await runCommand(
      ['formula', '--json', '--now', '2026-03-02T09:00:00Z'],
      printLines([
        { id: 1, expr: '1 + 1' },
        { id: 2, expr: '$now()' },
      ]),
    )
    expect(readLines(ended.out)).toEqual([
      { id: 1, outcome: 'value', value: 2 },
      { id: 2, outcome: 'value', value: '2026-03-02T09:00:00.000Z' },
    ])
    expect([ended.code, ended.err]).toEqual([0, ''])
  })

  test.each([
    { line: '{"id": 1,', says: /line 2 of the input is not JSON/ },
    { line: '[]', says: /line 2 of the input is not a JSON object/ },
    { line: '{"id": 1}', says: /line 2 of the input has no "expr"/ },
    { line: '{"expr": "1", "bindings": 3}', says: /line 2 of the input has "bindings"/ },
  ])('refuses $line with its number and ends with 2', async ({ line, says }) => {
    const ended = await runCommand(['formula'], `{"id":0,"expr":"1"}\n${line}\n`)
    expect([ended.code, ended.out]).toEqual([2, '{"id":0,"outcome":"value","value":1}\n'])
    expect(ended.err).toMatch(says)
  })
})
