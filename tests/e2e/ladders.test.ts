/** Part 8's two long figures pressed from their first stair to their last, with runs of a few steps: what was guessed is judged, and stands in the ledger. */
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'

let course: Course
beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

const PATIENCE = 120_000

/** A lesson whose first figure takes so few steps for each run that the whole is soon over. */
async function openFigure(lesson: string, steps: number, name: RegExp): Promise<{ page: Page; figure: Locator; faults: string[] }> {
  const { page, faults } = await course.open(`#/learn/advanced/${lesson}?w1.steps=${steps}`, { query: '?runtime=wasm' })
  const figure = page.getByRole('group', { name })
  await figure.waitFor({ timeout: PATIENCE })
  return { page, figure, faults }
}

const go = async (page: Page, hash: string, heading: string): Promise<void> => {
  await page.evaluate((to) => location.assign(to), hash)
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor({ timeout: PATIENCE })
}

it('from GPT-1 to Llama: seven guesses, 24 runs, seven decisions', async () => {
  const { page, figure, faults } = await openFigure('modified-architecture', 20, /^Stairs/)
  const rows = figure.getByRole('table', { name: /The seven changes/ }).locator('tbody tr')
  for (let stair = 0; stair < 7; stair++) {
    await figure.getByText(`stair ${stair + 1} of 7`).waitFor({ timeout: PATIENCE })
    await figure.getByRole('button', { name: 'better', exact: true }).click()
    await figure.getByRole('button', { name: '70 %' }).click()
    await figure.getByRole('button', { name: stair === 0 ? /^Train 6 runs, about/ : /^Train 3 runs, about/ }).click()
    // Every other change is kept: what is left out is not in what follows.
    await figure.getByRole('button', { name: stair % 2 === 0 ? 'Keep it' : 'Leave it out' }).click({ timeout: PATIENCE })
  }
  await figure.getByText('All seven are decided.').waitFor({ timeout: PATIENCE })
  const said = await rows.allInnerTexts()
  expect(said.map((row) => /✓ kept|left out/.exec(row)?.[0])).toEqual(
    [0, 1, 2, 3, 4, 5, 6].map((i) => (i % 2 === 0 ? '✓ kept' : 'left out')),
  )
  for (const row of said) expect(row).toMatch(/[+−]\d\.\d\d\d? ± \d\.\d{3}/)
  await figure.getByRole('button', { name: 'One stair back' }).click()
  await figure.getByText(/nats: .*\. (As|Not as) you said\./).waitFor({ timeout: PATIENCE })

  await go(page, '#/predictions', 'Predictions')
  await expect.poll(() => page.getByText('From GPT-1 to Llama').count(), { timeout: PATIENCE }).toBe(7)
  await go(page, '#/reached', 'What your models reached')
  await page.getByText(/70 % sure, \d+ % right, of 7 judged/).waitFor({ timeout: PATIENCE })
  expect(faults).toEqual([])
  await page.context().close()
})

it('a law of one’s own: the ladder, a guess, the next size, the miss', async () => {
  const { page, figure, faults } = await openFigure('larger-data-sets', 20, /^Scaling/)
  await figure.getByRole('button', { name: /^Train \d+ runs, about/ }).click({ timeout: PATIENCE })
  await figure.getByRole('textbox', { name: /held-out loss/ }).fill('3.5', { timeout: PATIENCE })
  await figure.getByRole('button', { name: '60 %' }).click()
  await figure.getByRole('button', { name: 'Commit' }).click()
  await figure.getByRole('button', { name: /^Train the next size, about/ }).click()
  await figure.getByText(/The law missed by [+−][\d.]+ nats, (in|out)side its interval; you by [+−][\d.]+\./).waitFor({ timeout: PATIENCE })
  await figure.getByRole('button', { name: 'CSV' }).waitFor()
  await figure.getByRole('button', { name: 'beside the papers’' }).click()
  await figure.getByRole('button', { name: 'Table' }).click()
  await figure.getByRole('table').first().waitFor()

  await go(page, '#/reached', 'What your models reached')
  await page.getByText(/60 % sure, \d+ % right, of 1 judged/).waitFor({ timeout: PATIENCE })
  await go(page, '#/lab', 'Lab')
  await expect.poll(() => page.getByText(/^Scaling law, [\d,]+ parameters/).count(), { timeout: PATIENCE }).toBeGreaterThanOrEqual(6)
  expect(faults).toEqual([])
  await page.context().close()
})
