// Where an import begins: a file is dropped or chosen and read, with progress, a way out, and what to do where it cannot be read.
import { useEffect, useRef, useState } from 'react'
import { Button, Progress } from '@mantine/core'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { describeFailure } from '../api/request.ts'
import { readSpreadsheetFiles, type ReadingProgress } from '../api/spreadsheets.ts'
import { useProject } from '../collab/project-context.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'
import { refuseFiles } from './refuse-files.ts'

type Reading = { readonly names: string; readonly progress: ReadingProgress; readonly aborter: AbortController }

export function ChooseFile({ onRead }: { readonly onRead: (file: Spreadsheet) => void }) {
  const { project } = useProject()
  const [reading, setReading] = useState<Reading>()
  const [failure, setFailure] = useState<string>()
  const [files, setFiles] = useState<readonly File[]>([])
  const current = useRef<AbortController>(undefined)
  // Leaving the page stops the reading: nobody waits for it.
  useEffect(() => () => current.current?.abort(), [])
  const read = async (chosen: readonly File[]) => {
    const refusal = refuseFiles(chosen.map(({ name }) => name))
    setFiles(refusal === undefined ? chosen : [])
    setFailure(refusal)
    if (refusal !== undefined) return
    const aborter = new AbortController()
    current.current = aborter
    const names = chosen.length === 1 ? (chosen[0]?.name ?? '') : `${chosen.length} files`
    const show = (progress: ReadingProgress) => !aborter.signal.aborted && setReading({ names, progress, aborter })
    show({ message: 'Sending the file' })
    try {
      onRead(await readSpreadsheetFiles(project, chosen, { signal: aborter.signal, onProgress: show }))
    } catch (error) {
      setReading(undefined)
      if (!aborter.signal.aborted) setFailure(describeFailure(error))
    }
  }
  const cancel = () => {
    reading?.aborter.abort()
    setReading(undefined)
  }
  return (
    <div className="import-scroll">
      <div className="page-head">
        <div>
          <h1>Import a spreadsheet</h1>
          <p className="s12 t2">Nothing is changed before you have seen every change and accepted it.</p>
        </div>
      </div>
      <div className="page-body">
        <Card>
          {reading === undefined ? (
            <div className="import-drop">
              <FileDrop label="Choose a file" onFiles={(chosen) => void read(chosen)}>
                <p className="b5">Drop a spreadsheet here</p>
                <p className="s12 t2">Excel (.xlsx), .csv, .tsv, or a table in Markdown or HTML. Several .csv files are read as the sheets of one workbook.</p>
              </FileDrop>
            </div>
          ) : (
            <div className="import-reading" role="status">
              <div className="row">
                <span className="b5 ell">{reading.names}</span>
                <span className="sp" />
                <Button variant="default" onClick={cancel}>
                  Cancel
                </Button>
              </div>
              <Progress value={(reading.progress.fraction ?? 0.02) * 100} size="sm" aria-label="Reading the file" transitionDuration={200} />
              <p className="s12 t2">{reading.progress.message}</p>
            </div>
          )}
          {failure !== undefined && (
            <div className="import-failure" role="alert">
              <p className="message">
                <SeverityMark name="error" />
                <span className="pre-wrap">{failure}</span>
              </p>
              {files.length > 0 && (
                <Button variant="default" onClick={() => void read(files)}>
                  Try again
                </Button>
              )}
            </div>
          )}
        </Card>
        <div className="import-kinds">
          <Card title="A workbook exported here">
            <p className="card-body s12 t2">
              Comes back with everybody’s edits: notes, statuses, answers, questions, corrected cells, new and deleted rows. Sheets may be sorted, filtered,
              copied into another workbook or saved as CSV. You see what each of them changed, beside what the project says now.
            </p>
          </Card>
          <Card title="A mapping from anywhere else">
            <p className="card-body s12 t2">
              You say once what its columns mean; most of it is guessed. Paths are looked up in the schemas, code lists become lookup tables, rules in words
              stay on their rows, and what has no place goes into the note. Nothing of the file is dropped.
            </p>
          </Card>
        </div>
      </div>
    </div>
  )
}
