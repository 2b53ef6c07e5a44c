import { expect, test } from 'vitest'
import { buildOpenApi, fieldAt, readGraph } from '../../fixtures/openapi-documents.ts'
import { listCorrections } from './corrections.ts'
import type { FieldPath } from './field-path.ts'
import { applyOverlays, type AnalystFact } from './overlay.ts'

const graph = readGraph(buildOpenApi({ Order: { type: 'object', required: ['id'], properties: { id: { type: 'string', maxLength: 50 } } } }))
const fact = (path: string, name: AnalystFact['fact'], value: AnalystFact['value']): AnalystFact => ({
  object: { kind: 'object', name: 'Order' },
  path: path as FieldPath,
  fact: name,
  value,
})

test('[S108] a correction says what the document says instead', () => {
  const corrected = applyOverlays(graph, [fact('id', 'maxLength', 40), fact('id', 'required', false), fact('id', 'description', 'x')]).graph
  expect(listCorrections(fieldAt(corrected, 'Order', 'id')).map(({ label, documented }) => [label, documented])).toEqual([
    ['Required', 'yes'],
    ['Longest', '50 characters'],
    ['Meaning', 'nothing'],
  ])
  expect(listCorrections(fieldAt(graph, 'Order', 'id'))).toEqual([])
})

test('[S108] an added field is one correction, whatever is said of it', () => {
  const corrected = applyOverlays(graph, [fact('extra', 'added', true), fact('extra', 'type', 'number')]).graph
  expect(listCorrections(fieldAt(corrected, 'Order', 'extra'))).toEqual([{ fact: 'added', label: 'Field', documented: 'nothing' }])
})
