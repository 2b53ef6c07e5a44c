// What the commands that use a map say of rows and parts of it that take part in nothing.
import type { CompiledMap } from '../../shared/mapping/compile-map.ts'
import { mapRules } from '../../shared/mapping/map-rules.ts'
import { printNumber } from '../../shared/project/project.ts'

/** One sentence each, with the first reason. */
export function listLeftOut({ ir, problems }: CompiledMap): string[] {
  const parts = problems.filter((problem) => problem.row === null && mapRules[problem.code].leavesOut)
  const rows = ir.leftOut.map((row) => {
    const why = problems.find((problem) => problem.code === row.code && problem.row === row.number)?.message ?? row.code
    return `${printNumber('rows', row.number ?? undefined)} is left out: ${why}`
  })
  return [...parts.map(({ message }) => message), ...rows]
}
