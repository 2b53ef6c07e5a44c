// Exports a field map as a TypeScript package: the only door of json-schema-to-typescript, which sees only schemas that we wrote ourselves (T-20).
import { compile } from 'json-schema-to-typescript'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { buildMapContext, type MapContext } from '../../shared/mapping/map-context.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import { fieldTree, type FieldTree } from '../../shared/mapping/field-tree.ts'
import { inputTree } from '../../shared/mapping/item-scope.ts'
import { inputNames } from '../../shared/mapping/source-text.ts'
import type { Project } from '../../shared/project/project.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { MapIr } from '../../shared/transform/ir.ts'
import type { TestRunner } from '../../shared/codegen/typescript/tests-file.ts'
import { listExportGaps, mapWords } from './map-words.ts'
import { listCases, type FindRecord } from './typescript-cases.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { restoreNames, type FieldWords, type TypeSchema } from '../../shared/codegen/type-schema.ts'
import { writePackage, type PackageWords } from '../../shared/codegen/typescript/package-text.ts'

export type ExportedFile = { readonly path: string; readonly text: string }
export type TypeScriptExport = { readonly files: readonly ExportedFile[]; readonly gaps: readonly Problem[] }

/** `Gaps`: required fields that nothing fills, and rows that cannot be generated; `allowGaps` lists them in the header instead. */
export type ExportError = { readonly type: 'NoSuchFieldMap'; readonly fieldMap: string } | { readonly type: 'Gaps'; readonly gaps: readonly Problem[] }

export type TypeScriptOptions = {
  readonly allowGaps?: boolean
  /** Which test runner gets an adapter for the cases; none unless said. */
  readonly tests?: TestRunner | 'none'
  /** Records of test cases; without it no case is written. */
  readonly findRecord?: FindRecord
  /** What the header calls the baseline that the project is. */
  readonly baseline?: string
  /** False: types.ts as the library prints it, without laying it out; to measure the rest. */
  readonly isLaidOut?: boolean
}

/** Paths are inside the package's folder, whose name is the field map's key. The same project gives the same bytes anywhere. */
export async function exportTypeScript(
  project: Project,
  fieldMapId: string,
  findGraph: (key: string) => SchemaGraph | undefined,
  options: TypeScriptOptions = {},
): Promise<Result<TypeScriptExport, ExportError>> {
  const context = buildMapContext(project, fieldMapId, findGraph)
  if (context === undefined) return fail({ type: 'NoSuchFieldMap', fieldMap: fieldMapId })
  const { ir, problems } = compileMap(context)
  const gaps = listExportGaps(problems)
  if (gaps.length > 0 && options.allowGaps !== true) return fail({ type: 'Gaps', gaps })
  const text = writePackage(ir, wordsOf(context, ir, gaps, options))
  const types = [text.typesHead, ...(await Promise.all(text.types.map((type) => printType(type, options.isLaidOut !== false)))), text.typesFoot].join('\n\n')
  const files = [...text.files, { path: 'types.ts', text: types }].sort((a, b) => (a.path < b.path ? -1 : 1))
  return ok({ files, gaps })
}

async function printType(schema: TypeSchema, isLaidOut: boolean): Promise<string> {
  const code = await compile(schema as Parameters<typeof compile>[0], schema.title ?? 'Record', {
    additionalProperties: false,
    bannerComment: '',
    format: isLaidOut,
    ignoreMinAndMaxItems: true,
    unknownAny: true,
    // Our schemas have no references; nothing may be fetched even so.
    $refOptions: { resolve: { external: false, file: false, http: false } },
    style: { semi: false, singleQuote: true, printWidth: 120 },
  })
  return restoreNames(code.trim())
}

function wordsOf(context: MapContext, ir: MapIr, gaps: readonly Problem[], options: TypeScriptOptions): PackageWords {
  const { cases, notWritten } = options.findRecord === undefined ? { cases: [], notWritten: [] } : listCases(context.project, ir, options.findRecord)
  return {
    ...mapWords(context, gaps),
    ...(options.baseline === undefined ? {} : { baseline: options.baseline }),
    tests: options.tests ?? 'none',
    cases,
    casesNotWritten: notWritten,
    fields: fieldWords(context),
  }
}

function fieldWords(context: MapContext): FieldWords {
  const { graph, root } = context.destination
  const trees = new Map<string, FieldTree>()
  if (graph !== undefined && root !== undefined) trees.set('destination:', fieldTree(graph, root.node))
  for (const [id, name] of inputNames(context)) {
    const tree = inputTree(context, id)
    if (tree !== undefined) trees.set(`source:${name}`, tree)
  }
  const prefixes = [...trees.keys()].sort((a, b) => b.length - a.length)
  return (key) => {
    const prefix = prefixes.find((one) => key.startsWith(one)) ?? ''
    const facts = trees.get(prefix)?.find(key.slice(prefix.length).replace(/^\./, '') as FieldPath)?.facts
    return { ...(facts?.description === undefined ? {} : { description: facts.description }), hasEnum: facts?.enum !== undefined }
  }
}
