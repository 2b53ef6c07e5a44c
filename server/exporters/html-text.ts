// The only place that writes people's texts into HTML (THREATS T-25): everything that is not a tag of ours goes through `escapeHtml`.

/** For texts and for attributes in double quotes. What no page can hold becomes the replacement character. */
export function escapeHtml(text: string): string {
  return NOTHING_TO_DO.test(text)
    ? text
    : text
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll(NOT_HTML, '\uFFFD')
        .replaceAll(/[&<>"']/g, (character) => names[character] ?? character)
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const NOTHING_TO_DO = /^[\w .,:;()[\]/*+=?!-]*$/
/** Control characters, half characters, and code points that are no characters. */
const NOT_HTML = /(?![\t\n])[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** `attributes`: undefined is left out, and true is written as the bare name. `inner`: HTML already. */
export function element(name: string, attributes: Readonly<Record<string, string | number | true | undefined>>, inner: string): string {
  return `<${name}${printAttributes(attributes)}>${inner}</${name}>`
}

export function printAttributes(attributes: Readonly<Record<string, string | number | true | undefined>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined || value === '' ? '' : value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join('')
}
