// Dropping something on a line: marks the lines that will receive it, says how many, and hands over what was dropped.

/** `lines`: those that will receive, by address. `words`: what will happen, short: "3 fields → 3 rows". */
export type DropPlan = { readonly lines: readonly string[]; readonly words: string }

export type DropSetting = {
  readonly type: string
  /** What dropping here would do; undefined: nothing can be said before. */
  readonly plan: (line: string) => DropPlan | undefined
  readonly drop: (line: string, dropped: string) => void
}

export function listenToDrops(host: HTMLElement, { type, plan, drop }: DropSetting): () => void {
  const label = document.createElement('div')
  label.className = 'gx-drop-label'
  label.hidden = true
  label.setAttribute('aria-hidden', 'true')
  host.append(label)
  let over: string | undefined
  let planned: DropPlan | undefined

  /** Pinned and scrolling cells may lie in separate elements with the same row id; rows that scroll into view are new elements. */
  function mark(lines: readonly string[]): void {
    const wanted = new Set(lines)
    for (const row of host.querySelectorAll('[row-id]')) row.classList.toggle('gx-drop', wanted.has(row.getAttribute('row-id') ?? ''))
  }

  function show(line: string | undefined): void {
    if (line !== over) planned = line === undefined ? undefined : plan(line)
    if (line === undefined && over === undefined) return
    over = line
    mark(line === undefined ? [] : (planned?.lines ?? [line]))
    label.hidden = planned === undefined
    label.textContent = planned?.words ?? ''
  }

  const lineAt = (event: DragEvent) => (event.target instanceof Element ? (event.target.closest('[row-id]')?.getAttribute('row-id') ?? undefined) : undefined)
  const onOver = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes(type) !== true) return
    const line = lineAt(event)
    show(line)
    if (line === undefined) return
    const box = host.getBoundingClientRect()
    label.style.left = `${Math.max(0, Math.min(event.clientX - box.left + 14, box.width - label.offsetWidth - 4))}px`
    label.style.top = `${Math.max(0, Math.min(event.clientY - box.top + 18, box.height - label.offsetHeight - 4))}px`
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  }
  const onLeave = (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node) || !host.contains(event.relatedTarget)) show(undefined)
  }
  const onDropped = (event: DragEvent) => {
    const line = lineAt(event)
    const dropped = event.dataTransfer?.getData(type)
    show(undefined)
    if (line === undefined || dropped === undefined || dropped === '') return
    event.preventDefault()
    drop(line, dropped)
  }
  // Esc ends a drag without a drop and, in some browsers, without leaving.
  const onEnd = () => show(undefined)
  host.addEventListener('dragover', onOver)
  host.addEventListener('dragleave', onLeave)
  host.addEventListener('drop', onDropped)
  document.addEventListener('dragend', onEnd)
  return () => {
    host.removeEventListener('dragover', onOver)
    host.removeEventListener('dragleave', onLeave)
    host.removeEventListener('drop', onDropped)
    document.removeEventListener('dragend', onEnd)
    label.remove()
  }
}
