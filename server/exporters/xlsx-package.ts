// The only place that finishes a workbook's bytes: the same workbook gives the same bytes at any time, in any time zone (DESIGN §9.19).
import { strFromU8, unzipSync } from 'fflate'
import { zipFiles } from './zip-files.ts'

/** `bytes`: as exceljs wrote them. Only our own output comes here: the replacements rely on how exceljs writes. */
export function finishWorkbook(bytes: Uint8Array): Uint8Array {
  const parts = new Map(
    Object.entries(unzipSync(bytes))
      .filter(([path]) => !path.endsWith('/'))
      .map(([path, part]) => [path, strFromU8(part)]),
  )
  for (const [path, text] of parts) {
    const sheet = /^xl\/worksheets\/(sheet\d+\.xml)$/.exec(path)?.[1]
    if (sheet !== undefined) {
      parts.set(path, quietTextNumbers(orderProperties(text)))
      keepInnerLinks(parts, path, `xl/worksheets/_rels/${sheet}.rels`)
    }
    if (path === 'docProps/core.xml') parts.set(path, text.replaceAll(/<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/g, ''))
  }
  return zipFiles([...parts].map(([path, text]) => ({ path, text })))
}

/** The schema wants a sheet's outline before its page set-up (ECMA-376 §18.3.1.82); exceljs writes them the other way round. */
function orderProperties(sheet: string): string {
  return sheet.replace(/(<pageSetUpPr[^>]*\/>)(<outlinePr[^>]*\/>)/, '$2$1')
}

/** Codes such as `092` are text on purpose: no green corner on each of them. Nothing of ours stands after the footer, so the place is right. */
function quietTextNumbers(sheet: string): string {
  return sheet.replace(/<\/worksheet>$/, '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>')
}

/**
 * exceljs gives a link inside the workbook both a location and an outside address with the same text; Excel follows the address
 * and finds no such file. The location alone is right (ECMA-376 §18.3.1.47). Text cannot match: in XML it has no `<` and no `"`.
 */
function keepInnerLinks(parts: Map<string, string>, sheetPath: string, linksPath: string): void {
  const inner = new Set<string>()
  const sheet = (parts.get(sheetPath) ?? '').replaceAll(
    /<hyperlink ref="([^"]*)" r:id="([^"]*)" location="([^"]*)"\/>/g,
    (_whole, ref: string, id: string, location: string) => {
      inner.add(id)
      return `<hyperlink ref="${ref}" location="${location}"/>`
    },
  )
  if (inner.size === 0) return
  parts.set(sheetPath, sheet)
  const links = (parts.get(linksPath) ?? '').replaceAll(/<Relationship Id="([^"]*)"[^>]*\/>/g, (whole, id: string) => (inner.has(id) ? '' : whole))
  parts.set(linksPath, links)
}
