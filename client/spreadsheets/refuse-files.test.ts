// Which files are not even sent.
import { expect, test } from 'vitest'
import { refuseFiles } from './refuse-files.ts'

test.each([
  { given: ['spec.xlsx'], want: undefined },
  { given: ['SPEC.XLSX'], want: undefined },
  { given: ['a.csv', 'b.tsv'], want: undefined },
  { given: ['rows.md'], want: undefined },
  { given: ['old.xls'], want: /save it as \.xlsx/ },
  { given: ['macros.xlsm'], want: /Save it as \.xlsx/ },
  { given: ['spec.pdf'], want: /spreadsheet that it was made from/ },
  { given: ['constructor'], want: /is no spreadsheet/ },
  { given: ['x.constructor'], want: /is no spreadsheet/ },
  { given: ['a.csv', 'b.xlsx'], want: /Choose b\.xlsx alone/ },
])('$given', ({ given, want }) => {
  const refusal = refuseFiles(given)
  if (want === undefined) expect(refusal).toBeUndefined()
  else expect(refusal).toMatch(want)
})
