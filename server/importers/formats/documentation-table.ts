// The only place that reads tables of fields in a documentation: Markdown, HTML and CSV, with the operations that stand beside them.
import { findRecords } from '../../../shared/schema/find-records.ts'
import { createGraphWriter, type GraphWriter } from '../../../shared/schema/graph-writer.ts'
import { fail, ok } from '../../../shared/schema/result.ts'
import type { Endpoint, NamedObject, Parameter, SchemaGraph } from '../../../shared/schema/schema-graph.ts'
import { MOST_SCHEMA_DEPTH } from '../../../shared/schema/schema-read-error.ts'
import type { FormatReader, OpenedFile, ReadSamples } from '../format-reader.ts'
import { checkNesting } from '../parse-document.ts'
import type { Block, Operation } from '../tables/blocks.ts'
import { findFieldTable } from '../tables/columns.ts'
import { readCsvTable } from '../tables/csv-blocks.ts'
import type { Draft } from '../tables/drafts.ts'
import { readHtml } from '../tables/html-blocks.ts'
import { readMarkdown } from '../tables/markdown-blocks.ts'
import { readSections, type Section } from '../tables/sections.ts'
import { createLinks, createTableWriter, type Links, type TableWriter } from '../tables/write-tables.ts'

export const documentationTable: FormatReader = {
  formats: ['table'],
  recognises: (file) => readBlocks(file).some((block) => block.kind === 'table' && findFieldTable(block, isStrict(file)) !== undefined),
  read(own, _all, name) {
    const writer = createGraphWriter()
    const sections = own.flatMap((file) =>
      // The person said that it is a table: then the names of its columns are enough.
      readSections(readBlocks(file), file.name, name, isStrict(file) && documentationTable.recognises(file), (line, message) =>
        writer.problem('unsupported-construct', `${file.name}, line ${line}`, message),
      ),
    )
    if (sections.length === 0)
      return fail({
        type: 'NotADescription',
        expected: 'a table with a column of field names and a column of types or descriptions',
        found: 'a text without one',
        ...(own[0] === undefined ? {} : { file: own[0].name }),
      })
    const links = createLinks(sections.filter(({ use }) => use !== 'parameters'))
    const tables = createTableWriter(writer, links)
    const operations = own.flatMap(readBlocks).filter((block): block is Operation => block.kind === 'operation')
    const endpoints = readEndpoints(operations, sections, tables, writer)
    const objects = listObjects(sections, links, tables, writer)
    const title = own.flatMap(readBlocks).find((block) => block.kind === 'heading' && block.level === 1)
    const written = writer.finish({
      format: 'table',
      title: title?.kind === 'heading' && title.text !== '' ? title.text.slice(0, 200) : name,
      endpoints,
      objects,
      fieldCount: sections.filter(({ use }) => use !== 'parameters').reduce((sum, { root }) => sum + countDrafts(root), 0),
    })
    if (!written.ok) return fail(written.error)
    return ok({ ...written.value, samples: own.flatMap((file) => listExamples(readBlocks(file), file.name, written.value.graph)) })
  },
}

/** CSV may as well hold records that have a column `name`. */
function isStrict({ syntax }: OpenedFile): boolean {
  return syntax === 'csv' || syntax === 'text'
}

/** A file is looked at to be recognised, and again to be read. */
const blocksByFile = new WeakMap<OpenedFile, readonly Block[]>()

function readBlocks(file: OpenedFile): readonly Block[] {
  const known = blocksByFile.get(file)
  if (known !== undefined) return known
  const blocks =
    file.syntax === 'markdown' ? readMarkdown(file.text) : file.syntax === 'html' ? readHtml(file.text) : file.syntax === 'csv' ? readCsvTable(file) : []
  blocksByFile.set(file, blocks)
  return blocks
}

/** Tables that no field of another one points to; of tables that point to one another in a circle the first. */
function listObjects(sections: readonly Section[], links: Links, tables: TableWriter, writer: GraphWriter): NamedObject[] {
  const own = sections.filter(({ use }) => use === 'object')
  const inside = new Set<Section>()
  for (const section of sections) {
    for (const draft of allDrafts(section.root)) {
      const linked = links.find(draft, section)
      // Tables side by side are types of their own, wherever they are used.
      if (linked !== undefined && linked.section !== section && !(linked.byType && linked.section.level <= section.level)) inside.add(linked.section)
    }
  }
  const top = own.filter((section) => !inside.has(section))
  const taken = new Set<string>()
  const shown = top.length > 0 || own[0] === undefined ? top : [own[0]]
  return shown.map((section) => {
    let name = section.name
    for (let i = 2; taken.has(name); i++) name = `${section.name} ${i}`
    if (name !== section.name)
      writer.problem('unsupported-construct', `${section.file}, line ${section.line}`, `A table before is called ${section.name} too: this one is ${name}.`)
    taken.add(name)
    return { name, node: tables.objectNode(section, name) }
  })
}

/** Of the names of an example, those that an object must have to be what it shows. */
const SHOWN = 0.6

/** Examples in the text, for the object whose fields they have. */
function listExamples(blocks: readonly Block[], file: string, graph: SchemaGraph): ReadSamples[] {
  const objects = graph.objects.map(({ name, node }) => ({ name, fields: new Set((graph.nodes[node]?.properties ?? []).map((property) => property.name)) }))
  return blocks.flatMap((block) => {
    if (block.kind !== 'example' || checkNesting(block.value, MOST_SCHEMA_DEPTH, file) !== undefined) return []
    const search = findRecords(block.value)
    return ('found' in search ? search.found : []).flatMap(({ records }) => {
      const names = [...new Set(records.flatMap((record) => Object.keys(record)))]
      const shown = (fields: ReadonlySet<string>) => names.filter((each) => fields.has(each)).length
      const best = objects.toSorted((a, b) => shown(b.fields) - shown(a.fields))[0]
      if (best === undefined || names.length < 2 || shown(best.fields) < names.length * SHOWN) return []
      return [{ object: { kind: 'object', name: best.name }, name: `${file}, line ${block.line}`, records }]
    })
  })
}

function* allDrafts(root: Draft): Generator<Draft> {
  const stack = [root]
  for (let draft = stack.pop(); draft !== undefined; draft = stack.pop()) {
    yield draft
    stack.push(...draft.children, ...(draft.entry === undefined ? [] : [draft.entry]))
  }
}

function countDrafts(root: Draft): number {
  let count = -1
  for (const draft of allDrafts(root)) if (draft === root || draft.name !== '') count += 1
  return count
}

function readEndpoints(operations: readonly Operation[], sections: readonly Section[], tables: TableWriter, writer: GraphWriter): Endpoint[] {
  const byId = new Map<string, Operation>()
  for (const operation of operations) if (!byId.has(idOf(operation))) byId.set(idOf(operation), operation)
  return [...byId].map(([id, { method, path }]): Endpoint => {
    const own = sections.filter((section) => section.operation !== undefined && idOf(section.operation) === id)
    const request = own.find(({ use }) => use === 'request')
    const response = own.find(({ use }) => use === 'response')
    return {
      id,
      kind: 'operation',
      method,
      path,
      parameters: withPathParameters(
        own.filter(({ use }) => use === 'parameters').flatMap((section) => readParameters(section, path, tables)),
        path,
        writer,
      ),
      ...(request === undefined ? {} : { request: { mediaType: 'application/json', required: true, node: tables.objectNode(request) } }),
      responses: response === undefined ? [] : [{ status: '200', body: { mediaType: 'application/json', required: true, node: tables.objectNode(response) } }],
    }
  })
}

/** Those that no table tells of stand in the path all the same. */
function withPathParameters(parameters: readonly Parameter[], path: string, writer: GraphWriter): Parameter[] {
  const names = [...path.matchAll(/\{([^{}/]+)\}/g)].map((match) => match[1] ?? '').filter((name) => !parameters.some((parameter) => parameter.name === name))
  return [...names.map((name): Parameter => ({ name, in: 'path', required: true, node: writer.value({ types: ['any'] }) })), ...parameters]
}

function idOf({ method, path }: Operation): string {
  return `${method} ${path}`
}

function readParameters(section: Section, path: string, tables: TableWriter): Parameter[] {
  return section.root.children.map((draft) => {
    const said = `${draft.row?.location ?? ''} ${section.heading}`.toLowerCase()
    const inPath = path.includes(`{${draft.name}}`)
    const description = draft.row?.facts.description
    return {
      name: draft.name,
      in: inPath || /\b(?:path|route)\b/.test(said) ? 'path' : /\bheader\b/.test(said) ? 'header' : 'query',
      required: inPath || draft.row?.facts.required === true,
      ...(description === undefined ? {} : { description }),
      node: tables.fieldNode(draft, section),
    }
  })
}
