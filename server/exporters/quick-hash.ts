// The fingerprint of a cell, as shared/document reckons it, with this machine's own SHA-256: a large workbook has hundreds of thousands.
import { hash } from 'node:crypto'
import { settleText } from '../../shared/document/returned-table.ts'

export function quickHash(text: string): string {
  return hash('sha256', settleText(text), 'hex').slice(0, 10)
}
