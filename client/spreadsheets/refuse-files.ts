// Which files are not even sent, and what to do with them instead. Pure.

const READ = ['xlsx', 'csv', 'tsv', 'md', 'markdown', 'html', 'htm', 'txt']

const instead: Readonly<Record<string, string>> = {
  xls: 'is in the format of Excel before 2007, which is not read here. Open it in Excel or LibreOffice, save it as .xlsx, and choose that file.',
  xlsm: 'is a workbook with macros, which is not read here. Save it as .xlsx and choose that file.',
  xlsb: 'is a binary workbook, which is not read here. Save it as .xlsx and choose that file.',
  ods: 'is an OpenDocument spreadsheet, which is not read here. Save it as .xlsx and choose that file.',
  numbers: 'is a Numbers document, which is not read here. Export it as Excel and choose that file.',
  pdf: 'is a PDF: its tables cannot be read reliably. Ask for the spreadsheet that it was made from.',
  docx: 'is a Word document. Copy its table into a spreadsheet, save it as .xlsx, and choose that file.',
}

/** Undefined: they may be sent. */
export function refuseFiles(names: readonly string[]): string | undefined {
  for (const name of names) {
    const ending = endingOf(name)
    if (Object.hasOwn(instead, ending)) return `${name} ${instead[ending]}`
    if (!READ.includes(ending)) return `${name} is no spreadsheet that is read here. Choose an .xlsx, .csv or .tsv file, or a table in Markdown or HTML.`
  }
  const whole = names.filter((name) => !['csv', 'tsv'].includes(endingOf(name)))
  return names.length > 1 && whole.length > 0 ? `Only .csv and .tsv files are read together. Choose ${whole[0]} alone.` : undefined
}

function endingOf(name: string): string {
  return name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : ''
}
