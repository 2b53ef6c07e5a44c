// What sheets are called once they are part of a project.

/** `Concept Map_ Sex - Sheet1.csv` is called `Concept Map: Sex`; a sheet without a name of its own is called as its file. */
export function plainSheetName(sheet: string, file: string): string {
  const own = sheet
    .replace(/\.(?:xlsx|csv|tsv|md|html?)$/i, '')
    .replace(/\s*-\s*(?:sheet|tabelle|blatt)\s*\d+$/i, '')
    .replaceAll(/_ /g, ': ')
    .trim()
  return /^(?:sheet|tabelle|blatt|table|list)\s*\d*$/i.test(own) || own === '' ? file.replace(/\.[A-Za-z]{2,5}$/, '') : own
}
