// What is on the clipboard between the grid and the page. How cells are written into it and read from it is the page's matter.
import { readTableText, widthOfTable, type TextTable } from './read-table-text.ts'
import { readTableHtml } from './read-table-html.ts'

/** `own`: cells as they are stored, for a paste into a map of ours; the grid does not look inside. */
export type Clip = { readonly text: string; readonly html: string; readonly own?: string }

/** The cells that another program copied. Its text is taken as it is; its HTML table where the text is missing or has lost the columns. */
export function tableOfClip({ text, html }: Clip, readHtml: (html: string) => TextTable | undefined = readTableHtml): TextTable {
  const ofText = readTableText(text)
  if (html === '' || widthOfTable(ofText) > 1) return ofText
  const ofHtml = readHtml(html)
  if (ofHtml === undefined) return ofText
  return text.trim() === '' || widthOfTable(ofHtml) > 1 ? ofHtml : ofText
}
