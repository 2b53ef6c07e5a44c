// The list of sample records that drops from the chooser: searched, chosen by keyboard, for each input; and ways to get another record.
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Icon } from '../ui/icon.tsx'
import { LoadingBars } from '../ui/parts.tsx'
import { READ_ONLY } from './command-run.ts'
import { keepAsSamples } from './keep-as-samples.ts'
import { PasteRecordDialog } from './paste-record-dialog.tsx'
import { keyOfChoice, searchOptions, type RecordChoice } from './sample-choice.ts'
import type { SampleChoice } from './samples.ts'
import type { SampleInput } from './sample-inputs.ts'
import { useMapTools } from './tools.tsx'
import { UploadSamples } from './upload-samples.tsx'

/** Records drawn, at most: who has more searches. */
const MOST_SHOWN = 200

export function SampleList({ sample, close }: { readonly sample: SampleChoice; readonly close: () => void }) {
  const tools = useMapTools()
  const [inputId, setInput] = useState(sample.inputs[0]?.id)
  const [search, setSearch] = useState('')
  const input = sample.inputs.find(({ id }) => id === inputId) ?? sample.inputs[0]
  const found = useMemo(() => searchOptions(input?.options ?? [], search), [input?.options, search])
  const shown = found.slice(0, MOST_SHOWN)
  const chosenAt = shown.findIndex((option) => option === input?.chosen)
  const [active, setActive] = useState(Math.max(0, chosenAt))
  const here = Math.min(active, shown.length - 1)
  const list = useId()
  const box = useRef<HTMLDivElement>(null)
  // Some browsers answer with a promise, which is no clean-up.
  useEffect(() => void box.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' }), [here, inputId])
  if (input === undefined) return null
  // What a test case brings with it is in no list.
  const ticked = sample.testCase !== undefined && input !== sample.inputs[0] ? undefined : input.chosen
  const choose = (choice: RecordChoice) => {
    sample.choose(input.id, choice)
    close()
  }
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (by !== undefined) setActive(Math.max(0, Math.min(shown.length - 1, here + by)))
    else if (event.key === 'Enter' && shown[here] !== undefined) choose(shown[here].choice)
    else return
    event.preventDefault()
  }
  return (
    <div className="smp">
      {sample.inputs.length > 1 && <InputTabs sample={sample} chosen={input.id} onChoose={(id) => (setInput(id), setSearch(''), setActive(0))} />}
      <label className="search smp-search">
        <Icon name="search" size={14} />
        <input
          type="text"
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={shown[here] === undefined ? undefined : `${list}-${here}`}
          aria-label="Search sample records"
          placeholder={`Search ${input.options.length.toLocaleString('en-GB')} ${input.options.length === 1 ? 'record' : 'records'}`}
          value={search}
          data-autofocus
          onChange={(event) => (setSearch(event.currentTarget.value), setActive(0))}
          onKeyDown={onKey}
        />
      </label>
      <Notes sample={sample} input={input} isEmpty={shown.length === 0} />
      <div className="smp-list" role="listbox" id={list} aria-label={`Records of ${input.name}`} ref={box}>
        {shown.map((option, at) => (
          <div key={keyOfChoice(option.choice)} role="presentation">
            {option.group !== shown[at - 1]?.group && (
              <div className="smp-group" role="presentation">
                {option.group}
              </div>
            )}
            <div
              id={`${list}-${at}`}
              role="option"
              aria-selected={option === ticked}
              className={`smp-option${at === here ? ' active' : ''}`}
              data-active={at === here ? '' : undefined}
              onClick={() => choose(option.choice)}
            >
              <span className="smp-tick">{option === ticked && <Icon name="check" size={12} />}</span>
              <span className="ell num" title={option.label}>
                {option.label}
              </span>
            </div>
          </div>
        ))}
        {found.length > shown.length && <p className="s11 t3 smp-note">And {(found.length - shown.length).toLocaleString('en-GB')} more: search for them.</p>}
      </div>
      <div className="smp-foot">
        <FootButton icon="copy" onClick={() => (close(), tools.show((done) => <PasteRecordDialog close={done} />))}>
          Paste a record…
        </FootButton>
        <FootButton
          icon="upload"
          why={tools.readOnly ? READ_ONLY : undefined}
          onClick={() => (close(), tools.show((done) => <UploadSamples input={input.id} close={done} />))}
        >
          Upload a file…
        </FootButton>
        {input.chosen?.choice.from === 'pasted' && <PastedButtons sample={sample} input={input} close={close} />}
      </div>
    </div>
  )
}

function Notes({ sample, input, isEmpty }: { readonly sample: SampleChoice; readonly input: SampleInput; readonly isEmpty: boolean }) {
  const [primary] = sample.inputs
  return (
    <>
      {sample.error !== undefined && <p className="s12 err smp-note">{sample.error}</p>}
      {sample.state === 'loading' && <LoadingBars rows={4} label="Loading the samples" />}
      {sample.testCase !== undefined && input !== primary && (
        <p className="s12 t3 smp-note">
          The test case brings its own {input.name}. Choose another {primary?.name} to choose here.
        </p>
      )}
      {isEmpty && sample.state !== 'loading' && <p className="s12 t3 smp-note">No record is called like this.</p>}
    </>
  )
}

/** A pasted record is this person's alone until somebody keeps it. */
function PastedButtons({ sample, input, close }: { readonly sample: SampleChoice; readonly input: SampleInput; readonly close: () => void }) {
  const tools = useMapTools()
  const { chosen } = input
  if (chosen?.choice.from !== 'pasted') return null
  const { id } = chosen.choice
  return (
    <>
      <FootButton
        icon="check"
        why={tools.readOnly ? READ_ONLY : undefined}
        title="Store it in the project, so that everybody has it"
        onClick={() => (close(), void keepAsSamples(tools, id))}
      >
        Keep as sample
      </FootButton>
      <FootButton icon="trash" title="Take it out of this list" onClick={() => sample.forget(id)}>
        Forget
      </FootButton>
    </>
  )
}

type FootProps = {
  readonly icon: 'copy' | 'upload' | 'check' | 'trash'
  readonly why?: string | undefined
  readonly title?: string
  readonly onClick: () => void
  readonly children: string
}

function FootButton({ icon, why, title, onClick, children }: FootProps) {
  return (
    <button type="button" className="smp-button" disabled={why !== undefined} title={why ?? title} onClick={onClick}>
      <Icon name={icon} size={14} /> {children}
    </button>
  )
}

type TabsProps = { readonly sample: SampleChoice; readonly chosen: string; readonly onChoose: (id: string) => void }

function InputTabs({ sample: { inputs, testCase }, chosen, onChoose }: TabsProps) {
  return (
    <div className="smp-tabs" role="group" aria-label="Which input">
      {inputs.map(({ id, name, chosen: record }, at) => {
        const words = at > 0 && testCase !== undefined ? 'from the test case' : record?.choice.from === 'schema' ? 'made up' : record?.label
        return (
          <button key={id} type="button" aria-pressed={id === chosen} title={words} onClick={() => onChoose(id)}>
            <span className="mono">{name}</span> <span className="t3 ell">{words}</span>
          </button>
        )
      })}
    </div>
  )
}
