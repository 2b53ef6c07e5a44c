// The part of `diff` that compares two states of a project: files, or baselines in them.
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createRowWords } from '../../shared/codegen/row-words.ts'
import type { Project } from '../../shared/project/project.ts'
import { compareProjects, type ProjectDifference } from '../../shared/review/compare-projects.ts'
import { printDifference, printTotals } from '../../shared/review/compare-projects-text.ts'
import { findBaseline } from '../../shared/review/frozen-project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { CommandRefusal, plainLine, printJson, type ExitCode, type Output } from './output.ts'
import { readProject } from './read-project.ts'

type Side = { readonly name: string; readonly project: Project; readonly findGraph: (key: string) => SchemaGraph | undefined }

/** Exit code 1 where they differ. A side is `FILE` or `FILE@BASELINE`, the baseline by its number. */
export async function diffProjects(output: Output, words: readonly string[], flags: { readonly json?: boolean }): Promise<ExitCode> {
  const [old, now, ...more] = words
  if (old === undefined || now === undefined || more.length > 0)
    throw new CommandRefusal('give two states of a project: crosswalk diff project A B (each a project file, or FILE@3 for its baseline 3)')
  const [before, after] = [await readSide(old), await readSide(now)]
  const difference = compareProjects(before.project, after.project, {
    before: createRowWords(before.project, before.findGraph),
    after: createRowWords(after.project, after.findGraph),
  })
  await output.result(flags.json === true ? printJson(difference) : print(before, after, difference))
  return difference.groups.length > 0 ? 1 : 0
}

/** Whether this side of a comparison is a project file, by how it begins; a baseline in it counts too. */
export async function isProjectSide(words: string): Promise<boolean> {
  const { path } = splitSide(words)
  if (!existsSync(path)) return false
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4_096), 0, 4_096, 0)
    return /"format"\s*:\s*"crosswalk-project"/.test(buffer.toString('utf8', 0, bytesRead))
  } catch {
    // A folder, or a file that cannot be read: whoever reads it next says so.
    return false
  } finally {
    await file.close()
  }
}

async function readSide(words: string): Promise<Side> {
  const { path, baseline } = splitSide(words)
  const { file, project, findGraph } = await readProject(path)
  if (baseline === undefined) return { name: project.info.name, project, findGraph }
  const found = findBaseline(file, baseline)
  if (!found.ok) throw new CommandRefusal(`${path}: ${found.error}`)
  return { name: `${found.value.project.info.name}, baseline ${baseline}`, project: found.value.project, findGraph }
}

/** A file whose own name ends like a baseline is found first. */
function splitSide(words: string): { readonly path: string; readonly baseline?: number } {
  const match = existsSync(words) ? null : /^(.+)@[bB]?-?([1-9]\d{0,8})$/.exec(words)
  return match === null ? { path: words } : { path: match[1] ?? '', baseline: Number(match[2]) }
}

function print(before: Side, after: Side, difference: ProjectDifference): string {
  const totals = printTotals(difference.totals)
  const head = `${plainLine(`${before.name} to ${after.name}: ${totals === '' ? 'nothing differs' : totals}`)}\n`
  return difference.groups.length === 0 ? head : `${head}\n${printDifference(difference)}`
}
