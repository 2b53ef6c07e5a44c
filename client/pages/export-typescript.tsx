// The TypeScript export: choose a map, see its gaps, read the code, download.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { CodePreview } from '../../shared/api/routes.ts'
import { exportLinks, useCodePreview } from '../api/exports.ts'
import { describeFailure } from '../api/request.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Card, EmptyState, ErrorBox, LoadingBars, PathText } from '../ui/parts.tsx'
import { projectLinks } from './project-links.ts'

export function ExportTypeScript() {
  const { project } = useProject()
  const maps = useCollection('fieldMaps').filter((map) => map.archived !== true)
  const [chosen, setChosen] = useState<string>()
  const map = maps.find((one) => one.id === chosen) ?? maps[0]
  const preview = useCodePreview(project, map?.id)
  if (map === undefined) {
    return (
      <Card title="TypeScript mapper">
        <EmptyState
          title="No field map to generate from"
          action={
            <Button variant="default" component={Link} to={projectLinks(project).maps}>
              Field maps
            </Button>
          }
        >
          Every field map becomes a function that engineers call with source records.
        </EmptyState>
      </Card>
    )
  }
  const gaps = preview.data?.gaps ?? []
  return (
    <Card
      title="TypeScript mapper"
      aside={
        <>
          <span style={{ minWidth: 160 }}>
            <CellSelect label="Field map" value={map.id} choices={maps.map((one) => ({ value: one.id, word: one.name }))} onChange={setChosen} />
          </span>
          {gaps.length > 0 && (
            <Button variant="default" component="a" href={exportLinks.typescript(project, map.id, true)} download>
              Export with {gaps.length === 1 ? '1 gap' : `${gaps.length} gaps`}
            </Button>
          )}
          {gaps.length === 0 && preview.data !== undefined ? (
            <Button component="a" href={exportLinks.typescript(project, map.id, false)} download leftSection={<Icon name="download" size={14} />}>
              Download TypeScript
            </Button>
          ) : (
            <Button
              disabled
              leftSection={<Icon name="download" size={14} />}
              title={gaps.length > 0 ? 'The map has gaps: settle them, or export with gaps' : undefined}
            >
              Download TypeScript
            </Button>
          )}
        </>
      }
    >
      {preview.isPending && <LoadingBars rows={8} label="Generating" />}
      {preview.error !== null && <ErrorBox message={describeFailure(preview.error)} onRetry={() => void preview.refetch()} />}
      {preview.data !== undefined && <Gaps gaps={gaps} map={map.id} />}
      {preview.data !== undefined && <Code key={map.id} files={preview.data.files} />}
    </Card>
  )
}

function Gaps({ gaps, map }: { readonly gaps: CodePreview['gaps']; readonly map: string }) {
  const { project } = useProject()
  if (gaps.length === 0) {
    return (
      <p className="message card-body" style={{ paddingBottom: 10 }}>
        <SeverityMark name="passes" />
        No gaps: every required destination field has a source, and no row has a problem.
      </p>
    )
  }
  return (
    <>
      <p className="message card-body err" style={{ paddingBottom: 6 }}>
        <SeverityMark name="error" />
        {gaps.length === 1
          ? '1 gap: the code does not fill this field. Settle it, or hand the code over with it marked.'
          : `${gaps.length} gaps: the code does not fill these fields. Settle them, or hand the code over with them marked.`}
      </p>
      <table className="table hover">
        <tbody>
          {gaps.map((gap) => (
            <tr key={gap.line}>
              <td className="mono t3" style={{ width: 60 }}>
                <Link to={projectLinks(project).map(map, gap.line)}>{gap.row === null ? 'open' : `R-${gap.row}`}</Link>
              </td>
              <td style={{ width: '30%', maxWidth: 0 }}>
                <PathText path={gap.path} />
              </td>
              <td className="t2">{gap.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Code({ files }: { readonly files: CodePreview['files'] }) {
  const [path, setPath] = useState<string>()
  const file = files.find((one) => one.path === path) ?? files.find((one) => one.path.endsWith('mapper.ts')) ?? files[0]
  if (file === undefined) return null
  return (
    <div className="code-preview">
      <div role="tablist" aria-label="Generated files" className="code-tabs">
        {files.map((one) => (
          <button key={one.path} type="button" role="tab" aria-selected={one === file} className="mono" onClick={() => setPath(one.path)}>
            {one.path}
          </button>
        ))}
      </div>
      <pre className="mono code" tabIndex={0} aria-label={file.path}>
        {file.text}
      </pre>
    </div>
  )
}
