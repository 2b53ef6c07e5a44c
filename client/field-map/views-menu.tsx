// Saved views: take one, save what is shown as one, update, rename, share and delete.
import { useState } from 'react'
import { Button, Checkbox, Menu, Radio, TextInput } from '@mantine/core'
import type { GridView } from '../../shared/project/grid-view.ts'
import { useCollection } from '../collab/project-context.tsx'
import { isNarrowed, type Arrangement } from '../grid/arrangement.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { offerUndo } from '../ui/notices.tsx'
import { useArranged } from './arranged.tsx'
import { Floating, toolAnchor } from './floating.tsx'
import { arrangementOf, isSameLook, lookOf } from './looks.ts'
import { useMapTools, type MapTools } from './tools.tsx'
import { ownDefault } from './use-arrangement.ts'
import { useViews, type Views } from './use-views.ts'

export function showViews(tools: MapTools): void {
  tools.show((close) => <ViewsMenu onClose={close} />)
}

function ViewsMenu({ onClose }: { readonly onClose: () => void }) {
  const tools = useMapTools()
  const { arrangement } = useArranged()
  const views = useViews()
  const current = views.find(arrangement.from)
  const isChanged = current !== undefined && !isSameLook(arrangement, current.view)
  const isDefaultChanged = current === undefined && !isSameLook(arrangement, lookOf(ownDefault()))
  const take = (next: Arrangement, folded: boolean | undefined, name: string) => {
    tools.arrange(() => next)
    if (folded === true) tools.run('fold-all')
    tools.say(`${name}.`)
    onClose()
  }
  const canUpdate = current !== undefined && isChanged && (!views.isShared(current) || !tools.readOnly)
  return (
    <Floating anchor={toolAnchor('views')} label="Saved views" width={268} onClose={onClose}>
      <h2>Saved views</h2>
      <div className="floating-part">
        <button type="button" className="floating-row" aria-current={current === undefined} onClick={() => take(ownDefault(), undefined, 'Default view')}>
          <Icon name="views" size={14} /> <span className="ell">Default view{isDefaultChanged && ', changed'}</span>
        </button>
      </div>
      <ViewGroup title="Yours, in this browser" list={views.own} views={views} changed={isChanged} onTake={take} onClose={onClose} />
      <ViewGroup title="Shared with the project" list={views.shared} views={views} changed={isChanged} onTake={take} onClose={onClose} />
      <hr />
      <div className="floating-part" style={{ paddingBottom: 8 }}>
        {canUpdate && (
          <button type="button" className="floating-row" onClick={() => update(tools, views, current, arrangement)}>
            <Icon name="check" size={14} /> <span className="ell">Update “{current.name}”</span>
          </button>
        )}
        <button
          type="button"
          className="floating-row"
          data-autofocus={views.own.length + views.shared.length === 0 ? true : undefined}
          onClick={() => askName(tools, { kind: 'new' })}
        >
          <Icon name="plus" size={14} /> Save what is shown as…
        </button>
      </div>
    </Floating>
  )
}

function update(tools: MapTools, views: Views, view: GridView, arrangement: Arrangement): void {
  views.change(view, { view: lookOf(arrangement, view.view.folded) }, `Update the view "${view.name}"`)
  tools.say(`"${view.name}" now holds what is shown.`)
}

type GroupProps = {
  readonly title: string
  readonly list: readonly GridView[]
  readonly views: Views
  readonly changed: boolean
  readonly onTake: (arrangement: Arrangement, folded: boolean | undefined, name: string) => void
  readonly onClose: () => void
}

function ViewGroup({ title, list, views, changed, onTake, onClose }: GroupProps) {
  const { arrangement } = useArranged()
  const people = useCollection('people')
  if (list.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <div className="floating-part">
        {list.map((view) => {
          const isCurrent = view.id === arrangement.from
          const by = people.find(({ id }) => id === view.by)?.name
          return (
            <div key={view.id} className="floating-line">
              <button
                type="button"
                className="floating-row"
                aria-current={isCurrent}
                title={by === undefined ? undefined : `From ${by}`}
                onClick={() => onTake(arrangementOf(view.view, view.id), view.view.folded, `View "${view.name}"`)}
              >
                <Icon name="views" size={14} />
                <span className="ell">
                  {view.name}
                  {isCurrent && changed && ', changed'}
                </span>
              </button>
              <ViewActions view={view} views={views} onClose={onClose} />
            </div>
          )
        })}
      </div>
    </>
  )
}

function ViewActions({ view, views, onClose }: { readonly view: GridView; readonly views: Views; readonly onClose: () => void }) {
  const tools = useMapTools()
  const { arrangement } = useArranged()
  const isShared = views.isShared(view)
  if (isShared && tools.readOnly) return null
  const remove = () => {
    views.remove(view)
    offerUndo(`The view "${view.name}" is deleted`, () => (isShared ? tools.undo() : views.putBack(view)))
  }
  return (
    <Menu position="bottom-end" zIndex={400}>
      <Menu.Target>
        <button type="button" className="icon-button small" aria-label={`More for the view ${view.name}`}>
          <Icon name="more" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => update(tools, views, view, arrangement)}>Update to what is shown</Menu.Item>
        <Menu.Item onClick={() => (onClose(), askName(tools, { kind: 'rename', view }))}>Rename…</Menu.Item>
        {isShared ? (
          <Menu.Item onClick={() => views.unshare(view)}>Share no more</Menu.Item>
        ) : (
          <Menu.Item disabled={tools.readOnly} onClick={() => views.share(view)}>
            Share with the project
          </Menu.Item>
        )}
        <Menu.Item c="var(--err)" onClick={remove}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

type Asked = { readonly kind: 'new' } | { readonly kind: 'rename'; readonly view: GridView }

function askName(tools: MapTools, asked: Asked): void {
  tools.show((close) => <NameDialog asked={asked} onClose={close} />)
}

function NameDialog({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const tools = useMapTools()
  const { arrangement } = useArranged()
  const views = useViews()
  const [name, setName] = useState(asked.kind === 'rename' ? asked.view.name : '')
  const [share, setShare] = useState(false)
  const [everywhere, setEverywhere] = useState(true)
  const [folded, setFolded] = useState(false)
  const taken = [...views.own, ...views.shared].some((view) => view.name === name.trim() && (asked.kind === 'new' || view.id !== asked.view.id))
  const submit = () => {
    if (name.trim() === '' || taken) return
    if (asked.kind === 'rename') views.change(asked.view, { name: name.trim() }, `Rename the view "${asked.view.name}"`)
    else {
      const id = views.save({ name: name.trim(), view: lookOf(arrangement, folded), ...(everywhere ? {} : { fieldMap: tools.mapId }) }, share)
      tools.arrange((before) => ({ ...before, from: id }))
      tools.say(`Saved as "${name.trim()}".`)
    }
    onClose()
  }
  return (
    <Dialog title={asked.kind === 'rename' ? 'Rename the view' : 'Save what is shown as a view'} onClose={onClose} size={400}>
      <form
        className="stack"
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextInput
          label="Name"
          data-autofocus
          value={name}
          maxLength={200}
          error={taken ? 'Another view has this name.' : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {asked.kind === 'new' && (
          <>
            <p className="s12 t2">
              It holds the columns, their widths and pins{isNarrowed(arrangement) ? ', the filters, the sorting' : ''} and the row height.
            </p>
            <Radio.Group label="For" value={everywhere ? 'all' : 'one'} onChange={(value) => setEverywhere(value === 'all')}>
              <div style={{ display: 'flex', gap: 16 }}>
                <Radio size="xs" value="all" label="Every field map" />
                <Radio size="xs" value="one" label="This field map" />
              </div>
            </Radio.Group>
            <Checkbox size="xs" label="Fold everything when it is taken" checked={folded} onChange={(event) => setFolded(event.currentTarget.checked)} />
            <Checkbox
              size="xs"
              label="Share with everybody in the project"
              checked={share}
              disabled={tools.readOnly}
              description={tools.readOnly ? 'You may look at this project but not edit it: the view is kept in this browser.' : undefined}
              onChange={(event) => setShare(event.currentTarget.checked)}
            />
          </>
        )}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === '' || taken}>
            {asked.kind === 'rename' ? 'Rename' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
