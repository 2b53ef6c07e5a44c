// Type maps: a sheet that says how one type becomes another, to which rows of other sheets refer by its name. Each of them gets the type map's rows
// below its own paths, and the type map itself stays in the project as a field map that is put away, to be looked at and copied from.
import { objectWrites } from '../project/edits.ts'
import type { FieldMap, MapInput } from '../project/field-map.ts'
import type { ObjectRef } from '../project/parts.ts'
import type { Project } from '../project/project.ts'
import { printFieldPath } from '../schema/field-path.ts'
import { looseName } from './name-index.ts'
import { listForeignLines, textOf, type ForeignLine } from './foreign-line.ts'
import { plainSheetName } from './foreign-names.ts'
import type { ForeignPath } from './foreign-path.ts'
import { createTarget, type ForeignPlanning, type GroupSheet, type TargetMap } from './foreign-planning.ts'
import { planRow, type LineOutcome } from './foreign-row.ts'
import { isSheetCalled } from './guess-foreign.ts'
import type { FilePlace } from './import-plan.ts'

/** Rows of the type map below the paths of the line that names it; those that no schema knows there are left out. */
export function expandGroup(
  planning: ForeignPlanning,
  target: TargetMap,
  place: FilePlace,
  line: ForeignLine,
  destination: ForeignPath,
): readonly LineOutcome[] {
  const name = textOf(line, 'group')
  const group = name === '' ? undefined : planning.groups.find(({ sheet }) => isSheetCalled(sheet.name, name))
  const [from] = line.source ?? []
  if (group === undefined) return []
  return listForeignLines(group.sheet, group.choice).lines.flatMap((inner) => {
    const [to] = inner.destination ?? []
    if (to === undefined) return []
    const below = joinPaths(destination, to)
    if (target.matcher.findTargets(below.names.join('/')).length === 0) return []
    const source = inner.source?.flatMap((path) => (from === undefined ? [] : [joinPaths(from, path)])) ?? []
    const kept: ForeignLine = {
      ...inner,
      destination: [below],
      source: source.length === 0 ? undefined : source,
      cells: inner.cells.filter(({ meaning }) => EXPANDED.has(meaning)),
    }
    return [planRow(planning, target, place, kept, below, [`From the type map ${plainSheetName(group.sheet.name, planning.file)}, row ${inner.row}`])]
  })
}

/** What belongs to the rule; what is said of the type's fields is said once, at the type map. */
const EXPANDED: ReadonlySet<string> = new Set(['source', 'destination', 'rule', 'constant', 'condition', 'lookup'])

/** The first name of a path in a type map is often the type itself: `CX.1` below `PID-3` is `PID-3.1`, or its field of that name. */
function joinPaths(above: ForeignPath, below: ForeignPath): ForeignPath {
  const names = [...above.names, ...below.names]
  return {
    text: `${above.text}.${below.text}`,
    names,
    path: printFieldPath(names.map((name) => ({ kind: 'name', name }))),
    predicates: [...above.predicates, ...below.predicates],
  }
}

/** A field map for the type map itself, where both types are objects of the schemas. Undefined: its rows live only where it is used. */
export function planGroupMap(planning: ForeignPlanning, { sheet, choice }: GroupSheet): TargetMap | undefined {
  const { view, file } = planning
  const { project } = view
  const name = plainSheetName(sheet.name, file)
  const known = project.fieldMaps.find((map) => map.deleted !== true && map.name === name)
  if (known !== undefined) return planning.targetOf(known.id)
  const [source, destination] = [findObject(planning, name, 'source'), findObject(planning, name, 'destination')]
  if (source === undefined || destination === undefined) return undefined
  const { order, rekeyed } = planning.orderOfNew('fieldMaps', project.fieldMaps)
  const map: FieldMap = {
    id: view.fresh().id,
    name,
    key: keyOf(name, project),
    destination,
    useCases: [],
    archived: true,
    order,
    note: `Type map of ${file}: rows that refer to it have its rows below theirs.`,
  }
  const input: MapInput = { id: view.fresh().id, fieldMap: map.id, name: 'source', source, order }
  const place = { sheet: sheet.name, row: choice.headerRows.at(-1) ?? 1 }
  planning.items.push({
    id: planning.nextItem(place),
    kind: 'added',
    place,
    title: `New type map: ${name}`,
    theirs: name,
    message: 'Keeps the type map as a field map that is put away: it counts nowhere, and can be copied from.',
    writes: [...rekeyed, ...objectWrites('fieldMaps', map), ...objectWrites('mapInputs', input)],
    accepted: true,
  })
  return createTarget({ ...project, fieldMaps: [...project.fieldMaps, map], mapInputs: [...project.mapInputs, input] }, map.id, view)
}

/** `CX[Identifier]`: the first word is the source's type, the one in brackets the destination's; else any two words that are objects. */
function findObject({ view }: ForeignPlanning, name: string, side: 'source' | 'destination'): ObjectRef | undefined {
  const { project } = view
  const [, before = '', inside = ''] = /([\p{L}\p{N}_]+)\s*\[\s*([\p{L}\p{N}_]+)\s*\]/u.exec(name) ?? []
  const wanted = looseName(side === 'source' ? before : inside)
  if (wanted === '') return undefined
  const schemas = new Set(
    project.fieldMaps.flatMap((map) =>
      map.deleted === true
        ? []
        : side === 'destination'
          ? [map.destination.schema]
          : project.mapInputs.flatMap((input) => (input.fieldMap === map.id && input.deleted !== true ? [input.source.schema] : [])),
    ),
  )
  for (const schema of schemas) {
    const version = project.schemas.find(({ id }) => id === schema)
    const found = version === undefined ? undefined : view.findGraph(version.graph)?.objects.find((object) => looseName(object.name) === wanted)
    if (found !== undefined) return { schema, object: { kind: 'object', name: found.name } }
  }
  return undefined
}

function keyOf(name: string, { fieldMaps }: Project): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
  const begin = plain === '' ? 'type-map' : plain
  for (let count = 1; ; count++) {
    const key = count === 1 ? begin : `${begin}-${count}`
    if (!fieldMaps.some((map) => map.key === key)) return key
  }
}
