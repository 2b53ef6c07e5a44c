// Brings an older document to the present layout: the only list of layout changes. Pure; forward only.
import type * as Y from 'yjs'
import { fail, ok, type Result } from '../schema/result.ts'
import type { EditOrigin } from './edits.ts'
import { LAYOUT_VERSION, readLayoutVersion, stampLayout } from './project-doc.ts'

/** Changes a document of layout `to - 1` in place. Runs inside one transaction, and must give the same when two servers run it. */
export type DocMigration = { readonly to: number; readonly migrate: (doc: Y.Doc) => void }

/** Oldest first. One is added with every raise of LAYOUT_VERSION, and a document of the old layout to fixtures/documents/. */
export const docMigrations: readonly DocMigration[] = []

export type NewerLayout = { readonly type: 'NewerLayout'; readonly found: number; readonly known: number }

/** Answers the layout that was found (0: the document was empty) after bringing it to the newest. A newer one is not touched. */
export function migrateDoc(doc: Y.Doc, origin: EditOrigin, migrations: readonly DocMigration[] = docMigrations): Result<number, NewerLayout> {
  const known = migrations.at(-1)?.to ?? LAYOUT_VERSION
  const found = readLayoutVersion(doc)
  if (found !== undefined && found > known) return fail({ type: 'NewerLayout', found, known })
  doc.transact(() => {
    if (found === undefined) stampLayout(doc, known)
    for (const { to, migrate } of migrations) {
      if (found === undefined || to <= found) continue
      migrate(doc)
      doc.getMap('meta').set('layout', to)
    }
  }, origin)
  return ok(found ?? 0)
}
