import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SaxesParser } from 'saxes'
import { drawSteps, type PictureStep } from './step-picture.ts'

const step = (cells: Partial<PictureStep> = {}): PictureStep => ({
  position: 1,
  word: 'Send',
  title: 'Create the invoice',
  lines: [{ text: 'POST /Invoices', as: 'endpoint' }],
  failure: 'retry 5×, then alert',
  transforms: false,
  ...cells,
})

/** The elements and texts of a document; throws where it is none. */
function read(xml: string): { readonly elements: string[]; readonly texts: string[] } {
  const elements: string[] = []
  const texts: string[] = []
  const parser = new SaxesParser({ fragment: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => elements.push(name))
  parser.on('text', (text) => texts.push(text.trim()))
  parser.write(xml).close()
  return { elements, texts: texts.filter((text) => text !== '') }
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '</text><script>alert(1)</script>',
    ']]>&amp;&#0;',
    '" onload="x',
    '\u202Egnp.exe',
    '\uD800',
    '\u0000\u000B',
    '<!--',
    '<?xml?>',
    'ﷺ'.repeat(40),
  ),
)
const anyStep = fc.record({
  position: fc.nat(99),
  word: fc.constant('Send'),
  title: anyText,
  lines: fc.array(fc.record({ text: anyText, as: fc.constantFrom('endpoint' as const, 'map' as const, 'words' as const) }), { maxLength: 4 }),
  failure: anyText,
  transforms: fc.boolean(),
  inside: fc.option(anyText, { nil: undefined }),
})

describe('drawSteps', () => {
  it('writes a document of our own elements alone, whatever people wrote', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyStep, { maxLength: 12 }), (heading, steps) => {
        const { elements } = read(drawSteps(heading, steps))
        expect(elements.filter((name) => !['svg', 'title', 'rect', 'path', 'g', 'text'].includes(name))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('shows each title as it was written, as text', () => {
    const { texts } = read(drawSteps('UC-1 <b>Invoice</b>', [step({ title: 'A & "B" <i>' })]))
    expect(texts).toContain('UC-1 <b>Invoice</b>')
    expect(texts).toContain('A & "B" <i>')
  })

  it('cuts a text that is longer than its box, and clips every text to its box', () => {
    const svg = drawSteps('Heading', [step({ title: 'W'.repeat(500), failure: 'x'.repeat(500) })])
    const { texts } = read(svg)
    expect(texts.some((text) => /^W+…$/.test(text) && text.length < 20)).toBe(true)
    expect(texts.every((text) => text.length < 80)).toBe(true)
    expect(svg.match(/<text /g)?.length).toBe(svg.match(/overflow="hidden"><text /g)?.length)
  })

  it('names the record that steps run for each of, once for neighbours', () => {
    const steps = [step(), step({ inside: 'order' }), step({ inside: 'order' })]
    expect(read(drawSteps('UC-3', steps)).texts.filter((text) => text === 'for each order')).toHaveLength(1)
  })

  it('says that there are no steps', () => {
    expect(read(drawSteps('UC-1', [])).texts).toContain('No steps yet')
  })
})
