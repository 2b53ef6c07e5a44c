// The only place that reads descriptions of SQL Server: sp_addextendedproperty with MS_Description.
import type { SqlToken } from './sql-lexer.ts'
import { createTokenCursor } from './token-cursor.ts'

/** In the order of the procedure, for calls that do not name them. */
const PARAMETERS = ['@name', '@value', '@level0type', '@level0name', '@level1type', '@level1name', '@level2type', '@level2name']

/** What it says about a table or column; undefined for every other call. */
export function readExtendedProperty(
  tokens: readonly SqlToken[],
): { readonly table: readonly string[]; readonly column?: string; readonly text: string } | undefined {
  const cursor = createTokenCursor(tokens, 1)
  const procedure = cursor.takeName()?.at(-1)?.toLowerCase()
  if (procedure !== 'sp_addextendedproperty' && procedure !== 'sp_updateextendedproperty') return undefined
  const given = new Map<string, string>()
  for (let position = 0; cursor.peek() !== undefined && position < PARAMETERS.length; position++) {
    const named = cursor.peek()?.text.startsWith('@') === true && cursor.peek(1)?.word === '='
    const parameter = named ? (cursor.next()?.text.toLowerCase() ?? '') : (PARAMETERS[position] ?? '')
    if (named) cursor.take('=')
    const value = cursor.next()
    if (value?.kind === 'text' || value?.kind === 'name') given.set(parameter, value.text)
    if (!cursor.take(',')) break
  }
  const text = given.get('@value')
  const table = given.get('@level1name')
  if (given.get('@name')?.toLowerCase() !== 'ms_description' || text === undefined || table === undefined) return undefined
  if (given.get('@level1type')?.toLowerCase() !== 'table') return undefined
  const schema = given.get('@level0name')
  const column = given.get('@level2type')?.toLowerCase() === 'column' ? given.get('@level2name') : undefined
  if (given.has('@level2type') && column === undefined) return undefined
  return { table: schema === undefined ? [table] : [schema, table], text, ...(column === undefined ? {} : { column }) }
}
