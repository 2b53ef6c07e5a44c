// Analysts' facts that fit no place in this version of a description: kept, listed, and what to do with them.
import { writeCells } from '../../shared/project/edits.ts'
import type { Overlay } from '../../shared/project/people-and-systems.ts'
import { factLabels, printFactValue, type ShownFact } from '../../shared/schema/field-facts.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import { useProject } from '../collab/project-context.tsx'
import { Card } from '../ui/parts.tsx'
import { printWhen } from '../ui/print-when.ts'
import { writesOfRemoval } from './schema-overlays.ts'
import { useUndo } from './use-undo.ts'

export function SchemaUnplaced({ overlays }: { readonly overlays: readonly Overlay[] }) {
  const { mayEdit } = useProject()
  const { editWithUndo } = useUndo()
  return (
    <Card title="Corrections without a place in this version" aside={<span className="s11 t3 num">{overlays.length}</span>} className="scroll-card">
      <p className="s12 t2 card-body">
        The object or field that these were about is not in this version: it was removed or has another name. They are kept, and hold again in a version that
        has it. Where the field has a new name, correct the new one and remove the old correction here.
      </p>
      <table className="table">
        <thead>
          <tr>
            <th>Field</th>
            <th>Fact</th>
            <th>Value</th>
            <th>By</th>
            <th>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {overlays.map((one) => (
            <tr key={one.id}>
              <td>
                <span className="mono">{one.path === '' ? '(the object itself)' : one.path}</span>{' '}
                <span className="t3">of {printObjectAddress(one.object)}</span>
              </td>
              <td>{one.fact === 'added' ? 'Field added' : Object.hasOwn(factLabels, one.fact) ? factLabels[one.fact as ShownFact] : one.fact}</td>
              <td className="pre-wrap">{one.fact === 'added' ? '' : printFactValue(one.fact as ShownFact, one.value)}</td>
              <td className="t2">{[one.by, one.at === undefined ? undefined : printWhen(one.at)].filter((part) => part !== undefined).join(', ')}</td>
              <td className="right">
                {mayEdit && (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => editWithUndo(`Removed a correction of ${one.path}`, (doc, origin) => writeCells(doc, writesOfRemoval([one]), origin))}
                  >
                    Remove
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
