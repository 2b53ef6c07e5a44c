// What a comparison calls a cell, and what a value of it says: references by name, never by id. The only place for both.
import type { Row } from '../project/field-map.ts'
import type { CellHome } from '../project/project-doc.ts'
import type { CollectionName, ObjectOf, Project } from '../project/project.ts'
import { objectAddress } from '../project/parts.ts'
import { printObjectAddress } from '../schema/fields.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { nameWithNumber, type ComparedHome, type Find } from './compare-projects-homes.ts'
import { describePlace } from './place.ts'

/** A row's rule and condition as sentences. Undefined, or a part absent: the value itself is printed. */
export type DescribeRow = (row: Row) => { readonly rule?: string; readonly condition?: string } | undefined

/** One state of a project with its objects by id. */
export type Side = { readonly project: Project; readonly find: Find; readonly describeRow: DescribeRow }

export function createSide(project: Project, describeRow: DescribeRow = () => undefined): Side {
  const byHome = new Map<CollectionName, ReadonlyMap<string, unknown>>()
  const find = <C extends CollectionName>(home: C, id: string | undefined): ObjectOf<C> | undefined => {
    if (id === undefined) return undefined
    const known = byHome.get(home) ?? new Map(project[home].map((object) => [object.id, object]))
    byHome.set(home, known)
    return known.get(id) as ObjectOf<C> | undefined
  }
  return { project, find, describeRow }
}

const cellWords: Readonly<Record<string, string>> = {
  'rows.transform': 'Rule',
  'rows.when': 'Condition',
  'rows.on': 'Takes part when',
  'rows.parent': 'List',
  'rows.onMissing': 'If missing',
  'rows.onNull': 'If null',
  'rows.unmatched': 'Unmatched text',
  'fieldMaps.onMissing': 'If missing',
  'fieldMaps.onNull': 'If null',
  'fieldMaps.appliesWhenWords': 'Applies when, in words',
  'fieldMaps.runs': 'Runs once for each',
  'fieldMaps.runsOver': 'Runs over',
  'fieldMaps.runsBy': 'Grouped by',
  'fieldMaps.key': 'Name in code',
  'environments.likeProduction': 'Like production',
  'environments.smallData': 'Small data',
  'environments.outages': 'Outages can be simulated',
  'steps.fieldMap': 'Field map',
  'steps.onFailure': 'On failure, in words',
  'steps.failure': 'On failure',
  'systems.docsLink': 'Documentation',
  'testCases.lookAt': 'Where to look',
  'testCases.given': 'Given record',
  'testCases.expected': 'Expected record',
  'testRuns.actual': 'Actual record',
  'questions.at': 'Place',
  'waivers.at': 'Place',
  'signOffs.at': 'Signed',
  'signOffs.content': 'What was signed',
  'testRuns.at': 'Run',
  'baselines.at': 'Frozen',
  'customerProfiles.withoutUseCases': 'Without use cases',
  url: 'Address',
  askedOf: 'Asked of',
  order: 'Place in the list',
  deleted: 'Deleted',
  archived: 'Archived',
}

/** `Target date`: what a cell is called. */
export function nameCell(home: CellHome, cell: string): string {
  const own = cellWords[`${home}.${cell}`] ?? cellWords[cell]
  if (own !== undefined) return own
  const words = cell.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Cells that hold the id of an object, or a list of ids. */
const references: Readonly<Record<string, ComparedHome>> = {
  owner: 'people',
  stakeholder: 'people',
  signers: 'people',
  holder: 'people',
  approver: 'people',
  experts: 'people',
  askedOf: 'people',
  person: 'people',
  system: 'systems',
  schema: 'schemas',
  replaces: 'schemas',
  useCase: 'useCases',
  useCases: 'useCases',
  withoutUseCases: 'useCases',
  outcome: 'useCaseItems',
  fieldMap: 'fieldMaps',
  fromStep: 'steps',
  parent: 'rows',
  rows: 'rows',
  testCase: 'testCases',
  environment: 'environments',
  profile: 'customerProfiles',
  config: 'configValues',
  table: 'lookupTables',
  input: 'mapInputs',
}

/** Cells that hold the address of a place, or a list of them. */
const places = new Set(['questions.at', 'questions.blocks', 'waivers.at'])
/** Cells that name a record, picture or content elsewhere by its hash; who reads it wants to know only that it is another one. */
const hashes = new Set([
  'testCases.given',
  'testCases.expected',
  'testRuns.actual',
  'attachments.picture',
  'signOffs.content',
  'schemas.graph',
  'sampleSets.set',
])

/** A value as text; empty where there is none. `object`: the one whose cell it is. */
export function printCell(side: Side, home: CellHome, object: object, cell: string, value: JsonValue | undefined): string {
  if (value === undefined || value === null) return value === null ? 'null' : ''
  if (home === 'rows' && (cell === 'transform' || cell === 'when')) {
    const said = side.describeRow(object as Row)
    const words = cell === 'transform' ? said?.rule : said?.condition
    if (words !== undefined && words !== '') return words
  }
  const at = `${home}.${cell}`
  if (cell === 'by' && 'byName' in object && typeof object.byName === 'string') return object.byName
  if (places.has(at)) return listOf(value, (address) => describePlace(side.project, address))
  if (hashes.has(at) && typeof value === 'string') return `#${value.slice(0, 8)}`
  const target = references[cell]
  if (target !== undefined && (typeof value === 'string' || Array.isArray(value))) {
    // A list of pairs, as a test case has its config values.
    if (!Array.isArray(value) || value.every((one) => typeof one === 'string')) return listOf(value, (id) => nameReference(side, target, id))
  }
  return printValue(side, value)
}

function listOf(value: JsonValue, name: (text: string) => string): string {
  const all = Array.isArray(value) ? value : [value]
  return all.length === 0 ? 'none' : all.map((one) => name(typeof one === 'string' ? one : JSON.stringify(one))).join(', ')
}

function nameReference(side: Side, home: ComparedHome, id: string): string {
  const object = side.find(home, id)
  // A step's operand calls an earlier step its input.
  if (object === undefined && home === 'mapInputs') return nameWithNumber('steps', side.find('steps', id), side.find, side.project)
  return nameWithNumber(home, object, side.find, side.project)
}

/** Any value in a line: objects as `name: value`, references inside by name. */
function printValue(side: Side, value: JsonValue, inside = ''): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') {
    const target = inside === '' ? undefined : references[inside]
    return target === undefined ? value : nameReference(side, target, value)
  }
  if (value === null || typeof value === 'number') return String(value)
  if (Array.isArray(value)) {
    const parts = value.map((one) => printValue(side, one))
    return parts.length === 0 ? 'none' : parts.join(parts.some((part) => part.includes(',')) ? '; ' : ', ')
  }
  const operand = printOperand(side, value)
  if (operand !== undefined) return operand
  const address = objectAddress.safeParse(value)
  if (address.success) return printObjectAddress(address.data)
  return Object.entries(value)
    .flatMap(([name, member]) => (member === undefined ? [] : [`${nameCell('info', name).toLowerCase()}: ${printValue(side, member, name)}`]))
    .join(', ')
}

/** Where a value comes from, as rows and steps hold it: `order.total`. */
function printOperand(side: Side, value: { readonly [name: string]: JsonValue }): string | undefined {
  const { of, path } = value
  const rest = typeof path === 'string' && path !== '' ? path : undefined
  if (of === 'input' && typeof value['input'] === 'string')
    return [side.find('mapInputs', value['input'])?.name ?? nameReference(side, 'mapInputs', value['input']), ...(rest === undefined ? [] : [rest])].join('.')
  if ((of === 'item' || of === 'entry') && path !== undefined) return rest === undefined ? of : `${of}.${rest}`
  if (of === 'constant' && value['value'] !== undefined) return JSON.stringify(value['value'])
  return of === 'config' && typeof value['config'] === 'string' ? nameReference(side, 'configValues', value['config']) : undefined
}
