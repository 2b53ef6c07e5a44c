// The specification for people: for whom, which use cases and field maps, then as a workbook or as a page.
import { Button, Checkbox } from '@mantine/core'
import { Link } from 'wouter'
import { AUDIENCES, type Audience } from '../../shared/document/document-options.ts'
import { printNumber } from '../../shared/project/project.ts'
import { exportLinks } from '../api/exports.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'
import { nothingChosen, printChoice, type ExportChoice, type ExportFlag, type ExportFormat } from './export-choice.ts'
import { ExportParts, type ExportPart } from './export-parts.tsx'
import { projectLinks } from './project-links.ts'

const audienceWords: Readonly<Record<Audience, { readonly word: string; readonly says: string }>> = {
  engineers: {
    word: 'Engineers',
    says: 'All that it takes to build it: formulas, types and limits, test cases with their records, dictionaries of both sides.',
  },
  stakeholders: { word: 'Stakeholders', says: 'What they review and sign: use cases, rules in sentences, what is open. Fewer columns.' },
}

type ChoiceProps = { readonly choice: ExportChoice; readonly onChange: (choice: ExportChoice) => void }

export function ExportSpecification({ choice, onChange }: ChoiceProps) {
  const { project } = useProject()
  const { maps, useCases, linkOf } = useExportLinks(choice)
  const missing = nothingChosen(choice)
  const isNarrow = choice.useCases !== undefined && choice.maps === undefined
  const set = (changed: Partial<ExportChoice>) => onChange({ ...choice, ...changed })
  return (
    <Card
      title="Specification"
      aside={
        <>
          <ExportButton href={linkOf('html', ['view'])} disabled={missing} opens>
            Open as a page
          </ExportButton>
          <ExportButton href={linkOf('xlsx')} disabled={missing} primary>
            Download Excel
          </ExportButton>
        </>
      }
    >
      <div className="card-body export-options">
        {maps.length === 0 && (
          <p className="message">
            <SeverityMark name="hint" />
            <span>
              There is no field map yet, so the workbook has what else there is: systems, use cases, questions.{' '}
              <Link to={projectLinks(project).maps}>Make a field map</Link> to specify which field becomes which.
            </span>
          </p>
        )}
        <div className="export-option">
          <span className="label" id="export-for">
            For
          </span>
          <div>
            <div className="segments" role="radiogroup" aria-labelledby="export-for">
              {AUDIENCES.map((one) => (
                <button key={one} type="button" role="radio" aria-checked={choice.audience === one} onClick={() => set({ audience: one })}>
                  {audienceWords[one].word}
                </button>
              ))}
            </div>
            <p className="s12 t2">{audienceWords[choice.audience].says}</p>
          </div>
        </div>
        <ExportParts title="Use cases" parts={useCases} chosen={choice.useCases} onChange={(chosen) => set({ useCases: chosen })} />
        <ExportParts
          title="Field maps"
          parts={maps}
          chosen={choice.maps}
          onChange={(chosen) => set({ maps: chosen })}
          hint={isNarrow ? 'Those that serve the chosen use cases.' : undefined}
        />
        <div className="export-option">
          <span className="label">Also</span>
          <div className="export-checks">
            <Checkbox
              size="xs"
              checked={choice.protect}
              onChange={(event) => set({ protect: event.currentTarget.checked })}
              label="Protect the workbook: only the columns for review can be changed"
            />
            <Checkbox
              size="xs"
              checked={choice.showValues}
              onChange={(event) => set({ showValues: event.currentTarget.checked })}
              label="Show sample values that look like secrets or personal data"
            />
          </div>
        </div>
        {missing !== undefined && (
          <p className="message warn" role="status">
            <SeverityMark name="warning" />
            {missing}
          </p>
        )}
        <p className="s12 t2">
          People can edit the workbook and write questions and answers in it. <Link to={projectLinks(project).import}>Import</Link> an edited copy to see each
          change and to take it over.
        </p>
      </div>
    </Card>
  )
}

/** Markdown, CSV and the page as a file, of the same choice. */
export function ExportTexts({ choice }: { readonly choice: ExportChoice }) {
  const { linkOf } = useExportLinks(choice)
  const missing = nothingChosen(choice)
  return (
    <Card title="The same as text">
      <TextFormat
        title="Printable page"
        says="One HTML file without scripts, to send or to print."
        href={linkOf('html')}
        disabled={missing}
        word="Download HTML"
      />
      <TextFormat
        title="Markdown for a repository"
        says="A file for each field map, one row a line, so that a review shows what changed."
        href={linkOf('md.zip')}
        disabled={missing}
        word="Download Markdown"
      />
      <TextFormat title="Rows as CSV" says="All rows of the field maps in one table." href={linkOf('csv')} disabled={missing} word="Download CSV" />
      <TextFormat
        title="Rows as CSV that comes back"
        says="With the columns by which an edited file can be imported again."
        href={linkOf('csv', ['roundTrip'])}
        disabled={missing}
        word="Download CSV to edit"
      />
    </Card>
  )
}

type TextFormatProps = { readonly title: string; readonly says: string; readonly href: string; readonly word: string; readonly disabled: string | undefined }

function TextFormat({ title, says, href, word, disabled }: TextFormatProps) {
  return (
    <div className="empty export-text">
      <Icon name="file" />
      <div style={{ flex: 1, minWidth: 220 }}>
        <h3>{title}</h3>
        <p className="s12 t2">{says}</p>
      </div>
      <ExportButton href={href} disabled={disabled}>
        {word}
      </ExportButton>
    </div>
  )
}

type ButtonProps = {
  readonly href: string
  /** Why not; undefined: it can be had. */
  readonly disabled: string | undefined
  readonly primary?: boolean
  /** In a tab of its own. */
  readonly opens?: boolean
  readonly children: string
}

function ExportButton({ href, disabled, primary = false, opens = false, children }: ButtonProps) {
  const look = { variant: primary ? 'filled' : 'default', leftSection: <Icon name={opens ? 'external' : 'download'} size={14} /> }
  if (disabled !== undefined)
    return (
      <Button {...look} disabled title={disabled}>
        {children}
      </Button>
    )
  const leads = opens ? { target: '_blank', rel: 'noreferrer' } : { download: true }
  return (
    <Button {...look} component="a" href={href} {...leads}>
      {children}
    </Button>
  )
}

function useExportLinks(choice: ExportChoice) {
  const { project } = useProject()
  const maps = useCollection('fieldMaps')
    .filter((map) => map.archived !== true)
    .map(({ id, number, name }): ExportPart => ({ id, number: printNumber('fieldMaps', number), name }))
  const useCases = useCollection('useCases').map(({ id, number, title }): ExportPart => ({ id, number: printNumber('useCases', number), name: title }))
  const known = { maps: maps.map(({ id }) => id), useCases: useCases.map(({ id }) => id) }
  const linkOf = (format: ExportFormat, flags: readonly ExportFlag[] = []) =>
    exportLinks.specification(project, `${format}${printChoice(choice, format, known, flags)}`)
  return { maps, useCases, linkOf }
}
