// Proof that a specification for engineers leaves nothing out of what people wrote around the field maps, and that no project is too odd for it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { demoSource } from '../../fixtures/demo-source.ts'
import { linksIn, targetsIn, textsOfSections } from '../../fixtures/document-texts.ts'
import { buildRandomProject } from '../../fixtures/random-projects.ts'
import { day, text, time } from '../project/parts.ts'
import { collections, type CollectionName, type Project } from '../project/project.ts'
import { buildDocument } from './build-document.ts'
import type { DocumentSource } from './document-options.ts'
import { configValuesSection } from './config-values.ts'
import { goLiveSection } from './go-live.ts'
import { lookupTablesSection } from './lookup-tables.ts'
import { problemsSection } from './problems.ts'
import { questionsSection } from './questions.ts'
import { stepsSection } from './steps.ts'
import { systemsSection } from './systems.ts'
import { testCasesSection } from './test-cases.ts'
import { useCasesSection } from './use-cases.ts'

const told = [
  'people',
  'systems',
  'environments',
  'prerequisites',
  'configValues',
  'customerProfiles',
  'useCases',
  'useCaseItems',
  'attachments',
  'steps',
  'lookupTables',
  'lookupEntries',
  'testCases',
  'testRuns',
  'questions',
  'goLiveItems',
] as const satisfies readonly CollectionName[]

/** Cells with words of people, or days and times, that are not shown, and why. */
const notShown: Readonly<Record<string, string>> = {
  'questions.closedAt': 'that it is closed is its status',
}

const sectionsOf = (source: DocumentSource) =>
  [
    systemsSection,
    useCasesSection,
    stepsSection,
    lookupTablesSection,
    configValuesSection,
    testCasesSection,
    questionsSection,
    problemsSection,
    goLiveSection,
  ].flatMap((section) => section(source) ?? [])

type WordCell = { readonly cell: string; readonly is: 'text' | 'texts' | 'day' | 'time' }

/** The cells of a collection that hold words, days or times of people's. */
function wordCells(home: CollectionName): WordCell[] {
  return Object.entries(collections[home].shape as Readonly<Record<string, z.ZodType>>).flatMap(([cell, shape]): WordCell[] => {
    const own = shape instanceof z.ZodOptional ? shape.unwrap() : shape
    if (own === text) return [{ cell, is: 'text' }]
    if (own instanceof z.ZodArray && own.element === text) return [{ cell, is: 'texts' }]
    return own === day ? [{ cell, is: 'day' }] : own === time ? [{ cell, is: 'time' }] : []
  })
}

/** Every such cell of every object gets words of its own, also where it was empty. */
function withWords(project: Project, ending = ' and words'): { readonly project: Project; readonly words: ReadonlyMap<string, string> } {
  const words = new Map<string, string>()
  const written = Object.fromEntries(
    told.map((home) => [
      home,
      project[home].map((object) => {
        if (object.deleted === true) return object
        const cells = wordCells(home).map(({ cell, is }, at) => {
          const count = words.size
          const year = 1000 + (count % 8000)
          const mark = is === 'time' ? `${year}-01-${String(10 + (at % 20))}` : `«${count}»`
          words.set(`${home}.${cell} of ${object.id}`, mark)
          return [cell, is === 'time' ? `${mark}T09:00:00.000Z` : is === 'texts' ? [`${mark}${ending}`] : `${mark}${ending}`]
        })
        return { ...object, ...Object.fromEntries(cells) }
      }),
    ]),
  )
  return { project: { ...project, ...written } as Project, words }
}

describe('a specification for engineers', () => {
  it('says every word that people wrote of use cases, steps, systems, tables, config values, test cases, questions and go-live', () => {
    const source = demoSource()
    const { project, words } = withWords(source.project)
    const all = textsOfSections(sectionsOf({ ...source, project })).join('\n')
    const missing = [...words].flatMap(([what, mark]) => (all.includes(mark) ? [] : [what.replace(/ of .*/, '')]))
    expect([...new Set(missing)].toSorted()).toEqual(Object.keys(notShown).toSorted())
    expect(words.size).toBeGreaterThan(800)
  })

  it('says hostile words as they are, for a renderer to make safe, and makes no link of them', () => {
    const hostile = ' =1+1|<script>\u0000\uD800[x](javascript:alert(1))\r\n`{{ $&'
    const source = demoSource()
    const sections = sectionsOf({ ...source, project: withWords(source.project, hostile).project })
    expect(textsOfSections(sections).filter((one) => one.includes(hostile)).length).toBeGreaterThan(300)
    expect(linksIn(sections).filter((to) => to.includes('javascript:'))).toEqual([])
  })

  it('links only to what is there', () => {
    const { sections } = buildDocument(demoSource())
    const targets = targetsIn(sections)
    expect([...new Set(linksIn(sections).filter((to) => !targets.has(to)))]).toEqual([])
  })

  it('has every table and every target once', () => {
    const choices = [{}, { audience: 'stakeholders' as const }, { useCases: ['payment'] }, { maps: ['contact-map'] }]
    for (const sections of [buildDocument(demoSource()).sections, ...choices.map((choice) => sectionsOf(demoSource(choice)))]) {
      const ids = sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block.id] : [])))
      expect(ids).toEqual([...new Set(ids)])
    }
    for (const choice of choices) {
      for (const section of sectionsOf(demoSource(choice))) {
        const own = section.blocks.flatMap((block) =>
          block.kind === 'heading' ? (block.id ?? []) : block.kind === 'table' ? block.rows.flatMap(({ id }) => id ?? []) : [],
        )
        expect(own).toEqual([...new Set(own)])
        for (const block of section.blocks)
          if (block.kind === 'table')
            for (const { cells } of block.rows) for (const id of Object.keys(cells)) expect(block.columns.map((column) => column.id)).toContain(id)
      }
    }
  })
})

describe('any project', () => {
  const seeds = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))

  it('is told without a word of the machine, for everybody and for any choice', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.boolean(),
        fc.constantFrom(undefined, [], ['useCases-0']),
        fc.constantFrom(undefined, ['fieldMaps-0', 'fieldMaps-2']),
        (stream, isFull, useCases, maps) => {
          const project = buildRandomProject(() => stream.next().value as number)
          const choice = {
            audience: isFull ? 'engineers' : 'stakeholders',
            ...(useCases === undefined ? {} : { useCases }),
            ...(maps === undefined ? {} : { maps }),
          } as const
          const sections = sectionsOf({ project, choice, findGraph: () => undefined, findRecord: () => ({ a: [1] }) })
          for (const one of textsOfSections(sections)) expect(one).not.toMatch(/\bundefined\b|\[object |\bNaN\b/)
        },
      ),
      { numRuns: 150 },
    )
  })
})
