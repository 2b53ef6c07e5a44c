// What is checked of a source record before any row is asked (SPEC K1): the only place that lists it.
import { printNumber } from '../project/project.ts'
import { printName } from '../schema/field-path.ts'
import type { Shape } from '../transform/ir.ts'
import { chosenMaps, compiledMap } from './chosen-maps.ts'
import type { Section, TableRow } from './document.ts'
import type { DocumentSource } from './document-options.ts'

export function checksSection(source: DocumentSource): Section | undefined {
  const maps = chosenMaps(source)
  const rows = maps.flatMap(({ context }) => {
    const { fieldMap } = context
    const map = { text: `${printNumber('fieldMaps', fieldMap.number)} ${fieldMap.name}`, to: `map:${fieldMap.id}` }
    return compiledMap(context).ir.inputs.flatMap(({ name, shape }) =>
      listChecks(printName(name), shape).map((check): TableRow => ({ cells: { map, ...check } })),
    )
  })
  if (rows.length === 0) return undefined
  return {
    id: 'checks',
    title: 'Checks before mapping',
    what: 'What a source record has to meet before any rule is applied, value by value',
    lead: 'Only values that rules use are checked, in this order. A value of another type is the issue "wrong-type"; one that has to be there and is missing, or null where null is not allowed, is "missing-required". What is inside an absent value is not checked. All of them are told; one is enough for the record not to be mapped.',
    kind: 'fields',
    blocks: [
      {
        kind: 'table',
        id: 'checks',
        columns: [
          { id: 'map', title: 'Field map', width: 26 },
          { id: 'path', title: 'Value', width: 50 },
          { id: 'type', title: 'Has to be', width: 24 },
          { id: 'required', title: 'Has to be there', width: 16 },
          { id: 'nullable', title: 'May be null', width: 14 },
        ],
        rows,
      },
    ],
  }
}

type Check = Readonly<Record<'path' | 'type' | 'required' | 'nullable', string>>

const typeWords: Readonly<Record<string, string>> = {
  text: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  object: 'object',
  list: 'list',
  map: 'object with free names',
  any: 'anything',
}

/** Schema and check nest alike, so that a stack of our own is not needed: paths of a map are not deeper than its rows' paths. */
function listChecks(path: string, shape: Shape): Check[] {
  const { types, required, nullable, fields = [], items, entries } = shape
  const own: Check = {
    path,
    type: types.includes('any') ? 'anything' : types.map((type) => typeWords[type] ?? type).join(' or '),
    required: required ? 'yes' : 'no',
    // What need not be there may be null as well: the check asks nothing of it then.
    nullable: required && !nullable ? 'no' : 'yes',
  }
  return [
    own,
    ...fields.flatMap((field) => listChecks(`${path}.${printName(field.name)}`, field.shape)),
    ...(items === undefined ? [] : listChecks(`${path}[]`, items)),
    ...(entries === undefined ? [] : listChecks(`${path}{}`, entries)),
  ]
}
