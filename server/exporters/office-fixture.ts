// Whether LibreOffice is here, for tests that let it open and save our workbooks.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The command to call it by. Undefined, with a printed notice, where it is not installed. */
export async function findOffice(): Promise<string | undefined> {
  for (const name of ['soffice', 'libreoffice'])
    if (
      await run(name, ['--version']).then(
        () => true,
        () => false,
      )
    )
      return name
  console.info('Skipped: that LibreOffice opens and saves workbooks needs soffice (package libreoffice-calc)')
  return undefined
}
