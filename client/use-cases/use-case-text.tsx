// A text of a use case in its head: edited in place by those who may, read by the others.
import { useProject } from '../collab/project-context.tsx'
import { EditableText, type EditableTextProps } from '../ui/editable-text.tsx'

/** Read-only people see the text, or `nothing` where there is none. */
export function UseCaseText({ nothing, ...props }: EditableTextProps & { readonly nothing: string }) {
  const { mayEdit } = useProject()
  if (mayEdit) return <EditableText {...props} />
  return <span className={`pre-wrap ${props.className ?? ''}${props.value === '' ? ' t3' : ''}`}>{props.value === '' ? nothing : props.value}</span>
}
