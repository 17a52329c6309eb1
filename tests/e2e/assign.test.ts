/** From an assignment to its grade: made on the Assign page, done from its link in another browser, handed in, and read by the gradebook. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inMemory } from '../../src/core/checkpoint/source.ts'
import { fromLink } from '../../src/teach/assignment/link.ts'
import { misfit, readReceipt } from '../../src/teach/receipt/read.ts'
import { addCountTask } from './classroom.ts'
import { type Course, startCourse } from './course.ts'
import { expectNoFaults, putOn } from './looks.ts'

let course: Course
beforeAll(async () => {
  course = await startCourse()
})
afterAll(() => course?.close())

const open = async (hash: string) => course.open(hash, { query: '?runtime=wasm', serviceWorkers: 'block' })

async function lookedAt(page: Page): Promise<void> {
  for (const look of ['light', 'phone at night'] as const) {
    await putOn(page, look)
    await expectNoFaults(page)
  }
  await putOn(page, 'light')
}

it('is made, done in another browser, handed in, and graded', async () => {
  const teacher = await open('#/teach')
  const desk = teacher.page
  await desk.getByRole('textbox', { name: 'Title', exact: true }).fill('Week 3')
  await desk
    .getByRole('button', { name: /^Only some of its/ })
    .first()
    .click()
  // The lesson's own box comes first; its questions follow once its text is here.
  await desk
    .getByRole('group', { name: /^Questions of/ })
    .first()
    .getByRole('checkbox')
    .first()
    .check()

  const add = desk.getByRole('button', { name: 'Add a task' })
  const task = () =>
    desk
      .locator('section', { has: desk.getByRole('heading', { name: 'Tasks of your own' }) })
      .locator('fieldset')
      .last()
  await addCountTask(desk)
  await task().getByRole('textbox', { name: 'Goal' }).fill('parametres > 1000')
  await task()
    .getByText(/parametres/)
    .first()
    .waitFor()
  expect(await desk.getByText('It cannot be handed out yet').count()).toBe(1)
  await task().getByRole('textbox', { name: 'Goal' }).fill('parameters > 1000')
  await task().getByRole('button', { name: 'Try it as a student has it' }).click()
  await desk.getByText('The goal is reached.').waitFor()
  await desk.getByRole('button', { name: 'Close the trial' }).click()

  await add.click()
  await task().getByRole('textbox', { name: 'Task', exact: true }).fill('Why?')
  await task().getByRole('combobox', { name: 'Done' }).selectOption('words')

  await add.click()
  await task().getByRole('textbox', { name: 'Task', exact: true }).fill('Small')
  for (const [name, value] of [
    ['Layers', '1'],
    ['Heads', '1'],
    ['Width', '16'],
    ['Context', '16'],
    ['Batch', '4'],
    ['Steps', '40'],
  ] as const)
    await task().getByRole('textbox', { name, exact: true }).fill(value)
  await task().getByRole('textbox', { name: 'Goal' }).fill('bitsPerCharacter < 6 and parameters < 20_000')
  // A file as Windows writes it: its hash must be the one of the text that students' pages keep.
  const chooser = desk.getByLabel('A text of your own, which tasks in the Lab train on')
  const give = (buffer: Buffer) => chooser.setInputFiles({ name: 'Our text.txt', mimeType: 'text/plain', buffer })
  await give(Buffer.from([0xff, 0x00, 0x80, 0x81]))
  await desk.getByText(/bytes are not UTF-8 text/).waitFor()
  await give(Buffer.from(`\ufeff${'The cat sat on the mat and saw the dog.\r\n'.repeat(60)}`))
  await desk.getByText('“Our text”, 2,400 characters').waitFor()
  // The task in the Lab is tried on the spot too: against what the course ships, and by a run of its own.
  await task().getByRole('button', { name: 'Try it as a student has it' }).click()
  await task().getByRole('combobox', { name: 'Model' }).waitFor()
  await task().getByText('The goal is not reached yet.').waitFor()
  await task().getByRole('button', { name: 'Train it here, as the task begins' }).click()
  await task()
    .getByText(/parameters, 40 steps: (about .*|less than a second) on this device/)
    .waitFor()
  await task().getByText('The goal is reached.').waitFor({ timeout: 60_000 })
  await task().getByRole('button', { name: 'Close the trial' }).click()
  const link = await desk.getByRole('textbox', { name: 'The link' }).inputValue()
  await desk.getByRole('img', { name: 'The link as a code to scan' }).waitFor()
  await lookedAt(desk)
  await desk.emulateMedia({ media: 'print' })
  const sheet = desk.getByRole('region', { name: 'The sheet' })
  await sheet.getByRole('heading', { name: 'Week 3' }).waitFor()
  await sheet.getByText('parameters > 1000').waitFor()
  expect(await desk.getByRole('textbox', { name: 'Title', exact: true }).isVisible()).toBe(false)
  await desk.emulateMedia({ media: 'screen' })
  await desk.reload()
  expect(await desk.getByRole('textbox', { name: 'The link' }).inputValue()).toBe(link)
  expect(teacher.faults).toEqual([])
  const assignment = fromLink(link)
  expect(assignment.items.map(({ kind }) => kind)).toEqual(['question', 'task', 'task', 'task'])

  const student = await open(link.slice(course.url.length))
  const page = student.page
  await page.getByRole('heading', { level: 1, name: 'Week 3' }).waitFor()
  const part = (name: string) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) })
  await part('Count').getByText('The goal is reached.').waitFor()
  await part('Why?').getByRole('textbox', { name: 'Your answer' }).fill('=1+1 because the future is not known')
  await part('Why?').getByRole('button', { name: 'Keep this answer' }).click()
  await part('Small').getByRole('button', { name: 'Open the Lab for this task' }).click()
  await page
    .getByRole('button', { name: /^Train/ })
    .first()
    .click()
  await page.getByText(/Done/).first().waitFor({ timeout: 60_000 })
  await page.evaluate((hash) => location.assign(hash), link.slice(link.indexOf('#')))
  await part('Small').getByText('The goal is reached.').waitFor()
  expect(
    await part('Small')
      .getByText(/was trained on/)
      .count(),
  ).toBe(0)
  await lookedAt(page)
  await page.getByRole('textbox', { name: /^Your name/ }).fill('Zoë')
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Hand in/ }).click()])
  await page.getByText(/nothing was done since/).waitFor()
  expect(student.faults).toEqual([])

  const file = readFileSync(await saved.path())
  const { receipt, models, doubts } = await readReceipt(inMemory(new Uint8Array(file)))
  expect(doubts).toEqual([])
  expect(misfit(receipt, assignment)).toBeNull()
  expect(receipt.student).toBe('Zoë')
  expect([...models.keys()]).toEqual([assignment.items[3]!.kind === 'task' && assignment.items[3].id])

  await desk.evaluate(() => location.assign('#/teach/gradebook'))
  await desk.getByLabel('Its link').fill(link)
  await desk.getByRole('button', { name: 'Open the link' }).click()
  await desk.getByLabel('Zips of receipts').setInputFiles({ name: 'zoe.zip', mimeType: 'application/zip', buffer: file })
  await desk.getByText('1 student.').waitFor()
  expect(await desk.getByRole('row', { name: /Zoë/ }).innerText()).toMatch(/to be marked/)
  expect(teacher.faults).toEqual([])
})
