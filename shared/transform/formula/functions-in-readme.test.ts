// README's list of functions is the table's own: nobody writes it by hand.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { functionNames, functionTable, printSignature } from './functions.ts'

const readme = new URL('../../../README.md', import.meta.url)
const section = /(<!-- functions[^\n]*-->\n)[\s\S]*?(<!-- \/functions -->)/

it('lists every function in README as the table documents it (write it anew: UPDATE=1)', () => {
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const lines = functionNames.map((name) => {
    const { summary, example } = functionTable[name]
    return `| \`${cell(printSignature(name))}\` | ${cell(summary)} | \`${cell(example.formula)}\` is \`${cell(JSON.stringify(example.result))}\` |`
  })
  const table = ['| function | gives | example |', '|---|---|---|', ...lines, ''].join('\n')
  const text = readFileSync(readme, 'utf8')
  const wanted = text.replace(section, (_found, start: string, end: string) => `${start}\n${table}\n${end}`)
  if (process.env['UPDATE'] === '1') writeFileSync(readme, wanted)
  expect(readFileSync(readme, 'utf8')).toBe(wanted)
})
