// Counts and names in the sentences about rows: the only place that words them.
import type { Row } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'

/** "1 row", "3 rows". */
export function countWords(many: number, word: string, plural = `${word}s`): string {
  return `${many} ${many === 1 ? word : plural}`
}

export function nameRow(row: Pick<Row, 'number'>): string {
  return printNumber('rows', row.number)
}

/** "R-1, R-2 and R-3"; of many only the first few. */
export function nameRows(rows: readonly Pick<Row, 'number'>[], most = 4): string {
  return listNames(rows.map(nameRow), most)
}

export function listNames(names: readonly string[], most = 4): string {
  if (names.length > most + 1) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
