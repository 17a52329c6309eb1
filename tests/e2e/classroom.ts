/** A class of two that hands in models: one that has learned, and one that only claims so. */
import type { Locator, Page } from 'playwright'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import { zipOf } from '../../src/teach/anyZip.ts'
import { assignmentHash, checkAssignment, ownTextOf } from '../../src/teach/assignment/assignment.ts'
import { hashOf } from '../../src/teach/canonical.ts'
import { trainedFolder, trainingText } from '../../src/teach/grading/testing/trained.ts'
import { writeReceipt } from '../../src/teach/receipt/write.ts'

export const classAssignment = checkAssignment(
  {
    title: 'Small and good',
    items: [
      { kind: 'task', id: 'small', title: 'Small', where: { kind: 'lab' }, goal: 'bitsPerCharacter < 3.5', model: true },
      { kind: 'task', id: 'why', title: 'Why?', where: { kind: 'words' } },
    ],
    text: ownTextOf('Sentences', trainingText),
  },
  'The example cannot be read:',
  '',
)

/** Their submissions as Moodle packs them, with a file among them that is no receipt. */
export async function classZip(): Promise<Uint8Array> {
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
        assignment: { sha256: assignmentHash(classAssignment), title: classAssignment.title },
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
  return zipOf(files)
}

/** On the Assign page: one more task, a figure that counts a model's parameters. @returns the task's fields, its goal still empty */
export async function addCountTask(desk: Page): Promise<Locator> {
  await desk.getByRole('button', { name: 'Add a task' }).click()
  const task = desk
    .locator('section', { has: desk.getByRole('heading', { name: 'Tasks of your own' }) })
    .locator('fieldset')
    .last()
  await task.getByRole('textbox', { name: 'Task', exact: true }).fill('Count')
  await task.getByRole('combobox', { name: 'Done' }).selectOption('widget')
  await task.getByRole('searchbox', { name: 'Search the figures' }).fill('model-count')
  await task.getByRole('button', { name: /model-count/ }).click()
  return task
}
