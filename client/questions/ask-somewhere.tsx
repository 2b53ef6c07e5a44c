// The box that asks from the list of questions: what it is about is chosen in it.
import { useState } from 'react'
import type { QuestionActs } from '../panels/question-acts.ts'
import { AskBox } from '../panels/question-boxes.tsx'
import { PlaceField } from '../panels/waiting-places.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { showNotice } from '../ui/notices.tsx'

export function AskSomewhere({ acts, onClose }: { readonly acts: QuestionActs; readonly onClose: () => void }) {
  const [at, setAt] = useState<string>()
  return (
    <Dialog onClose={onClose} title="Ask a question" size="lg">
      <AskBox
        place="somewhere"
        acts={acts}
        isIncomplete={at === undefined}
        onCancel={onClose}
        onAsk={async (asked) => {
          const isTaken = at !== undefined && (await acts.ask(at, asked))
          if (isTaken) {
            showNotice(`Asked about ${acts.places.nameOf(at)}.`)
            onClose()
          }
          return isTaken
        }}
      >
        <div className="pn-waiting">
          <span className="s12 t3">About</span>
          {at === undefined ? (
            <PlaceField label="What it is about" placeholder="A row, step, use case, test case …" places={acts.places} onChoose={setAt} />
          ) : (
            <span className="row s12">
              <span className="b5">{acts.places.nameOf(at)}</span>
              <button type="button" className="link-button" onClick={() => setAt(undefined)}>
                Another place
              </button>
            </span>
          )}
        </div>
      </AskBox>
    </Dialog>
  )
}
