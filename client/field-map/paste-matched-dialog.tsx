// Asks how a pasted table of several columns is meant: laid onto the map by destination names, or by position from the chosen cell.
import { useMemo, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { readTableText, widthOfTable, type TextTable } from '../grid/read-table-text.ts'
import { Dialog } from '../ui/dialog.tsx'
import { applySpread, viewOf } from './bulk-edits.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { createMatcher } from '../../shared/spreadsheet/match-fields.ts'
import { MatchLists } from './match-lists.tsx'
import { MatchPreview } from './match-preview.tsx'
import { giveMatched, guessReading, matchTable, type Matching, type Reading } from './paste-matched.ts'
import { countWords } from './row-words.ts'
import type { MapTools } from './tools.tsx'
import { writeTableText } from '../grid/write-table-text.ts'
import './bulk.css'

type ByPosition = (table: TextTable) => void

/** `table`: undefined where it is pasted into the dialog. `byPosition`: undefined where no cell was chosen. */
export function askHowToPaste(tools: MapTools, table: TextTable | undefined, byPosition: ByPosition | undefined): void {
  tools.show((close) => <PasteMatchedDialog tools={tools} given={table} byPosition={byPosition} onClose={close} />)
}

type Props = {
  readonly tools: MapTools
  readonly given: TextTable | undefined
  readonly byPosition: ByPosition | undefined
  readonly onClose: () => void
}

function PasteMatchedDialog({ tools, given, byPosition, onClose }: Props) {
  const [text, setText] = useState('')
  const [context] = useState(() => viewOf(tools)?.context)
  const matcher = useMemo(() => (context === undefined ? undefined : createMatcher(context)), [context])
  const table = useMemo(() => given ?? readTableText(text), [given, text])
  const isWide = widthOfTable(table) > 1
  const guess = useMemo(
    (): Reading => (matcher === undefined || !isWide ? { hasTitles: false, roles: [] } : guessReading(table, matcher)),
    [table, matcher, isWide],
  )
  const [own, setOwn] = useState<{ readonly table: TextTable; readonly reading: Reading }>()
  const reading = own?.table === table ? own.reading : guess
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(new Map())
  const matching = useMemo(
    () => (matcher === undefined || !isWide ? NOTHING : matchTable(table, reading, matcher, chosen)),
    [table, reading, matcher, chosen, isWide],
  )
  const [mode, setMode] = useState<'name' | 'position'>()
  const byName = (mode ?? (matching.matched.length + matching.ambiguous.length > 0 || given === undefined ? 'name' : 'position')) === 'name'

  const apply = () => {
    onClose()
    if (!byName) return byPosition?.(table)
    const rows = countWords(matching.matched.length, 'row')
    applySpread(
      tools,
      { given: giveMatched(matching.matched, reading.roles), outside: [] },
      { label: `Paste a mapping of ${rows}`, done: (plan) => `${plan.taken === 1 ? 'cell' : 'cells'} of ${rows} pasted` },
    )
  }
  const canApply = byName ? matching.matched.length > 0 : isWide
  const left = [...matching.unmatched, ...matching.ambiguous].toSorted((a, b) => a.at - b.at)

  return (
    <Dialog onClose={onClose} title={given === undefined ? 'Paste a mapping' : 'How is this table meant?'} size={840}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (canApply) apply()
        }}
      >
        {given === undefined && (
          <Textarea
            label="A table with a column of destination fields and one of source fields, copied from a spreadsheet"
            placeholder={'Destination\tSource\nInvoiceNumber\tnumber'}
            autosize
            minRows={4}
            maxRows={7}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            classNames={{ input: 'mono' }}
            data-autofocus
          />
        )}
        {byPosition !== undefined && isWide && (
          <div className="bulk-modes" role="radiogroup" aria-label="How the table is laid onto the map">
            <Mode name="name" on={byName} onChoose={setMode} title="By destination name" autoFocus={given !== undefined && byName}>
              Each row of the table goes to the field it names.
            </Mode>
            <Mode name="position" on={!byName} onChoose={setMode} title="By position" autoFocus={given !== undefined && !byName}>
              Its cells go where the chosen cell begins.
            </Mode>
          </div>
        )}
        {isWide && byName && (
          <>
            <MatchPreview table={table} reading={reading} onReading={(next) => setOwn({ table, reading: next })} />
            <MatchLists matching={matching} chosen={chosen} onChoose={(at, line) => setChosen(new Map([...chosen, [at, line]]))} />
          </>
        )}
        {!isWide && text.trim() !== '' && (
          <p className="s12 t2">This has one column. Copy at least the column of destinations and that of sources, or paste a column into the grid.</p>
        )}
        <div className="row bulk-foot">
          {byName && left.length > 0 && (
            <CopyButton
              text={() => writeTableText(left.map((row) => row.texts))}
              label={left.length === 1 ? 'Copy the unmatched row' : `Copy the ${left.length} unmatched`}
            />
          )}
          <span className="sp" />
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!canApply}>
            {!byName ? 'Paste by position' : matching.matched.length === 0 ? 'Paste' : `Paste onto ${countWords(matching.matched.length, 'row')}`}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const NOTHING: Matching = { matched: [], ambiguous: [], unmatched: [] }

type ModeProps = {
  readonly name: 'name' | 'position'
  readonly on: boolean
  readonly title: string
  readonly autoFocus: boolean
  readonly children: string
  readonly onChoose: (mode: 'name' | 'position') => void
}

function Mode({ name, on, title, autoFocus, children, onChoose }: ModeProps) {
  return (
    <label className="bulk-mode">
      <input type="radio" name="paste-mode" checked={on} onChange={() => onChoose(name)} {...(autoFocus ? { 'data-autofocus': true } : {})} />
      <span>
        <b className="b5">{title}</b>
        <span className="t2">{children}</span>
      </span>
    </label>
  )
}
