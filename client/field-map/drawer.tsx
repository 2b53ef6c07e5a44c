// Joins the row drawer with the field map: the line it shows, its facts, and what its forms write.
import { findSourceField } from '../../shared/mapping/item-scope.ts'
import { rowAddress, type Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listValueSources } from '../../shared/mapping/row-sources.ts'
import { printSource } from '../../shared/mapping/source-text.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { useProject } from '../collab/project-context.tsx'
import { conditionEach } from '../grid/cell-texts.ts'
import { GeneratedLine } from '../panels/generated-line.tsx'
import type { SideFacts } from '../panels/row-facts.tsx'
import { RowDrawer } from '../panels/row-drawer.tsx'
import { printRowCell, rowCellWords } from '../panels/row-cell-words.ts'
import { RowHistory } from '../panels/row-history.tsx'
import { evidenceIn, type EvidenceByInput } from './choices.ts'
import type { DerivedMap } from './derive.ts'
import { UsedBy } from '../pages/used-by.tsx'
import { focusRow } from './focus-row.ts'
import { rowEdit, type MapEdit } from './line-edits.ts'
import { findTwin, mergeRows } from './merge-rows.ts'
import { useGridLine, useMapEdits } from './hooks.ts'
import { MapQuestions } from './questions.tsx'
import { copyLink } from './row-link.tsx'
import { useMapTools, type MapTools } from './tools.tsx'
import type { MapModel } from './model.ts'
import { RowPreview } from './row-preview.tsx'
import { useRowCode } from './row-code.ts'
import { settingOfCondition, settingOfValue } from './places.ts'
import { useTransformScopeOf } from './scope.ts'
import type { SampleChoice } from './samples.ts'

type Props = {
  readonly model: MapModel
  readonly derived: DerivedMap
  readonly at: { readonly line: string; readonly part: 'row' | 'transform' | 'when' | 'questions'; readonly opened: number }
  readonly sample: SampleChoice
  readonly onClose: () => void
  readonly onMove: (step: 1 | -1) => void
}

export function MapDrawer({ model, derived, at, sample, onClose, onMove }: Props) {
  const { project } = useProject()
  const edits = useMapEdits()
  const tools = useMapTools()
  const line = useGridLine(model, at.line)?.line
  const context = model.state()?.view.context ?? derived.view.context
  const scope = useTransformScopeOf(context, settingOfValue(context, line), sample)
  const conditionScope = useTransformScopeOf(context, settingOfCondition(line === undefined ? undefined : conditionEach(line)), sample)
  const code = useRowCode(model, derived, line)
  if (line === undefined || line.kind === 'more') return null
  const twin = line.row === undefined ? undefined : findTwin(context, line.row)
  const outcome = line.row === undefined ? undefined : derived.view.outcomesByRow.get(line.row.id)
  return (
    <RowDrawer
      scope={scope}
      conditionScope={conditionScope}
      line={line}
      problems={derived.view.problemsByLine.get(line.address) ?? []}
      facts={{
        source: sourceFacts(context, line, sample.evidence),
        preview: outcome === undefined ? undefined : <RowPreview derived={derived} line={line} sample={sample} />,
      }}
      at={at}
      on={{
        change: (cells, what) => edits.apply(rowEdit(context, line, cells, edits.fresh(), `Change ${what}`)),
        close: onClose,
        move: onMove,
        copyLink: () => copyLink(tools, line.address),
        ...(twin === undefined || line.row === undefined || edits.readOnly ? {} : { merge: mergeInto(tools, context, twin, line.row) }),
      }}
      questions={<MapQuestions context={context} line={line} asking={at.part === 'questions' ? at.opened : 0} />}
      generated={<GeneratedLine code={code} label={line.row === undefined ? 'this line' : printNumber('rows', line.row.number)} />}
      history={
        line.row === undefined ? null : (
          <>
            <section className="pn-section pn-two">
              <h2>Linked</h2>
              <UsedBy at={rowAddress(line.row)} kinds={LINKED} empty="No test case, lookup table or config value." />
            </section>
            <section className="pn-section">
              <RowHistory
                key={line.row.id}
                project={project}
                row={line.row}
                print={(cell, value) => printRowCell(context, line.each, cell, value)}
                {...(edits.readOnly ? {} : { onPutBack: (cell: string, value: JsonValue | undefined) => edits.apply(putBack(line, cell, value)) })}
              />
            </section>
          </>
        )
      }
    />
  )
}

/** What the drawer does not say elsewhere. */
const LINKED = ['lookup', 'config', 'test-case'] as const

/** The drawer goes on with the row that stays. */
function mergeInto(tools: MapTools, context: MapContext, earlier: Row, later: Row): () => void {
  return () => {
    const merged = mergeRows(context, earlier, later)
    tools.apply(merged)
    tools.say(merged.message)
    tools.showRight({ kind: 'row', line: rowAddress(earlier), part: 'row', opened: 0 })
    focusRow(tools, earlier.id, 'source')
  }
}

function sourceFacts(context: MapContext, line: Line, evidence: EvidenceByInput): SideFacts | undefined {
  const [ref] = line.row === undefined ? [] : listValueSources(context, line.row)
  if (ref === undefined) return undefined
  return {
    path: printSource(context, ref, line.each),
    field: findSourceField(context, ref, line.each),
    evidence: evidenceIn(context, line.each, evidence)(ref),
  }
}

function putBack(line: Line, cell: string, value: JsonValue | undefined): MapEdit {
  const label = `Put back ${(rowCellWords[cell] ?? cell).toLowerCase()} of ${printNumber('rows', line.row?.number)}`
  return { label, writes: [{ home: 'rows', object: line.row?.id ?? '', cell, value }] }
}
