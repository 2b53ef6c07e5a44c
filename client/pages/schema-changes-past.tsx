// After a move: what was decided of a change, and the items that are still to be settled.
import { Link } from 'wouter'
import { writeCells } from '../../shared/project/edits.ts'
import type { SchemaDecision } from '../../shared/project/people-and-systems.ts'
import type { CollectionName } from '../../shared/project/project.ts'
import type { CollectionsStore } from '../collab/collections-store.ts'
import { useMe, useProject } from '../collab/project-context.tsx'
import { Prose } from '../panels/prose.tsx'
import { nameObject } from './describe-history.ts'
import { projectLinks } from './project-links.ts'
import { settleWrites, toSettle } from './schema-changes-model.ts'
import { pastWords, whatWords } from './schema-changes-words.ts'

/** The items of a decision, in the order they are listed. */
const homes: readonly (readonly [kind: string, home: CollectionName])[] = [
  ['row', 'rows'],
  ['lookup', 'lookupTables'],
  ['test', 'testCases'],
  ['map', 'fieldMaps'],
  ['input', 'mapInputs'],
  ['step', 'steps'],
  ['decision', 'sourceDecisions'],
  ['overlay', 'overlays'],
]
const kindOf = ({ item = '' }: SchemaDecision) => item.slice(0, item.indexOf(':'))
const placeOf = (decision: SchemaDecision) => homes.findIndex(([kind]) => kind === kindOf(decision))

/** R-9 before R-10. */
const byNumber = new Intl.Collator('en', { numeric: true })

function nameOf(decision: SchemaDecision, store: Pick<CollectionsStore, 'find'>): string {
  const id = (decision.item ?? '').slice(kindOf(decision).length + 1)
  const home = homes[placeOf(decision)]?.[1]
  return home === undefined ? id : nameObject(`${home}:${id}`, store)
}

/** More are told by their number. */
const MOST_SHOWN = 200

export function PastDecisions({ past }: { readonly past: readonly SchemaDecision[] }) {
  const { mayEdit, edit, store } = useProject()
  const { name } = useMe()
  const own = past
    .filter(({ item }) => item !== undefined)
    .map((decision) => ({ decision, name: nameOf(decision, store) }))
    .toSorted((a, b) => placeOf(a.decision) - placeOf(b.decision) || byNumber.compare(a.name, b.name))
    .map(({ decision }) => decision)
  const whole = past.find(({ item }) => item === undefined)
  const sentence = past.find((decision) => decision.sentence !== undefined)?.sentence
  const open = toSettle(own)
  const settle = (decisions: readonly SchemaDecision[]) =>
    edit(`Settle ${whatWords(decisions.length, 'item')}`, (doc, origin) => writeCells(doc, settleWrites(decisions, name, new Date().toISOString()), origin))
  return (
    <div className="change-part s12">
      {whole !== undefined && <b className="b6">{pastWords(whole)}.</b>}
      {sentence !== undefined && (
        <p className="t2">
          <Prose text={sentence} />
        </p>
      )}
      {open.length > 0 && (
        <p className="t2">
          {whatWords(open.length, 'item is', 'items are')} to be settled: look at {open.length === 1 ? 'it' : 'each'}, change what has to change, and say so
          here.
          {mayEdit && open.length > 1 && (
            <>
              {' '}
              <button type="button" className="link-button" onClick={() => settle(open)}>
                Settle all
              </button>
            </>
          )}
        </p>
      )}
      <ul>
        {own.slice(0, MOST_SHOWN).map((decision) => (
          <li key={decision.id} className="row past-item">
            <ItemName decision={decision} />
            <span className="sp" />
            <span className="s11 t3">{pastWords(decision)}</span>
            {mayEdit && open.includes(decision) && (
              <button type="button" className="link-button s11" onClick={() => settle([decision])}>
                Settle
              </button>
            )}
          </li>
        ))}
      </ul>
      {own.length > MOST_SHOWN && <p className="s11 t3">and {(own.length - MOST_SHOWN).toLocaleString('en-GB')} more</p>}
    </div>
  )
}

function ItemName({ decision }: { readonly decision: SchemaDecision }) {
  const { project, store } = useProject()
  const links = projectLinks(project)
  const { item = '' } = decision
  const id = item.slice(item.indexOf(':') + 1)
  const home = homes[placeOf(decision)]?.[1]
  const name = nameOf(decision, store)
  const row = home === 'rows' ? store.find('rows', id) : undefined
  const to = row !== undefined ? links.map(row.fieldMap, item) : home === 'lookupTables' ? links.lookup(id) : home === 'fieldMaps' ? links.map(id) : undefined
  return to === undefined ? (
    <span className="ell" title={name}>
      {name}
    </span>
  ) : (
    <Link className="ell" to={to} title={name}>
      {name}
    </Link>
  )
}
