import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { Project } from '../project/project.ts'
import type { SignOff } from '../project/review-parts.ts'
import { fingerprintOfUseCase } from './signed-content.ts'
import { readSignatures } from './use-case-signatures.ts'

const people = ['ana', 'tom', 'lea'].map((id, at) => buildObject('people', { id, name: id, order: `a${at}` }))
const base = (title: string, signOffs: readonly SignOff[] = [], signers = ['ana', 'tom']): Project =>
  buildProject({ people, useCases: [buildObject('useCases', { id: 'u', title, signers })], signOffs: [...signOffs] })
const now = fingerprintOfUseCase(base('As it is'), 'u')
const signed = (person: string, at: string, content = now, more: Partial<SignOff> = {}): SignOff => ({
  id: `${person}-${at}`,
  useCase: 'u',
  person,
  content,
  by: 'account',
  byName: 'Mara',
  at,
  ...more,
})

test('those who are asked stand in their order, then others who signed', () => {
  const { list, asked, valid } = readSignatures(base('As it is', [signed('lea', '1'), signed('tom', '2')]), 'u')
  expect(list.map(({ person, isAsked, signOff }) => [person, isAsked, signOff !== undefined])).toEqual([
    ['ana', true, false],
    ['tom', true, true],
    ['lea', false, true],
  ])
  expect([valid, asked]).toEqual([1, 2])
})

test('a signature below other words reads as changed, and counts no more', () => {
  const { list, valid, isChanged } = readSignatures(base('Another title', [signed('ana', '1')]), 'u')
  expect(list[0]?.isChanged).toBe(true)
  expect([valid, isChanged]).toEqual([0, true])
})

test('a change of estimate, owner or dates leaves signatures as they are', () => {
  const project = base('As it is', [signed('ana', '1')])
  const [own] = project.useCases
  const changed = {
    ...project,
    useCases: [{ ...own, id: 'u', title: 'As it is', order: 'a0', signers: ['ana'], estimate: 9, owner: 'tom', forecast: '2026-12-01' }],
  }
  expect(readSignatures(changed, 'u')).toMatchObject({ valid: 1, isChanged: false })
})

test('the newest of a person’s signatures holds; a withdrawn one does not', () => {
  const older = signed('ana', '1', 'other')
  expect(readSignatures(base('As it is', [signed('ana', '2'), older]), 'u').isChanged).toBe(false)
  expect(readSignatures(base('As it is', [signed('ana', '2', now, { deleted: true }), older]), 'u').isChanged).toBe(true)
  expect(readSignatures(base('As it is', [signed('ana', '2', now, { deleted: true })]), 'u').list[0]?.signOff).toBeUndefined()
})

test('who left the project is asked no more, unless the signature is there', () => {
  const gone = base('As it is', [signed('nobody', '1')], ['ana', 'nobody', 'no-one'])
  expect(readSignatures(gone, 'u').list.map(({ person }) => person)).toEqual(['ana', 'nobody'])
})

test('signatures of another use case or of a baseline do not stand here', () => {
  expect(
    readSignatures(base('As it is', [signed('ana', '1', now, { useCase: 'v' }), signed('tom', '1', now, { useCase: undefined, baseline: 'b' })]), 'u').valid,
  ).toBe(0)
})
