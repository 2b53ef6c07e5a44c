// README's table of problems is the table of rules: nobody writes it by hand.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { rules } from './rules.ts'

const readme = new URL('../../README.md', import.meta.url)
const section = /(<!-- problems[^\n]*-->\n)[\s\S]*?(<!-- \/problems -->)/

it('lists every rule in README as the table documents it (write it anew: UPDATE=1)', () => {
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const lines = Object.entries(rules).map(
    ([code, { severity, title, why, fix }]) => `| \`${code}\` | ${severity} | ${cell(title)}. ${cell(why)} | ${fix === true ? 'yes' : ''} |`,
  )
  const table = ['| code | severity | what it is about, and what to do | quick fix |', '|---|---|---|---|', ...lines, ''].join('\n')
  const text = readFileSync(readme, 'utf8')
  const wanted = text.replace(section, (_found, start: string, end: string) => `${start}\n${table}\n${end}`)
  expect(section.test(text)).toBe(true)
  if (process.env['UPDATE'] === '1') writeFileSync(readme, wanted)
  expect(readFileSync(readme, 'utf8')).toBe(wanted)
})
