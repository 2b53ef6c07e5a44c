// Small functions of generated code stay small, and shallow.
import { expect, it } from 'vitest'
import { helpers } from './written-functions.ts'
import type { Written } from './written-function.ts'

const table: Readonly<Record<string, Written>> = helpers
/** Types, classes and constants are no calls. */
const isFunction = (name: string) => table[name]?.code.includes(`function ${name}`) === true

it.each(Object.entries(table).filter(([name]) => isFunction(name)))(
  '%s has at most ten lines, and names every other that it calls',
  (name, { code, needs }) => {
    const lines = code.split('\n')
    const body = lines.slice(lines.findIndex((line) => line.startsWith('function')))
    expect(body.length).toBeLessThanOrEqual(10)
    const plain = code.replaceAll(/\/\*\*.*\*\/|'[^'\n]*'/g, '')
    const called = Object.keys(table).filter(
      (other) => other !== name && new RegExp(`(?<![.\\w])${other}\\(|\\(${other}\\)|: ${other}\\b|new ${other}`).test(plain),
    )
    expect([...called].sort()).toEqual(
      [...needs]
        .filter((one) => one !== 'DateParts')
        .sort()
        .filter((one) => called.includes(one) || isFunction(one)),
    )
  },
)

it('calls no function inside a function inside a function', () => {
  const deep = Object.entries(table).filter(
    ([name, { needs }]) => isFunction(name) && needs.some((one) => table[one]?.needs.some(isFunction) === true && isFunction(one)),
  )
  expect(deep.map(([name]) => name)).toEqual([])
})
