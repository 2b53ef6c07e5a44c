// The only list of schema migrations, oldest first. Forward only; each runs in one transaction.
import { first } from './001-first.ts'
import { changesByCommand } from './002-changes-by-command.ts'
import { changesByCell } from './003-changes-by-cell.ts'

export type Migration = { readonly version: number; readonly sql: string }

export const migrations: readonly Migration[] = [first, changesByCommand, changesByCell]
