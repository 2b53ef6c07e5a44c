// What a customer is asked for, what stands by default, and how customers compare.
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import { compareCustomers, readCustomerForm } from './customer-form.ts'

const anna = buildObject('customerProfiles', { id: 'anna', name: 'Anna', order: 'a0' })
const bert = buildObject('customerProfiles', { id: 'bert', name: 'Bert', order: 'a1', withoutUseCases: ['uc2'] })
const project = buildProject({
  customerProfiles: [anna, bert],
  configValues: [
    buildObject('configValues', { id: 'zone', name: 'shop_zone', label: 'Your time zone', required: true, default: 'UTC', order: 'a0' }),
    buildObject('configValues', { id: 'account', name: 'sales_account', required: true, order: 'a1' }),
    buildObject('configValues', { id: 'prefix', name: 'prefix', order: 'a2' }),
    buildObject('configValues', { id: 'key', name: 'api_key', type: 'secret', required: true, order: 'a3' }),
    buildObject('configValues', { id: 'gone', name: 'gone', required: true, deleted: true, order: 'a4' }),
  ],
  profileValues: [
    buildObject('profileValues', { id: 'v1', profile: 'anna', config: 'account', value: '200' }),
    buildObject('profileValues', { id: 'v2', profile: 'anna', config: 'zone', value: 'Europe/Berlin' }),
    buildObject('profileValues', { id: 'v3', profile: 'bert', config: 'account', value: '400', deleted: true }),
  ],
  lookupTables: [
    buildObject('lookupTables', { id: 'tax', name: 'Tax', scope: 'per-customer', order: 'a0' }),
    buildObject('lookupTables', { id: 'bank', name: 'Bank', scope: 'per-customer', order: 'a1' }),
    buildObject('lookupTables', { id: 'status', name: 'Status', order: 'a2' }),
  ],
  lookupEntries: [
    buildObject('lookupEntries', { id: 'e1', table: 'tax', from: 'std', to: 'S', order: 'a0' }),
    buildObject('lookupEntries', { id: 'e2', table: 'tax', from: 'std', to: 'OUT', profile: 'anna', order: 'a1' }),
  ],
  useCases: [
    buildObject('useCases', { id: 'uc1', title: 'Invoices', order: 'a0' }),
    buildObject('useCases', { id: 'uc2', title: 'Payments', optional: true, order: 'a1' }),
  ],
})

test('an answer is the customer’s own, the default, missing where it is required, or empty; secrets are only named', () => {
  const states = (profile: typeof anna) => Object.fromEntries(readCustomerForm(project, profile).config.map(({ config, state }) => [config.name, state]))
  expect(states(anna)).toEqual({ shop_zone: 'own', sales_account: 'own', prefix: 'empty' })
  expect(states(bert)).toEqual({ shop_zone: 'default', sales_account: 'missing', prefix: 'empty' })
  expect(readCustomerForm(project, bert).secrets.map(({ name }) => name)).toEqual(['api_key'])
})

test('a per-customer table without a code is missing, one with codes of everybody stands by default, a global one is not asked for', () => {
  const tables = (profile: typeof anna) => readCustomerForm(project, profile).tables.map(({ table, state }) => [table.name, state])
  expect(tables(anna)).toEqual([
    ['Tax', 'own'],
    ['Bank', 'missing'],
  ])
  expect(tables(bert)).toEqual([
    ['Tax', 'default'],
    ['Bank', 'missing'],
  ])
  expect(readCustomerForm(project, bert).missing).toBe(2)
})

test('only optional use cases may be left out', () => {
  expect(readCustomerForm(project, bert).useCases.map(({ useCase, taken }) => [useCase.id, taken])).toEqual([['uc2', false]])
  expect(readCustomerForm(project, anna).useCases.map(({ taken }) => taken)).toEqual([true])
})

test('customers are compared with each other and with the defaults', () => {
  const lines = compareCustomers(project, [anna, bert]).map(({ name, standard, values, differs }) => [name, standard, values.map(({ text }) => text), differs])
  expect(lines).toEqual([
    ['shop_zone', 'UTC', ['Europe/Berlin', 'UTC'], true],
    ['sales_account', undefined, ['200', undefined], true],
    ['prefix', undefined, [undefined, undefined], false],
    ['Tax: std', 'S', ['OUT', 'S'], true],
    ['Payments', 'taken', ['taken', 'left out'], true],
  ])
  expect(compareCustomers(project, [])).toEqual([])
})
