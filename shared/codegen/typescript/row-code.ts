// The lines of a generated mapper that each row caused, for people who look at one row. Written by the same code as the whole file.
import { listParts, listRows, type MapIr } from '../../transform/ir.ts'
import { writeMapper } from './mapper-file.ts'
import { planNames } from './plan.ts'
import { createTypeBook } from './type-refs.ts'

/** Lines that follow each other in the file, without the space that all of them begin with and without what marks them as the row's. */
export type CodeBlock = readonly string[]

/** By row id, in the order of the file. A row of which nothing is written is not in it. */
export function listRowCode(ir: MapIr): ReadonlyMap<string, readonly CodeBlock[]> {
  const ids = [...listParts(ir.destination.node), ...listRows(ir.destination.node)].map(({ id }) => id)
  const labels = new Map(ids.map((id, at) => [id, `row${at}`]))
  const idsByLabel = new Map([...labels].map(([id, label]) => [label, id]))
  const tables = new Map(ir.tables.map((table) => [table.id, table]))
  const writer = { ir, plan: planNames(ir), tables, helpers: new Set<never>(), imports: new Set<string>(), patterns: new Map(), hooks: new Map() }
  // Each row has a label of its own here, also where none has a number yet.
  const notes = (id: string) => ({ label: labels.get(id) ?? '', useCases: '', note: '' })
  const { text } = writeMapper({ writer, book: createTypeBook(ir), notes, functions: [] }, [])

  const blocks = new Map<string, string[][]>()
  const lastLines = new Map<string, number>()
  text.split('\n').forEach((line, number) => {
    const marked = MARKED.exec(line)
    if (marked === null) return
    for (const label of (marked[2] ?? '').split(/[;,] /)) {
      const id = idsByLabel.get(label)
      if (id === undefined) continue
      const ofRow = blocks.get(id) ?? []
      blocks.set(id, ofRow)
      if (lastLines.get(id) === number - 1) ofRow.at(-1)?.push(marked[1] ?? '')
      else ofRow.push([marked[1] ?? ''])
      lastLines.set(id, number)
    }
  })
  return new Map([...blocks].map(([id, ofRow]) => [id, ofRow.map(outdent)]))
}

const MARKED = /^(.*) \/\/ (row\d+(?:[;,] row\d+)*)$/

function outdent(lines: readonly string[]): CodeBlock {
  const least = Math.min(...lines.map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(least))
}
