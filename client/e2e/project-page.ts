// What the browser cases do before they reach a field map, in a person's words: a project, its schemas, a choice in a list.
import { expect, type Locator, type Page } from '@playwright/test'

/** From the page of all projects. */
export async function makeProject(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Make the project' }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

export async function importDescription(page: Page, path: string, system: string): Promise<void> {
  await page.getByRole('link', { name: 'Schemas' }).first().click()
  await page.locator('input[type="file"]').first().setInputFiles(path)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Its name').fill(system)
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog).toHaveCount(0, { timeout: 60_000 })
  await expect(page.getByPlaceholder(/Search \d+ objects/)).toBeVisible()
}

/** What a list finds first. */
export async function choose(search: Locator, text: string): Promise<void> {
  await search.fill(text)
  await search.press('Enter')
}
