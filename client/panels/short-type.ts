// Types as the panels' narrow column says them.
import { printType, type Field } from '../../shared/schema/fields.ts'

const shortTypes: Readonly<Record<string, string>> = { number: 'num', integer: 'int', boolean: 'y/n', object: 'obj', 'date-time': 'time' }

export function shortType({ facts }: Field): string {
  const type = printType(facts)
  return shortTypes[type] ?? type
}
