// Starting from a use case that most integrations have: the list, and what the chosen one brings.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { UseCaseExample } from './use-case-example.tsx'
import { useCaseTemplates, type UseCaseTemplate } from './use-case-templates.ts'
import { stepWords } from './use-case-words.ts'

export function TemplateDialog({ onClose, onChoose }: { readonly onClose: () => void; readonly onChoose: (template: UseCaseTemplate) => void }) {
  const [chosen, setChosen] = useState(useCaseTemplates[0])
  return (
    <Dialog onClose={onClose} title="Start from a template" size={920}>
      <div className="template-choice">
        <div role="radiogroup" aria-label="Template" className="template-list">
          {useCaseTemplates.map((template, at) => (
            <label key={template.key} className={template === chosen ? 'template here' : 'template'}>
              <input
                type="radio"
                name="use-case-template"
                className="sr-only"
                checked={template === chosen}
                onChange={() => setChosen(template)}
                {...(at === 0 ? { 'data-autofocus': true } : {})}
              />
              <span className="b5 s12">{template.title}</span>
              <span className="s11 t3">{template.when}</span>
            </label>
          ))}
        </div>
        {chosen !== undefined && (
          <div className="stack" style={{ gap: 10 }}>
            <UseCaseExample template={chosen} />
            <ol className="template-steps s11" aria-label="Steps">
              {chosen.steps.map((step, at) => (
                <li key={step.title} className="row" style={{ gap: 5 }}>
                  <Icon name={stepWords[step.kind].icon} size={12} />
                  <span className="t3 num">{at + 1}</span> {step.title}
                </li>
              ))}
            </ol>
          </div>
        )}
      </div>
      <DialogFoot onCancel={onClose} aside={<span className="s11 t3">Everything in it is yours to change afterwards.</span>}>
        <Button disabled={chosen === undefined} onClick={() => chosen !== undefined && onChoose(chosen)}>
          Add this use case
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
