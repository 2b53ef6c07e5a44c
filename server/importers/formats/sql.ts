// The only place that reads CREATE TABLE statements: scripts and dumps of PostgreSQL, MySQL, SQL Server, SQLite and Oracle.
import { createGraphWriter } from '../../../shared/schema/graph-writer.ts'
import { fail, ok } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'
import { buildSqlGraph } from '../sql/build-sql-graph.ts'
import { readSqlFile, type SqlScript } from '../sql/read-script.ts'

export const sql: FormatReader = {
  formats: ['sql'],
  recognises: (file) => file.syntax === 'sql',
  read(own, _all, name) {
    const writer = createGraphWriter()
    const script: SqlScript = { tables: [], tableByName: new Map(), types: new Map() }
    for (const file of own) readSqlFile(file.text, file.name, script, writer.problem)
    const [first] = own
    if (script.tables.length === 0)
      return fail({
        type: 'NotADescription',
        expected: 'at least one CREATE TABLE',
        found: 'SQL without a table that can be read',
        ...(first && { file: first.name }),
      })
    const written = writer.finish({ format: 'sql', title: name, ...buildSqlGraph(script, writer) })
    return written.ok ? ok({ ...written.value, samples: [] }) : fail({ ...written.error, ...(first && { file: first.name }) })
  },
}
