// "Map same names": what was found for each field, before anything is written. A tick leaves one out, a choice settles another.
import { useState } from 'react'
import { Button } from '@mantine/core'
import type { SourceRef } from '../../shared/transform/transform.ts'
import { CellSelect } from '../ui/cell-input.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { countWords, listNames } from './row-words.ts'
import type { ChosenName, NamedField, SameNames } from './same-names.ts'
import './row-dialogs.css'

type Props = { readonly title: string; readonly names: SameNames; readonly onMap: (chosen: readonly ChosenName[]) => void; readonly onClose: () => void }

export function SameNamesDialog({ title, names: { fields, wholes }, onMap, onClose }: Props) {
  const matched = fields.filter((named) => named.sure)
  const open = fields.filter((named) => !named.sure && named.choices.length > 0)
  const none = fields.filter((named) => named.choices.length === 0)
  const [left, setLeft] = useState<ReadonlySet<NamedField>>(new Set())
  const [picked, setPicked] = useState<ReadonlyMap<NamedField, number>>(new Map())
  const chosen: ChosenName[] = [
    ...matched.flatMap((named) => (left.has(named) ? [] : pick(named, 0))),
    ...open.flatMap((named) => (picked.has(named) ? pick(named, picked.get(named) ?? 0) : [])),
  ]
  const toggle = (named: NamedField) => setLeft((before) => new Set(before.has(named) ? [...before].filter((one) => one !== named) : [...before, named]))
  const choose = (named: NamedField, at: string) =>
    setPicked((before) => new Map([...[...before].filter(([one]) => one !== named), ...(at === '' ? [] : [[named, Number(at)] as const])]))
  return (
    <Dialog onClose={onClose} title={title} size={680}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen.length > 0) onMap(chosen)
        }}
      >
        <p className="s12 t2">
          {countWords(matched.length, 'field')} matched, {open.length} to choose, {none.length} without a source field of the name.
        </p>
        {matched.length + open.length > 0 && (
          <div className="rows-table">
            <table className="table">
              <thead>
                <tr>
                  <th>Destination</th>
                  <th>Source</th>
                </tr>
              </thead>
              <tbody>
                {open.map((named) => (
                  <tr key={keyOf(named)}>
                    <td className="mono dst">{named.place.destination}</td>
                    <td>
                      <CellSelect
                        label={`Source of ${named.place.destination}`}
                        value={String(picked.get(named) ?? '')}
                        choices={[{ value: '', word: 'Leave it undecided' }, ...named.choices.map(({ text }, at) => ({ value: String(at), word: text }))]}
                        onChange={(at) => choose(named, at)}
                      />
                    </td>
                  </tr>
                ))}
                {matched.map((named) => (
                  <tr key={keyOf(named)}>
                    <td className="mono dst">
                      <label>
                        <input
                          type="checkbox"
                          data-autofocus={named === matched[0] ? true : undefined}
                          checked={!left.has(named)}
                          onChange={() => toggle(named)}
                        />
                        {named.place.destination}
                      </label>
                    </td>
                    <td className="mono src">{named.choices[0]?.text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {none.length > 0 && (
          <p className="s12 t3">
            Without a match:{' '}
            <span className="mono">
              {listNames(
                none.map(({ field }) => field.name),
                12,
              )}
            </span>
          </p>
        )}
        {wholes.length > 0 && chosen.length > 0 && (
          <p className="s12 t2">{listNames(wholes.map(({ destination }) => destination))} will be filled field by field, and is no longer copied as a whole.</p>
        )}
        <DialogFoot onCancel={onClose} cancel={fields.length === none.length ? 'Close' : 'Cancel'}>
          <Button type="submit" disabled={chosen.length === 0}>
            Map {countWords(chosen.length, 'field')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function pick(named: NamedField, at: number): ChosenName[] {
  const ref: SourceRef | undefined = named.choices[at]?.ref
  return ref === undefined ? [] : [{ named, ref }]
}

function keyOf({ place }: NamedField): string {
  return `${place.parent ?? ''}:${place.destination}`
}
