/** What a learner does in part 9 and on the green: writes code and leaves the editor by keys, takes a model out and back, weighs a file. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Course, startCourse } from './course.ts'
import { expectNoFaults } from './looks.ts'

/** A model is opened, measured or packed on one thread of a busy machine. */
const PATIENCE = 60_000

let course: Course
beforeAll(async () => {
  course = await startCourse()
}, 300_000)
afterAll(() => course?.close())

async function widget(id: string): Promise<{ page: Page; faults: string[] }> {
  const opened = await course.open(`#/gallery/widgets/${id}`, { serviceWorkers: 'block', acceptDownloads: true })
  opened.page.setDefaultTimeout(PATIENCE)
  await opened.page.getByRole('heading', { level: 1 }).waitFor()
  return opened
}

it('code: typed and coloured, with hints of types; a mistake names its line; kept over a reload, beside the lesson’s, left by keys, begun again', async () => {
  const { page, faults } = await widget('exercise')
  const mine = page.getByRole('textbox', { name: /^Your code: / })
  const began = await mine.innerText()
  await mine.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('const seen: number = 1')
  await expect.poll(() => mine.innerText()).toContain('const seen: number = 1')
  const colourOf = (text: string) =>
    mine
      .locator('span', { hasText: new RegExp(`^${text}$`) })
      .last()
      .evaluate((span) => getComputedStyle(span).color)
  expect(await colourOf('const')).not.toBe(await mine.evaluate((editor) => getComputedStyle(editor).color))

  await page.keyboard.press('Enter')
  await page.keyboard.type('ad')
  await page.getByRole('option', { name: /^add\(a: Tensor, b: Tensor\): Tensor$/ }).waitFor()
  await page.keyboard.press('Escape')
  await expectNoFaults(page)

  // Tab indents; after Escape it leaves.
  await page.keyboard.press('Tab')
  expect(await mine.evaluate((editor) => editor === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  expect(await mine.evaluate((editor) => editor === document.activeElement)).toBe(false)

  await mine.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('// mine\nlet a = missing')
  await page.getByRole('button', { name: 'Run the tests' }).click()
  await page.getByText(/^Line 2: .*missing is not defined/).waitFor()

  await page.reload()
  await expect.poll(() => mine.innerText()).toContain('let a = missing')
  await page.getByRole('button', { name: 'what differs' }).click()
  const both = page.getByRole('textbox', { name: /the lesson’s that differ/ })
  expect(await both.innerText()).toContain('let a = missing')
  expect(await both.locator('.cm-deletedChunk').first().innerText()).toContain('function matmul')
  await page.getByRole('button', { name: 'mine', exact: true }).click()
  await page.getByRole('button', { name: 'Start again' }).click()
  await expect.poll(() => mine.innerText()).toBe(began)
  expect(await page.getByRole('button', { name: 'Start again' }).isDisabled()).toBe(true)
  expect(faults).toEqual([])
  await page.context().close()
})

it('a model taken out as a file says the same when it is opened again', async () => {
  const { page, faults } = await widget('exchange')
  const loss = page.getByText(/on “.*nats a token/)
  const before = await loss.innerText()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the open model for Python' }).click(),
  ])
  const file = await download.path()
  await page
    .getByLabel('Look into a zip or files')
    .setInputFiles({ name: download.suggestedFilename(), mimeType: 'application/zip', buffer: await readFile(file) })
  await page.getByRole('button', { name: 'your file' }).waitFor()
  await page.getByRole('button', { name: 'Open it, for all figures' }).click()
  await page.getByText('the model you imported', { exact: false }).first().waitFor()
  await expect.poll(() => loss.innerText(), { timeout: PATIENCE }).toBe(before)
  await page.getByText('equal', { exact: true }).waitFor()

  await page.goto(`${course.url}#/gallery/widgets/round-trip`)
  await page.getByRole('status').filter({ hasText: 'No file has come back from Python yet.' }).waitFor()
  await page
    .getByLabel('or a zip')
    .setInputFiles({ name: download.suggestedFilename(), mimeType: 'application/zip', buffer: await readFile(file) })
  await page.getByText(/^It is the same model: 0 of \d+ tensors changed, logits are 0 apart at most/).waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})

it('golf: a stroke packs, weighs and runs the file, and says whether it counts', async () => {
  const { page, faults } = await widget('golf')
  await page.getByText(/^The open model as it is: [\d.]+ kB, [\d.]+ bits a character/).waitFor()
  await page.getByRole('button', { name: '3 bits' }).click()
  await page.getByRole('button', { name: 'Export, weigh, and run it again' }).click()
  const said = page.getByText(/ in 3 bits: [\d.]+ kB, [\d.]+ bits a character\. It counts\.$/)
  await said.waitFor()
  const [, kilobytes, bits] = / in 3 bits: ([\d.]+) kB, ([\d.]+)/.exec(await said.innerText())!
  expect(Number(kilobytes)).toBeLessThan(500)
  expect(Number(bits)).toBeLessThan(2.2)
  await page.getByText('your best file').waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})
