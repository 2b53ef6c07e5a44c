// Who may do what: the one question every request and every socket passes (DESIGN §9.10).
export const roles = ['viewer', 'commenter', 'editor', 'owner', 'administrator'] as const
export type Role = (typeof roles)[number]

export type Subject = { readonly person: string; readonly role: Role }
export type Action =
  | 'project.list'
  | 'project.create'
  | 'project.read'
  | 'project.edit'
  | 'project.comment'
  | 'project.manage'
  | 'project.export'
  | 'server.manage'

const least: Record<Action, Role> = {
  'project.list': 'viewer',
  'project.create': 'editor',
  'project.read': 'viewer',
  'project.export': 'viewer',
  'project.comment': 'commenter',
  'project.edit': 'editor',
  'project.manage': 'owner',
  'server.manage': 'administrator',
}

/** Roles are of the whole server until projects have members; `project` is asked for already so that no caller has to change then. */
export function can(subject: Subject, action: Action, _project: string | undefined): boolean {
  return roles.indexOf(subject.role) >= roles.indexOf(least[action])
}
