// The parts of the ids that rows and tables of a document have (shared/document/document.ts).
import { ROOT_PATH } from '../schema/field-path.ts'

/** `row:<id>` → kind and the rest. */
export function splitAddress(address: string): readonly [string, string] {
  const colon = address.indexOf(':')
  return colon < 0 ? [address, ''] : [address.slice(0, colon), address.slice(colon + 1)]
}

/** A map itself is the field of its root. */
export function mapAddress(map: string): string {
  return `field:${map}:${ROOT_PATH}`
}
