// The only place that reads a recorded body: JSON, also with placeholders and comments in it, or form fields.

/** Of a placeholder. */
const LONGEST_NAME = 200

/** `{{name}}` outside of texts, as Postman has it, becomes a text; so does a trailing comma's absence and comments' text. Undefined: no JSON. */
export function parseBodyJson(text: string): unknown {
  const plain = tryJson(text)
  if (plain !== undefined) return plain.value
  return tryJson(cleanJson(text))?.value
}

function tryJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** Without comments and trailing commas; placeholders as texts. One pass over the characters. */
function cleanJson(text: string): string {
  const out: string[] = []
  for (let at = 0; at < text.length;) {
    const char = text[at] as string
    if (char === '"') {
      const end = endOfText(text, at)
      out.push(text.slice(at, end))
      at = end
    } else if (text.startsWith('{{', at)) {
      const near = text.slice(at + 2, at + 2 + LONGEST_NAME)
      const name = near.slice(0, Math.max(0, near.indexOf('}}')))
      // Two objects may also begin one after the other: only a plain name is a placeholder.
      if (/^[\w .$-]+$/.test(name)) {
        out.push(JSON.stringify(`{{${name}}}`))
        at += name.length + 4
      } else {
        out.push(char)
        at += 1
      }
    } else if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at)
      at = end < 0 ? text.length : end
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2)
      at = end < 0 ? text.length : end + 2
    } else {
      if (char === '}' || char === ']') dropTrailingComma(out)
      out.push(char)
      at += 1
    }
  }
  return out.join('')
}

function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

function dropTrailingComma(out: string[]): void {
  let last = out.length - 1
  while (last >= 0 && /^\s$/.test(out[last] as string)) last -= 1
  if (out[last] === ',') out[last] = ' '
}

/** Fields of a form as a record of texts; a repeated name becomes a list. */
export function readFormFields(fields: readonly { readonly name: string; readonly value: string }[]): Record<string, unknown> {
  const byName = new Map<string, string[]>()
  for (const { name, value } of fields) byName.set(name, [...(byName.get(name) ?? []), value])
  return Object.fromEntries([...byName].map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}
