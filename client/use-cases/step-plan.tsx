// How it runs: what happens with one record, in sentences; and the steps as a picture to take along.
import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { stepCard, tellSteps, type ToldStep } from '../../shared/codegen/english-steps.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { drawSteps } from '../../shared/review/step-picture.ts'
import { useGraphs, useProjectValue } from '../collab/project-context.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { showNotice } from '../ui/notices.tsx'
import { Card } from '../ui/parts.tsx'

export function HowItRuns({ useCase, onOpen }: { readonly useCase: UseCase; readonly onOpen: (step: string) => void }) {
  const project = useProjectValue()
  const { graphs } = useGraphs()
  const told = useMemo(() => tellSteps(project, useCase.id, (key) => graphs.get(key)), [project, useCase.id, graphs])
  return (
    <Card title="How it runs" aside={<span className="s11 t3">one record on its way, written from the steps</span>}>
      <ol className="steps-plan s12">
        {told.map((step) => (
          <li key={step.step} style={{ marginLeft: step.depth * 22 }}>
            <span className="num t3">{step.position}</span>
            <div>
              <p>
                <button type="button" className="link-button b5" onClick={() => onOpen(step.step)}>
                  {step.title}
                </button>
                {/[.?!…]$/.test(step.title) ? ' ' : '. '}
                {step.does}
              </p>
              {step.failure !== undefined && <p className="t3">If it fails: {step.failure}</p>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

export function PictureButton({ useCase }: { readonly useCase: UseCase }) {
  const [shown, setShown] = useState(false)
  return (
    <>
      <button type="button" className="link-button s12" onClick={() => setShown(true)}>
        Picture
      </button>
      {shown && <PictureDialog useCase={useCase} onClose={() => setShown(false)} />}
    </>
  )
}

function PictureDialog({ useCase, onClose }: { readonly useCase: UseCase; readonly onClose: () => void }) {
  const project = useProjectValue()
  const { graphs } = useGraphs()
  const heading = `${printNumber('useCases', useCase.number)} ${useCase.title}`
  const svg = useMemo(
    () =>
      drawSteps(
        heading,
        picturedSteps(
          project,
          tellSteps(project, useCase.id, (key) => graphs.get(key)),
        ),
      ),
    [project, graphs, heading, useCase.id],
  )
  const copy = () => {
    // Absent where the page came without encryption.
    const clipboard = navigator.clipboard as Clipboard | undefined
    const failed = () => showNotice('The browser does not let this page copy. Download the picture instead.')
    if (clipboard === undefined) failed()
    else clipboard.writeText(svg).then(() => showNotice('The picture is copied as SVG text.'), failed)
  }
  return (
    <Dialog onClose={onClose} title={`Steps of ${heading}`} size="min(1160px, 96vw)">
      {/* An image runs no scripts and loads nothing, whatever stands in it. */}
      <div className="steps-picture">
        <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} alt={`The steps of ${heading}, as told under "How it runs"`} />
      </div>
      <div className="row" style={{ marginTop: 12, justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={copy}>
          Copy as SVG
        </Button>
        <Button data-autofocus onClick={() => download(`${heading.replaceAll(/[^\p{L}\p{N}-]+/gu, '-').slice(0, 80)}.svg`, svg)}>
          Download SVG
        </Button>
      </div>
    </Dialog>
  )
}

function picturedSteps(project: Project, told: readonly ToldStep[]) {
  let each: string | undefined
  return told.flatMap((one) => {
    const step = project.steps.find(({ id }) => id === one.step)
    if (step === undefined) return []
    const card = stepCard(project, step, one.position)
    const inside = one.depth > 0 ? each : undefined
    if (step.kind === 'retrieve' && step.forEach === true) each = step.result ?? step.title
    return [{ ...card, transforms: step.kind === 'transform', inside }]
  })
}

function download(name: string, svg: string): void {
  const link = document.createElement('a')
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  link.href = address
  link.download = name
  link.click()
  // The download holds on to what it has begun to read.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
