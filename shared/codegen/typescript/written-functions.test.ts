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
    expect(lines.length - lines.findIndex((line) => line.startsWith('function'))).toBeLessThanOrEqual(10)
    const plain = code.replaceAll(/\/\*\*.*\*\/|'[^'\n]*'/g, '')
    const calls = (other: string) => new RegExp(`(?<![.\\w])${other}\\(|\\.(?:map|some|every)\\(${other}\\)`).test(plain)
    expect(Object.keys(table).filter((other) => other !== name && calls(other) && !needs.includes(other))).toEqual([])
  },
)

it('calls no function inside a function inside a function', () => {
  const calledBy = (name: string): readonly string[] => (table[name]?.needs ?? []).filter((one) => one !== name && isFunction(one))
  expect(Object.keys(table).filter((name) => calledBy(name).some((one) => calledBy(one).length > 0))).toEqual([])
})
