/** A class of two that hands in models: one that has learned, and one that only claims so. */
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
