// Every rule of the table, found on the smallest project that breaks it, with no other rule, and not found on one that nearly does.
import { describe, expect, it } from 'vitest'
import { brokenMaps } from '../../fixtures/broken-maps.ts'
import { brokenProjects } from '../../fixtures/broken-projects.ts'
import { brokenSteps, type RuleExample } from '../../fixtures/broken-steps.ts'
import { brokenValues } from '../../fixtures/broken-values.ts'
import { buildMap, type MapSetup } from '../../fixtures/build.ts'
import { reviewable, soundProject } from '../../fixtures/reviewable.ts'
import { soundMaps } from '../../fixtures/sound-maps.ts'
import { parsePlace } from './place.ts'
import { reviewOnce } from './review.ts'
import { isProblemCode, rules } from './rules.ts'

type Example = RuleExample & { readonly also?: readonly string[] }

const ofMap = (map: MapSetup) => reviewable(buildMap(map))
const keysOf = <T extends object>(table: T) => Object.keys(table) as (keyof T & string)[]

const examples: ReadonlyMap<string, Example> = new Map([
  ...keysOf(brokenMaps).map((code): [string, Example] => [code, { broken: ofMap(brokenMaps[code].map), sound: ofMap(soundMaps[code]) }]),
  ...keysOf(brokenValues).map((code): [string, Example] => [code, { broken: ofMap(brokenValues[code].map), sound: ofMap(brokenValues[code].sound[0]) }]),
  ...keysOf(brokenProjects).map((code): [string, Example] => [code, brokenProjects[code]]),
  ...keysOf(brokenSteps).map((code): [string, Example] => [`step-${code}`, brokenSteps[code]]),
])

describe('the rules', () => {
  it('find nothing on the sound project', () => {
    expect(reviewOnce(soundProject()).problems).toEqual([])
  })

  it('have an example each', () => {
    expect([...examples.keys()].toSorted()).toEqual(Object.keys(rules).toSorted())
  })

  it.each([...examples])('%s is found where it is broken, and with no other', (code, { broken, also = [] }) => {
    const { problems } = reviewOnce(broken)
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set([code, ...also]))
    for (const { at, message, severity, code: found } of problems) {
      expect(parsePlace(at), at).toBeDefined()
      expect(message).toMatch(/^[^a-z].*[.]$|^[a-z`][\w.[\]`]* .*[.]$/s)
      expect(isProblemCode(found) && rules[found].severity).toBe(severity)
    }
  })

  it.each([...examples])('%s is not found where it is nearly broken', (_code, { sound }) => {
    expect(reviewOnce(sound).problems).toEqual([])
  })

  it('are told in words that end', () => {
    for (const { title, why } of Object.values(rules)) {
      expect(title).toMatch(/^\S.*[^.]$/)
      expect(why).toMatch(/^["\p{Lu}].*[.]$/su)
    }
  })
})
