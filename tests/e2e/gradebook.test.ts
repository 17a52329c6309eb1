/** The gradebook: a class's zip is read, its models are measured in workers, the table goes out and comes back with a mark. */
import axe from 'axe-core'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import { zipOf } from '../../src/teach/anyZip.ts'
import { assignmentHash, checkAssignment } from '../../src/teach/assignment/assignment.ts'
import { toLink } from '../../src/teach/assignment/link.ts'
import { hashOf } from '../../src/teach/canonical.ts'
import { heldOutText, trainedFolder, trainingText } from '../../src/teach/grading/testing/trained.ts'
import { writeReceipt } from '../../src/teach/receipt/write.ts'
import { type Course, startCourse } from './course.ts'
import { type Look, LOOKS, putOn } from './looks.ts'

const assignment = checkAssignment(
  {
    title: 'Small and good',
    items: [
      { kind: 'task', id: 'small', title: 'Small', where: { kind: 'lab' }, goal: 'bitsPerCharacter < 3.5', model: true },
      { kind: 'task', id: 'why', title: 'Why?', where: { kind: 'words' } },
    ],
  },
  'The example cannot be read:',
  '',
)

let course: Course
let classZip: Uint8Array
beforeAll(async () => {
  course = await startCourse()
  const runtime = await openWasm()
  const files = new Map<string, Uint8Array>([['Eva_15_assignsubmission_file/essay.pdf', new TextEncoder().encode('%PDF-1.7')]])
  for (const [i, student] of ['Anna Meier', 'Ben Boast'].entries()) {
    const model = await trainedFolder(runtime, { steps: i === 0 ? 60 : 1 })
    const weights = model.get('model.safetensors')!
    const claim = {
      config: {},
      seed: 7,
      steps: i === 0 ? 60 : 1,
      text: { title: 'Sentences', sha256: hashOf(trainingText) },
      weights: { sha256: hashOf(weights), bytes: weights.length },
    }
    const at = '2027-01-01T11:00:00Z'
    const receipt = writeReceipt(
      {
        assignment: { sha256: assignmentHash(assignment), title: assignment.title },
        student,
        at,
        items: [
          { item: 'small', attempts: [{ at, readings: { bitsPerCharacter: 2 }, model: claim }] },
          { item: 'why', attempts: [{ at, words: 'Because the future is not known.' }] },
        ],
      },
      new Map([['small', model]]),
    )
    files.set(`${student}_${10 + i}_assignsubmission_file/receipt.zip`, receipt)
  }
  runtime.destroy()
  classZip = zipOf(files)
})
afterAll(() => course?.close())

it('reads, measures, saves, takes marks, and is usable in every look', async () => {
  const { page, faults } = await course.open('#/teach/gradebook')
  await page.getByLabel('Its link').fill(toLink(assignment).code)
  await page.getByRole('button', { name: 'Open the link' }).click()
  const give = (label: string, name: string, data: Uint8Array | string) =>
    page.getByLabel(label).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(data) })
  await give('Zips of receipts', 'class.zip', classZip)
  await page.getByText('2 students.').waitFor()
  await page.getByText('“essay.pdf” is a PDF document').waitFor()
  await give('Choose the held-out text', 'secret.txt', heldOutText)
  await page.getByRole('button', { name: 'Measure 2 models' }).click()
  await page.getByText('All models are measured').waitFor()
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  expect(await row('Anna Meier').innerText()).toMatch(/100 passed|100\s[\s\S]*3\.\d\d\d bits/)
  // The receipt of one step claims 2 bits as well.
  expect(await row('Ben Boast').innerText()).toMatch(/0\s[\s\S]*4\.\d\d\d bits/)
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
