// Dropping something on a line: marks the line under the pointer and hands over what was dropped.

export function listenToDrops(host: HTMLElement, type: string, onDrop: (line: string, dropped: string) => void): () => void {
  let marked: string | undefined

  /** Pinned and scrolling cells may lie in separate elements with the same row id. */
  function mark(line: string | undefined): void {
    if (line === marked) return
    marked = line
    for (const row of host.querySelectorAll('.gx-drop')) row.classList.remove('gx-drop')
    if (line !== undefined) for (const row of host.querySelectorAll('[row-id]')) if (row.getAttribute('row-id') === line) row.classList.add('gx-drop')
  }

  const lineAt = (event: DragEvent) => (event.target instanceof Element ? (event.target.closest('[row-id]')?.getAttribute('row-id') ?? undefined) : undefined)
  const onOver = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes(type) !== true) return
    const line = lineAt(event)
    mark(line)
    if (line === undefined) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  }
  const onLeave = (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node) || !host.contains(event.relatedTarget)) mark(undefined)
  }
  const onDropped = (event: DragEvent) => {
    const line = lineAt(event)
    const dropped = event.dataTransfer?.getData(type)
    mark(undefined)
    if (line === undefined || dropped === undefined || dropped === '') return
    event.preventDefault()
    onDrop(line, dropped)
  }
  host.addEventListener('dragover', onOver)
  host.addEventListener('dragleave', onLeave)
  host.addEventListener('drop', onDropped)
  return () => {
    host.removeEventListener('dragover', onOver)
    host.removeEventListener('dragleave', onLeave)
    host.removeEventListener('drop', onDropped)
  }
}
