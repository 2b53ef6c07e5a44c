// The writes that copy a field map with its inputs, rows and decisions inside one project. Numbers are the server's to give.
import { objectWrites, type CellWrite } from '../../shared/project/edits.ts'
import type { FieldMap } from '../../shared/project/field-map.ts'
import type { Project } from '../../shared/project/project.ts'

export function duplicateWrites(project: Project, map: FieldMap, order: string, newId: () => string): { readonly id: string; readonly writes: CellWrite[] } {
  const id = newId()
  const copied = <T extends { readonly id: string; readonly fieldMap: string; readonly deleted?: boolean | undefined }>(objects: readonly T[]) =>
    objects.filter((object) => object.fieldMap === map.id && object.deleted !== true)
  const inputs = copied(project.mapInputs)
  const rows = copied(project.rows)
  const inputIds = new Map(inputs.map((input) => [input.id, newId()]))
  const rowIds = new Map(rows.map((row) => [row.id, newId()]))
  // Transforms and conditions name inputs by id, at any depth.
  const renamed = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value), (key, found: unknown) => (key === 'input' && typeof found === 'string' ? (inputIds.get(found) ?? found) : found)) as T
  const keys = new Set(project.fieldMaps.map((one) => one.key))
  const { number: _number, ...fields } = map
  return {
    id,
    writes: [
      ...objectWrites('fieldMaps', { ...renamed(fields), id, name: `${map.name} (copy)`, key: freeKey(map.key, keys), order }),
      ...inputs.flatMap((input) => objectWrites('mapInputs', { ...input, id: inputIds.get(input.id) ?? newId(), fieldMap: id })),
      ...rows.flatMap(({ number: _rowNumber, ...row }) =>
        objectWrites('rows', {
          ...renamed(row),
          id: rowIds.get(row.id) ?? newId(),
          fieldMap: id,
          ...(row.parent === undefined ? {} : { parent: rowIds.get(row.parent) ?? row.parent }),
        }),
      ),
      ...copied(project.sourceDecisions).flatMap((decision) =>
        objectWrites('sourceDecisions', { ...decision, id: newId(), fieldMap: id, input: inputIds.get(decision.input) ?? decision.input }),
      ),
    ],
  }
}

/** `invoice-2`, `invoice-3` ...: at most 60 characters, as the name in generated code must be. */
function freeKey(key: string, taken: ReadonlySet<string>): string {
  const stem = key.replace(/-\d+$/, '').slice(0, 52).replace(/-+$/, '')
  for (let at = 2; ; at++) if (!taken.has(`${stem}-${at}`)) return `${stem}-${at}`
}
