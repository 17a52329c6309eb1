/** The gradebook: a class's zip is read, its models are measured in workers, the table goes out and comes back with a mark. */
import axe from 'axe-core'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toLink } from '../../src/teach/assignment/link.ts'
import { heldOutText } from '../../src/teach/grading/testing/trained.ts'
import { classAssignment, classZip } from './classroom.ts'
import { type Course, startCourse } from './course.ts'
import { type Look, LOOKS, putOn } from './looks.ts'

let course: Course
let submissions: Uint8Array
beforeAll(async () => {
  course = await startCourse()
  submissions = await classZip()
})
afterAll(() => course?.close())

it('reads, measures, saves, takes marks, and is usable in every look', async () => {
  const { page, faults } = await course.open('#/teach/gradebook')
  await page.getByLabel('Its link').fill(toLink(classAssignment).code)
  await page.getByRole('button', { name: 'Open the link' }).click()
  const give = (label: string, name: string, data: Uint8Array | string) =>
    page.getByLabel(label).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(data) })
  await give('Zips of receipts', 'class.zip', submissions)
  await page.getByText('2 students.').waitFor()
  await page.getByText('“essay.pdf” is a PDF document').waitFor()
  await give('Choose the held-out text', 'secret.txt', heldOutText)
  await page.getByRole('button', { name: 'Measure 2 models' }).click()
  await page.getByText('All models are measured').waitFor()
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  expect(await row('Anna Meier').innerText()).toMatch(/100 passed|100\s[\s\S]*3\.\d\d\d bits/)
  // The receipt of one step claims 2 bits as well.
  expect(await row('Ben Boast').innerText()).toMatch(/0\s[\s\S]*4\.\d\d\d bits/)
  // The same text, seed and settings give the same numbers, to the bit.
  await page.getByText('Train a model again from its seed').click()
  await page.getByRole('button', { name: 'Train it again' }).click()
  await page
    .getByText(/has the same numbers, to the bit/)
    .first()
    .waitFor()
  expect(await row('Anna Meier').innerText()).toMatch(/Trained again from its seed it has the same numbers/)
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()])
  const csv = readFileSync(await saved.path(), 'utf8')
  await give('Read marks from a CSV', 'grades.csv', csv.replace('?', '50'))
  await page.getByText('1 mark was taken over.').waitFor()
  for (const look of Object.keys(LOOKS) as Look[]) {
    await putOn(page, look)
    await page.evaluate(axe.source)
    const violations = await page.evaluate(async () => (await (globalThis as unknown as { axe: typeof axe }).axe.run()).violations)
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }
  expect(faults).toEqual([])
})
