/** What is to be graded by running: for each student and each task that asks for a model, the model that was handed in last. */
import { wholeFiles } from '../../core/checkpoint/source.ts'
import { type Assignment, itemKey, type Task } from '../assignment/assignment.ts'
import { hashOf } from '../canonical.ts'
import type { Student } from '../submissions/students.ts'
import { TeachError } from '../teachError.ts'
import type { Attempt, ModelRecord } from '../receipt/receipt.ts'
import type { GradeJob } from './graded.ts'
import type { Waiting } from './pool.ts'

export const modelTasks = ({ items }: Assignment): Task[] => items.flatMap((item) => (item.kind === 'task' && item.model ? item : []))

export const jobId = (student: Student, item: string): string => JSON.stringify([student.key, item])

/** The attempt that the handed-in model is of: the latest with one; undefined where none was handed in. */
export const attemptWithModel = (student: Student, item: string): Attempt | undefined =>
  student.records.find((record) => record.item === item)?.attempts.findLast(({ model }) => model !== null)

export interface JobOptions {
  heldOut: string
  /** seconds for training again from the seed; 0: not */
  retrain: number
}

export interface ModelJob extends Waiting {
  /** hash of its weights, as the receipt says it */
  model: string
}

/** One for each model that was handed in, in the order of students; files are read when their turn comes. */
export function jobsOf(assignment: Assignment, students: readonly Student[], { heldOut, retrain }: JobOptions): ModelJob[] {
  return students.flatMap((student) =>
    modelTasks(assignment).flatMap((task) => {
      const item = itemKey(task)
      const claim = attemptWithModel(student, item)?.model
      if (!claim) return []
      const id = jobId(student, item)
      const text = assignment.text?.content
      return {
        id,
        model: claim.weights.sha256,
        load: async (): Promise<GradeJob> => ({
          id,
          files: await filesOf(student, item, claim),
          heldOut,
          claim,
          retrain: retrain > 0 && text !== undefined ? { text, seconds: retrain } : null,
        }),
      }
    }),
  )
}

/** From the receipt whose weights are those of the attempt; else from the latest that has the folder. */
async function filesOf(student: Student, item: string, claim: ModelRecord): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  let latest: Map<string, Uint8Array<ArrayBuffer>> | undefined
  for (const { submission } of student.receipts.toReversed()) {
    const sources = (await submission.open()).models.get(item)
    if (!sources) continue
    const files = await wholeFiles(sources, [...sources.keys()])
    if ([...files].some(([name, data]) => /\.safetensors$/.test(name) && hashOf(data) === claim.weights.sha256)) return files
    latest ??= files
  }
  if (latest) return latest
  throw new TeachError(
    'bad-receipt',
    `The receipt speaks of a model for “${item}”, but has no files under models/${item}/.`,
    'Ask for it again.',
  )
}
