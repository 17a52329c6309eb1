/** The time-scrubber: a run's steps gone through in a lesson, whose figure follows and comes back, and branched from. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'
import { Lab } from './lab.ts'

/** A step is read from storage or computed anew, which takes a moment on an idle machine. */
const PATIENCE = 60_000

let course: Course

beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

it('a figure in a lesson follows the pointer to the step, comes back, and the run is branched from there', async () => {
  const lab = await Lab.open(course, 'wasm')
  const { page } = lab
  await page.getByText(/This model came without the steps of its training/).waitFor({ timeout: PATIENCE })
  await lab.makeSmall(200)
  await page.getByText('Optimizer and details').click()
  await lab.set('evaluate every', 50)
  await lab.ready()
  await lab.train()
  await lab.waitForStatus(({ text }) => text.startsWith('Done'))
  await page.getByRole('slider', { name: 'Step of training' }).waitFor()
  expect(await page.getByText(/This model came without/).count()).toBe(0)

  await page.evaluate(() => {
    location.hash = '#/learn/training/the-objective'
  })
  const slider = page.getByRole('slider', { name: 'Step of training' })
  await slider.waitFor({ timeout: PATIENCE })
  const figure = page.locator('[data-widget="text-loss"]').first()
  const table = figure.getByRole('button', { name: 'Table', exact: true }).first()
  await table.click()
  const numbers = () => figure.locator('table').first().innerText()
  const reads = (step: string) =>
    page.getByRole('region', { name: 'Time-scrubber' }).getByText(`step ${step}`, { exact: true }).waitFor({ timeout: PATIENCE })
  const now = await numbers()

  await page.locator('h1').click()
  await page.keyboard.press(',')
  await reads('150')
  await expect.poll(numbers, { timeout: PATIENCE }).not.toBe(now)
  const kept = await numbers()
  await page.keyboard.press('.')
  await reads('200')
  await expect.poll(numbers, { timeout: PATIENCE }).toBe(now)

  // Between two kept states it is computed, to the same bits each time.
  await slider.fill('137')
  await reads('137')
  await page.getByText('Every figure shows step 137').waitFor({ state: 'attached', timeout: PATIENCE })
  await expect.poll(numbers, { timeout: PATIENCE }).not.toBe(kept)
  const between = await numbers()
  expect(between).not.toBe(now)
  await slider.fill('0')
  await page.getByText('Every figure shows step 0,').waitFor({ state: 'attached', timeout: PATIENCE })
  await expect.poll(numbers, { timeout: PATIENCE }).not.toBe(between)
  await slider.fill('137')
  await page.getByText('Every figure shows step 137').waitFor({ state: 'attached', timeout: PATIENCE })
  await expect.poll(numbers, { timeout: PATIENCE }).toBe(between)

  await page.getByRole('region', { name: 'Time-scrubber' }).getByRole('button', { name: 'Branch', exact: true }).click()
  await lab.button('Branch from here').click()
  await page.evaluate(() => {
    location.hash = '#/lab'
  })
  expect((await lab.waitForStatus(({ text }) => text.startsWith('Done'))).step).toBe(200)
  expect(await lab.models.innerText()).toContain('first run from step 137')
  expect(lab.faults).toEqual([])
  await lab.close()
}, 300_000)
