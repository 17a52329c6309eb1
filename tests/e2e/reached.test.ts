/** What your models reached, filled as a learner fills it: a run, a guess, a project's grade, a review; printed, saved, and read by another browser. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'
import { Lab } from './lab.ts'
import { expectNoFaults, putOn, RULES_AFTER_LIGHT } from './looks.ts'

/** Where the sheet's pictures go, if anybody wants to look at them. */
const PICTURES = process.env.COURSE_PICTURES
const DAY = 86_400_000

let course: Course
beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

const go = async (page: Page, hash: string, heading: string): Promise<void> => {
  await page.evaluate((to) => location.assign(to), hash)
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor({ timeout: 60_000 })
}

/** The sheet's numbers as they stand there, by their labels. */
const numbersOf = (page: Page): Promise<Record<string, string>> =>
  page
    .locator('dl > div')
    .evaluateAll((all) => Object.fromEntries(all.map((each) => [each.querySelector('dt')?.textContent, (each as HTMLElement).innerText])))

const rowsOf = (page: Page, table: RegExp): Promise<string[]> =>
  page.getByRole('table', { name: table }).locator('tbody tr').allInnerTexts()

const PROJECTS = /The best run of each/
const MODELS = /Those that are kept in this browser/

it('holds what was measured and nothing else, and another browser reads it', async () => {
  const lab = await Lab.open(course, 'wasm')
  const { page, faults } = lab
  await go(page, '#/reached', 'What your models reached')
  await page.getByText('Nothing yet.').waitFor()

  // A run.
  await go(page, '#/lab', 'Lab')
  await lab.makeSmall(40)
  await lab.train()
  await lab.waitForStatus(({ text }) => /saved/.test(text))

  // A guess, and a question missed.
  await go(page, '#/learn/keeping-up/where-to-follow', 'Where to follow the field')
  const guess = page.locator('#predict-year')
  await guess.getByRole('radio', { name: '4 times' }).check()
  await guess.getByRole('button', { name: '80 %' }).click()
  await guess.getByRole('button', { name: 'Commit' }).click()
  const quiz = page.locator('#quiz-reviewed')
  await quiz.getByRole('radio').first().check()
  await quiz.getByRole('button', { name: 'Check' }).click()
  await quiz.getByText('✗ not this').waitFor()

  // A project's grade: a run too short to be good at it.
  await go(page, '#/learn/projects/translation?w1.steps=30&w1.width=16&w1.layers=1&w1.stories=50', 'Project: translation')
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  const grade = page.getByRole('table', { name: /held-out sentences/ })
  await grade.waitFor({ timeout: 120_000 })
  const [own, dictionary] = await grade.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.querySelector('td')!.innerText))

  // A review, three days later.
  await page.clock.setFixedTime(new Date(Date.now() + 3 * DAY))
  await go(page, '#/review', 'Review')
  await page.getByText('1 of 1 due today', { exact: false }).waitFor()
  await page.getByRole('radio').nth(1).check()
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('That was all: 1 asked.', { exact: false }).waitFor()

  await go(page, '#/reached', 'What your models reached')
  const projects = await rowsOf(page, PROJECTS)
  expect(projects).toHaveLength(1)
  expect(projects[0]).toContain('A translator of the small world')
  expect(projects[0]).toMatch(/word for word, of 60; [\d,]+ parameters, 30 steps/)
  expect(projects[0]!.split(/\s+/)).toEqual(expect.arrayContaining([own, dictionary]))
  const models = await rowsOf(page, MODELS)
  expect(models).toHaveLength(1)
  expect(models[0]).toMatch(/ 40 steps\s+[\d.]+ bits\/char\s+[\d.]+ bits\/char/)
  const numbers = await numbersOf(page)
  expect(numbers.predictions).toContain('80 % sure, 100 % right, of 1 judged')
  expect(numbers['Brier score']).toContain('0.040')
  expect(numbers['in review']).toContain('asked again once, 1 of them right')
  expect(Object.keys(numbers)).toHaveLength(4)

  for (const look of ['light', 'phone at night'] as const) {
    await putOn(page, look)
    await expectNoFaults(page, 'main', RULES_AFTER_LIGHT[look])
    await photograph(page, look)
  }
  await putOn(page, 'light')
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => page.getByRole('button', { name: 'Save as a file' }).isVisible()).toBe(false)
  await photograph(page, 'printed')
  await page.emulateMedia({ media: null })

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()])
  const file = { name: download.suggestedFilename(), mimeType: 'application/json', buffer: await readFile(await download.path()) }
  expect(faults).toEqual([])
  await page.context().close()

  const other = await course.open('#/reached', { query: '?runtime=wasm' })
  await other.page.getByText('Nothing yet.').waitFor({ timeout: 60_000 })
  await other.page.getByLabel('Read a file').setInputFiles(file)
  await other.page.getByText('This is not yours', { exact: false }).waitFor()
  expect(await rowsOf(other.page, PROJECTS)).toEqual(projects)
  expect(await rowsOf(other.page, MODELS)).toEqual(models)
  expect(await numbersOf(other.page)).toEqual(numbers)
  await other.page.getByRole('button', { name: 'Back to mine' }).click()
  await other.page.getByText('Nothing yet.').waitFor()
  expect(other.faults).toEqual([])
  await other.page.context().close()
}, 300_000)

async function photograph(page: Page, look: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `reached-${look.replaceAll(' ', '-')}.png`), fullPage: true })
}
