// The JSONata export: choose a map, see which rows it cannot say exactly, download.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { JsonataPreview } from '../../shared/api/routes.ts'
import { exportLinks, useJsonataPreview } from '../api/exports.ts'
import { describeFailure } from '../api/request.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Card, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { projectLinks } from './project-links.ts'

export function ExportJsonata() {
  const { project } = useProject()
  const maps = useCollection('fieldMaps').filter((map) => map.archived !== true)
  const [chosen, setChosen] = useState<string>()
  const map = maps.find((one) => one.id === chosen) ?? maps[0]
  const preview = useJsonataPreview(project, map?.id)
  if (map === undefined) return null
  return (
    <Card
      title="JSONata expression"
      aside={
        <>
          <span style={{ minWidth: 160 }}>
            <CellSelect label="Field map as JSONata" value={map.id} choices={maps.map((one) => ({ value: one.id, word: one.name }))} onChange={setChosen} />
          </span>
          <Button variant="default" component="a" href={exportLinks.jsonata(project, map.id)} download leftSection={<Icon name="download" size={14} />}>
            Download JSONata
          </Button>
        </>
      }
    >
      {preview.isPending && <LoadingBars rows={2} label="Generating" />}
      {preview.error !== null && <ErrorBox message={describeFailure(preview.error)} onRetry={() => void preview.refetch()} />}
      {preview.data !== undefined && <Fidelity preview={preview.data} map={map.id} />}
    </Card>
  )
}

/** What the reader has to know before handing it over. */
function Fidelity({ preview, map }: { readonly preview: JsonataPreview; readonly map: string }) {
  const { project } = useProject()
  const inexact = preview.fidelity.filter(({ fidelity }) => fidelity !== 'exact')
  const gaps = preview.gaps.length
  return (
    <>
      <p className="message card-body" style={{ paddingBottom: 10 }}>
        <SeverityMark name={inexact.length === 0 && gaps === 0 ? 'passes' : 'warning'} />
        {inexact.length === 0
          ? 'Every row says exactly the same in JSONata.'
          : `${preview.fidelity.length - inexact.length} of ${preview.fidelity.length} rows say exactly the same in JSONata.`}
        {gaps > 0 && ` ${gaps === 1 ? '1 gap is' : `${gaps} gaps are`} listed at the top of the file.`}
      </p>
      {inexact.length > 0 && (
        <table className="table hover">
          <tbody>
            {inexact.map(({ row, fidelity, reason }) => (
              <tr key={row}>
                <td className="mono t3" style={{ width: 60 }}>
                  <Link to={projectLinks(project).map(map)}>{row}</Link>
                </td>
                <td style={{ width: 110 }}>{fidelity}</td>
                <td className="t2">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
