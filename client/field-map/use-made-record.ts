// The record that the map makes, asked for again whenever the map was worked out anew; what was told last stays until the next comes.
import { useEffect, useRef, useState } from 'react'
import type { DerivedMap } from './derive.ts'
import type { MadeRecord, RecordAsk } from './made-record.ts'
import type { MapModel } from './model.ts'

/** Undefined: not known yet. */
export function useMadeRecord(model: MapModel, derived: DerivedMap, { at, envelope }: Omit<RecordAsk, 'known'>): MadeRecord | undefined {
  const [record, setRecord] = useState<MadeRecord>()
  const asking = useRef<Asking>(undefined)
  useEffect(() => {
    const started = createAsking(model, setRecord)
    asking.current = started
    return () => started.close()
  }, [model])
  useEffect(() => asking.current?.ask({ at, envelope }), [model, derived, at, envelope])
  return record
}

type Asking = { readonly ask: (wanted: Omit<RecordAsk, 'known'>) => void; readonly close: () => void }

/** One question at a time: what is asked meanwhile waits, and of several the last counts. No answer is dropped, because the next may only say "the same". */
function createAsking(model: MapModel, tell: (record: MadeRecord) => void): Asking {
  let waiting: Omit<RecordAsk, 'known'> | undefined
  let cancel: (() => void) | undefined
  let known = false
  const send = (wanted: Omit<RecordAsk, 'known'>) => {
    cancel = model.ask({ of: 'record', ...wanted, known }, (reply) => {
      cancel = undefined
      if ('record' in reply) {
        known = true
        tell(reply.record)
      }
      const next = waiting
      waiting = undefined
      if (next !== undefined) send(next)
    })
  }
  return {
    ask: (wanted) => {
      if (cancel === undefined) send(wanted)
      else waiting = wanted
    },
    close: () => cancel?.(),
  }
}
