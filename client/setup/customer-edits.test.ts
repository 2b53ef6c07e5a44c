// What is written when a customer's answers are filled in.
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import { writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { createProjectDoc, readProject } from '../../shared/project/project-doc.ts'
import type { Project } from '../../shared/project/project.ts'
import { listProjectWrites } from '../../shared/project/project-writes.ts'
import { configOf } from '../../shared/project/config-of.ts'
import { readCustomerForm } from '../../shared/review/customer-form.ts'
import { answerWrites, copyCustomer, takeUseCase } from './customer-edits.ts'

const anna = buildObject('customerProfiles', { id: 'anna', name: 'Anna', order: 'a0' })
const project = buildProject({
  customerProfiles: [anna],
  configValues: [buildObject('configValues', { id: 'zone', name: 'shop_zone', default: 'UTC', order: 'a0' })],
})
const origin = { person: 'mara', command: 'c' }
function applyWrites(before: Project, writes: readonly CellWrite[]): Project {
  const doc = createProjectDoc()
  for (const part of listProjectWrites(before)) writeCells(doc, part, origin)
  writeCells(doc, writes, origin)
  return readProject(doc).project
}

let ids = 0
const newId = () => `new-${(ids += 1)}`
const answer = (of: typeof project) => {
  const [first] = readCustomerForm(of, anna).config
  if (first === undefined) throw new Error('nothing is asked for')
  return first
}

test('an answer counts, is changed in place, and goes back to the default', () => {
  const first = applyWrites(project, answerWrites(answer(project), 'anna', 'Europe/Berlin', newId))
  expect(configOf(first, 'anna').get('shop_zone')).toBe('Europe/Berlin')
  const second = applyWrites(first, answerWrites(answer(first), 'anna', 'Asia/Tokyo', newId))
  expect(second.profileValues).toHaveLength(1)
  expect(configOf(second, 'anna').get('shop_zone')).toBe('Asia/Tokyo')
  const third = applyWrites(second, answerWrites(answer(second), 'anna', undefined, newId))
  expect(configOf(third, 'anna').get('shop_zone')).toBe('UTC')
  expect(answerWrites(answer(third), 'anna', undefined, newId)).toEqual([])
})

test('a use case that is left out is taken again without a trace', () => {
  const [left] = applyWrites(project, takeUseCase(anna, 'uc2', false)).customerProfiles
  expect(left?.withoutUseCases).toEqual(['uc2'])
  const [again] = applyWrites(project, takeUseCase({ ...anna, withoutUseCases: ['uc2'] }, 'uc2', true)).customerProfiles
  expect(again?.withoutUseCases).toBeUndefined()
})

test('a copied customer has the same answers, and changing them leaves the first as it was', () => {
  const filled = applyWrites(project, answerWrites(answer(project), 'anna', 'Europe/Berlin', newId))
  const copied = applyWrites(filled, copyCustomer(filled, anna, { id: 'bert', name: 'Bert', order: 'a1' }, newId))
  expect(configOf(copied, 'bert')).toEqual(configOf(copied, 'anna'))
  expect(copied.profileValues.length).toBe(2)
})
