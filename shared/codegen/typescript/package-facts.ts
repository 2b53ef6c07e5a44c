// What a flow needs to know of a field map's package, found out by writing its mapper: so that both can never disagree.
import type { MapIr } from '../../transform/ir.ts'
import type { FlowPackage } from './flow-names.ts'
import { writeMapper } from './mapper-file.ts'
import { planNames } from './plan.ts'
import { createTypeBook } from './type-refs.ts'

export function packageFacts(ir: MapIr): FlowPackage {
  const plan = planNames(ir)
  const tables = new Map(ir.tables.map((table) => [table.id, table]))
  const writer = { ir, plan, tables, helpers: new Set<never>(), imports: new Set<string>(), patterns: new Map(), hooks: new Map() }
  const notes = () => ({ label: '', useCases: '', note: '' })
  const { settings } = writeMapper({ writer, book: createTypeBook(ir), notes, functions: [] }, [])
  return { map: ir.map.id, key: ir.map.key, type: plan.type('destination:'), settings, config: ir.config }
}
