// Rules of the sheet of systems: what is known and waited for stands on it in words, and no secret.
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { Project } from '../../shared/project/project.ts'
import { exportWorkbook } from './excel-workbook.ts'

async function linesOf(parts: Partial<Project>): Promise<string[]> {
  const workbook = new ExcelJS.Workbook()
  const bytes = await exportWorkbook(buildProject(parts), () => undefined, {})
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  const lines: string[] = []
  workbook.getWorksheet('Systems and people')?.eachRow((row) => {
    const texts = Array.from({ length: 8 }, (_, at) => row.getCell(at + 1).text)
    lines.push([...new Set(texts)].filter((text) => text !== '').join(' | '))
  })
  return lines
}

const people = [buildObject('people', { id: 'ana', name: 'Ana Duarte' })]
const systems = [buildObject('systems', { id: 's', name: 'Xero', outsideExperts: 'The tax adviser' })]

test('environments and prerequisites are told in words, prerequisites by kind', async () => {
  const lines = await linesOf({
    people,
    systems,
    environments: [
      buildObject('environments', {
        id: 'e',
        system: 's',
        name: 'Demo',
        kind: 'sandbox',
        access: 'requested',
        approver: 'ana',
        requestedOn: '2026-11-09',
        neededBy: '2026-11-30',
        likeProduction: false,
        smallData: true,
        outages: true,
        extraCost: '20 a month',
        note: 'Emptied every 28 days',
      }),
    ],
    prerequisites: [
      buildObject('prerequisites', { id: 'v', system: 's', kind: 'vendor', title: 'Approval of the app', state: 'requested', order: 'a0' }),
      buildObject('prerequisites', {
        id: 'k',
        system: 's',
        kind: 'credentials',
        title: 'Key',
        state: 'granted',
        holder: 'ana',
        grantedOn: '2026-11-04',
        order: 'a1',
      }),
      buildObject('prerequisites', { id: 'd', system: 's', title: 'Deleted', deleted: true }),
    ],
  })
  expect(lines).toContain('Outside the project | The tax adviser')
  expect(lines).toContain(
    'Demo (sandbox) | Requested | Ana Duarte | 2026-11-09 | 2026-11-30 | Not like production\nLittle data\nOutages can be simulated\nExtra cost: 20 a month\nEmptied every 28 days',
  )
  const at = lines.findIndex((line) => line.startsWith('Prerequisite'))
  expect(lines.slice(at + 1, at + 3)).toEqual(['Credentials: Key | Granted | Ana Duarte | 2026-11-04', 'From the vendor: Approval of the app | Requested'])
  expect(lines.join('\n')).not.toContain('Deleted')
})

test('a text that looks like a secret is left out', async () => {
  const lines = await linesOf({
    systems: [buildObject('systems', { id: 's', auth: 'password: hunter22' })],
    prerequisites: [
      buildObject('prerequisites', { id: 'k', system: 's', kind: 'credentials', title: 'Key', note: 'cs_8f3a91c07be24d5599aa10ffe3b2c4d6e7f80912' }),
    ],
  })
  expect(lines.join('\n')).not.toMatch(/hunter22|8f3a91/)
  expect(lines).toContain('Signing in | Left out: it looks like a secret')
})
