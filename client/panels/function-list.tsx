// The functions of the formula language with what each does and an example: opened below a formula.
import { useState } from 'react'
import { functionNames, functionTable, printSignature } from '../../shared/transform/formula/functions.ts'
import { SearchInput } from '../ui/search-input.tsx'
import { Prose } from './prose.tsx'

export function FunctionList() {
  const [open, setOpen] = useState(false)
  return (
    <details className="fx-functions" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Functions</summary>
      {open && <Functions />}
    </details>
  )
}

function Functions() {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = functionNames.filter((name) => `$${name} ${functionTable[name].summary}`.toLowerCase().includes(wanted))
  return (
    <>
      <SearchInput value={search} onChange={setSearch} placeholder={`Search ${functionNames.length} functions`} />
      {found.length === 0 ? (
        <p className="s12 t3">No function has this word. Calculations without one: + - * / % and &amp; to join texts, ? : to choose, ?? for a default.</p>
      ) : (
        <dl tabIndex={0} aria-label="Functions">
          {found.map((name) => (
            <div key={name}>
              <dt className="mono">{printSignature(name)}</dt>
              <dd>
                <Prose text={functionTable[name].summary} />{' '}
                <span className="t3">
                  <code>{functionTable[name].example.formula}</code> gives <code>{JSON.stringify(functionTable[name].example.result)}</code>
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
