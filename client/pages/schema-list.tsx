// The left side of a schema: its objects and endpoints with counts, and one search over their names and all their fields.
import { useMemo, useState } from 'react'
import type { AddressChoice } from '../../shared/schema/envelopes.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { indexFields, readSearchWords, searchFields, type FieldHit } from '../../shared/schema/search-fields.ts'
import { MarkedText } from '../ui/marked-text.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { countWords, describeCounts, type ChoiceCounts } from './schema-counts.ts'

/** Further pages of the same schema beside its objects. */
export type SpecialPart = 'findings' | 'unplaced'
export type SchemaListProps = {
  readonly graph: SchemaGraph
  readonly choices: readonly AddressChoice[]
  readonly counts: (choice: AddressChoice) => ChoiceCounts
  readonly chosen: AddressChoice | SpecialPart | undefined
  readonly special: readonly { readonly part: SpecialPart; readonly words: string }[]
  readonly onChoose: (choice: AddressChoice | SpecialPart) => void
  readonly onField: (hit: FieldHit) => void
}

/** Hits of a search that are listed at most: the best. */
const MOST_FIELDS = 200
const ROW = 40

type Item =
  | { readonly kind: 'choice'; readonly choice: AddressChoice }
  | { readonly kind: 'hit'; readonly hit: FieldHit }
  | { readonly kind: 'group'; readonly words: string }

export function SchemaList({ graph, choices, counts, chosen, special, onChoose, onField }: SchemaListProps) {
  const [search, setSearch] = useState('')
  const [part, setPart] = useState<'objects' | 'endpoints'>(() => (typeof chosen === 'object' && chosen.address.kind !== 'object' ? 'endpoints' : 'objects'))
  const [active, setActive] = useState(0)
  const objects = useMemo(() => choices.filter(({ address }) => address.kind === 'object'), [choices])
  const bodies = useMemo(() => choices.filter(({ address }) => address.kind !== 'object'), [choices])
  const words = useMemo(() => readSearchWords(search), [search])
  const items = useMemo(
    (): Item[] =>
      words.length === 0 ? (part === 'objects' ? objects : bodies).map((choice) => ({ kind: 'choice', choice })) : findItems(graph, choices, search),
    [graph, choices, objects, bodies, part, words, search],
  )
  const open = (at: number) => {
    const item = items[at]
    if (item?.kind === 'choice') onChoose(item.choice)
    else if (item?.kind === 'hit') onField(item.hit)
  }
  return (
    <section className="card browse-list" aria-label="Objects and endpoints" data-region="list">
      <div className="browse-search">
        <SearchInput
          value={search}
          placeholder={`Search ${countWords(objects.length, 'object')} and ${countWords(graph.fieldCount, 'field')}`}
          onChange={(text) => (setSearch(text), setActive(0))}
        />
        {words.length === 0 && (
          <div className="segments" role="radiogroup" aria-label="What to list">
            <Segment name="Objects" count={objects.length} checked={part === 'objects'} onChoose={() => (setPart('objects'), setActive(0))} />
            <Segment name="Endpoints" count={graph.endpoints.length} checked={part === 'endpoints'} onChoose={() => (setPart('endpoints'), setActive(0))} />
          </div>
        )}
      </div>
      {special.map((one) => (
        <button
          key={one.part}
          type="button"
          className={`browse-special s12${chosen === one.part ? ' selected' : ''}`}
          aria-pressed={chosen === one.part}
          onClick={() => onChoose(one.part)}
        >
          <SeverityMark name="warning" />
          {one.words}
        </button>
      ))}
      {items.length === 0 ? (
        <p className="s12 t3 browse-none">{words.length === 0 ? `This description names no ${part}.` : `Nothing found for “${search.trim()}”.`}</p>
      ) : (
        <VirtualList
          role="listbox"
          label="Objects and endpoints"
          count={items.length}
          rowHeight={ROW}
          active={Math.min(active, items.length - 1)}
          onActive={setActive}
          onKey={(key, at) => (key === 'Enter' || key === ' ' ? (open(at), true) : false)}
          row={(at) => {
            const item = items[at] as Item
            return {
              // By place: a keystroke changes nearly all rows, and elements that stay are quicker than new ones.
              key: String(at),
              className: item.kind === 'group' ? 'browse-group' : 'browse-item',
              selected: item.kind === 'choice' && item.choice === chosen,
              onClick: () => open(at),
              content: <ListItem item={item} words={words} counts={counts} />,
            }
          }}
        />
      )}
    </section>
  )
}

function Segment({
  name,
  count,
  checked,
  onChoose,
}: {
  readonly name: string
  readonly count: number
  readonly checked: boolean
  readonly onChoose: () => void
}) {
  return (
    <button type="button" role="radio" aria-checked={checked} onClick={onChoose}>
      {name} <span className="num">{count.toLocaleString('en-GB')}</span>
    </button>
  )
}

/** Objects and endpoints first, then fields. */
function findItems(graph: SchemaGraph, choices: readonly AddressChoice[], search: string): Item[] {
  const words = readSearchWords(search)
  const named = choices.filter(({ label }) => {
    const small = label.toLowerCase()
    return words.every((word) => small.includes(word))
  })
  const { hits, total } = searchFields(indexFields(graph), search, MOST_FIELDS)
  const items: Item[] = []
  if (named.length > 0) items.push({ kind: 'group', words: `${count(named.length)} ${named.length === 1 ? 'object or body' : 'objects and bodies'}` })
  items.push(...named.slice(0, MOST_FIELDS).map((choice): Item => ({ kind: 'choice', choice })))
  if (total > 0)
    items.push({
      kind: 'group',
      words: total > hits.length ? `The best ${count(hits.length)} of ${count(total)} fields` : countWords(total, 'field'),
    })
  items.push(...hits.map((hit): Item => ({ kind: 'hit', hit })))
  return items
}

function count(many: number): string {
  return many.toLocaleString('en-GB')
}

function ListItem({ item, words, counts }: { readonly item: Item; readonly words: readonly string[]; readonly counts: SchemaListProps['counts'] }) {
  if (item.kind === 'group') return <span className="label">{item.words}</span>
  if (item.kind === 'choice') {
    const { name, part } = describeChoice(item.choice)
    const facts = describeCounts(counts(item.choice))
    return (
      <span className="browse-lines">
        <ChoiceName name={name} title={item.choice.label} words={words} />
        <span className="s11 t3 ell" title={facts}>
          {[part, facts].filter((text) => text !== '').join(' · ')}
        </span>
      </span>
    )
  }
  const { hit } = item
  const object = hit.object === undefined ? '' : printObjectAddress(hit.object)
  const more = hit.others === 0 ? '' : `, in ${countWords(hit.others, 'more place')}`
  const description = hit.field.facts.description
  return (
    <span className="browse-lines" title={`${object}: ${hit.field.path}${more}${description === undefined ? '' : `\n${description}`}`}>
      <span className="mono ell-start">
        <bdi>
          <MarkedText text={hit.field.path} words={words} />
        </bdi>
      </span>
      <span className="s11 t3 ell">
        in {object}
        {hit.where === 'description' && description !== undefined ? (
          <>
            {' · '}
            <MarkedText text={excerptOf(description, words)} words={words} />
          </>
        ) : (
          more
        )}
      </span>
    </span>
  )
}

/** Of an endpoint the method, then as much of the end of its path as there is room for: paths begin alike. */
function ChoiceName({ name, title, words }: { readonly name: string; readonly title: string; readonly words: readonly string[] }) {
  const at = name.indexOf(' /')
  if (at < 0)
    return (
      <span className="mono ell" title={title}>
        <MarkedText text={name} words={words} />
      </span>
    )
  return (
    <span className="mono browse-path" title={title}>
      <span>
        <MarkedText text={name.slice(0, at)} words={words} />
      </span>
      <span className="ell-start">
        <bdi>
          <MarkedText text={name.slice(at + 1)} words={words} />
        </bdi>
      </span>
    </span>
  )
}

/** The part of a description in which the first word stands. */
function excerptOf(description: string, words: readonly string[]): string {
  const at = Math.min(...words.map((word) => description.toLowerCase().indexOf(word)).filter((found) => found >= 0), description.length)
  const start = at <= 12 ? 0 : description.lastIndexOf(' ', at - 8) + 1
  return `${start > 0 ? '…' : ''}${description.slice(start, start + 120).replaceAll(/\s+/g, ' ')}`
}

function describeChoice({ address }: AddressChoice): { readonly name: string; readonly part: string } {
  if (address.kind === 'object') return { name: address.name, part: '' }
  const part = address.kind === 'request' ? 'request' : address.status
  return { name: address.endpoint, part: address.envelope === '' ? part : `${part}, ${address.envelope}` }
}
