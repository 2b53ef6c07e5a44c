// What each function of the formula language does, as a phrase: one entry a function, so that a new one does not compile without its words.
import type { JsonScalar } from '../schema/json-value.ts'
import type { FunctionName } from '../transform/formula/functions.ts'
import { decimalsWords } from './english-words.ts'

/** `args`: the arguments as phrases; `values`: those that are written as plain values. */
type Words = (args: readonly string[], values: readonly (JsonScalar | undefined)[]) => string

/** Those with a lambda, and those that are tests, are said where they stand (english-formula.ts). */
type Said = Exclude<FunctionName, 'map' | 'filter' | 'reduce' | 'exists' | 'not' | 'contains' | 'boolean'>

const of = (args: readonly string[], at = 0): string => args[at] ?? 'nothing'

export const functionWords: Readonly<Record<Said, Words>> = {
  string: (args) => `${of(args)} as text`,
  length: (args) => `the number of characters of ${of(args)}`,
  substring: (args, values) => {
    const [, start, length] = values
    if (typeof start !== 'number')
      return `the part of ${of(args)} that begins after ${of(args, 1)} characters${args.length < 3 ? '' : `, at most ${of(args, 2)} characters of it`}`
    if (args.length < 3) return start < 0 ? `the last ${-start} characters of ${of(args)}` : `${of(args)} from character ${start + 1} on`
    if (typeof length === 'number' && start >= 0)
      return length === 1 ? `character ${start + 1} of ${of(args)}` : `characters ${start + 1} to ${start + length} of ${of(args)}`
    return `at most ${of(args, 2)} characters of ${of(args)}, from ${start < 0 ? `the ${-start}th from the end` : `character ${start + 1}`} on`
  },
  substringBefore: (args) => `the part of ${of(args)} before ${of(args, 1)} (all of it where that does not occur)`,
  substringAfter: (args) => `the part of ${of(args)} after ${of(args, 1)} (all of it where that does not occur)`,
  uppercase: (args) => `${of(args)} in capital letters`,
  lowercase: (args) => `${of(args)} in small letters`,
  trim: (args) => `${of(args)} without spaces at both ends and with single spaces inside`,
  pad: (args, values) => {
    const [, width] = values
    const fill = args.length < 3 ? 'spaces' : of(args, 2)
    if (typeof width !== 'number') return `${of(args)} filled up with ${fill} to a width of ${of(args, 1)} (at the front where that is negative)`
    return `${of(args)} filled up ${width < 0 ? 'at the front' : 'at the end'} with ${fill} to ${Math.abs(width)} characters`
  },
  split: (args) => `the parts of ${of(args)} between each ${of(args, 1)}${args.length < 3 ? '' : `, the first ${of(args, 2)} of them`}`,
  join: (args) => `${of(args)} joined to one text${args.length < 2 ? '' : ` with ${of(args, 1)} between`}`,
  replace: (args) => `${of(args)} with every ${of(args, 1)} replaced by ${of(args, 2)}${args.length < 4 ? '' : `, at most ${of(args, 3)} times`}`,
  number: (args) => `${of(args)} as a number`,
  abs: (args) => `${of(args)} without its sign`,
  floor: (args) => `${of(args)} rounded down to a whole number`,
  ceil: (args) => `${of(args)} rounded up to a whole number`,
  round: (args, values) => {
    const [, decimals] = values
    const to =
      args.length < 2
        ? 'a whole number'
        : typeof decimals === 'number'
          ? decimals < 0
            ? `the nearest ${10 ** -decimals}`
            : decimalsWords(decimals)
          : `${of(args, 1)} decimals`
    return `${of(args)} rounded to ${to}, half to the even digit`
  },
  power: (args) => `${of(args)} to the power of ${of(args, 1)}`,
  sqrt: (args) => `the square root of ${of(args)}`,
  sum: (args) => `the sum of ${of(args)}`,
  max: (args) => `the largest of ${of(args)}`,
  min: (args) => `the smallest of ${of(args)}`,
  average: (args) => `the average of ${of(args)}`,
  count: (args) => `the number of entries in ${of(args)}`,
  type: (args) => `what kind of value ${of(args)} is`,
  lookup: (args) => `the value called ${of(args, 1)} in ${of(args)}`,
  append: (args) => `${of(args)} and then ${of(args, 1)} in one list`,
  distinct: (args) => `${of(args)}, each value once`,
  reverse: (args) => `${of(args)} in reverse order`,
  sort: (args) => `${of(args)} in ascending order`,
  toMillis: (args) => `the moment ${of(args)}${args.length < 2 ? '' : `, read as ${of(args, 1)},`} in milliseconds since 1970`,
  fromMillis: (args) =>
    `the moment ${of(args)} (milliseconds since 1970) as ${args.length < 2 ? 'an ISO time in UTC' : `a time written as ${of(args, 1)}`}${args.length < 3 ? '' : ` at the offset ${of(args, 2)}`}`,
  formatNumber: (args) => `${of(args)} written in the form ${of(args, 1)}`,
  now: () => 'the time at which the map runs, as an ISO time in UTC',
}
