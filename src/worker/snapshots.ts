/** The past of every run: states at steps on the way, kept in storage within a budget of bytes. */
import { CourseError } from '../core/errors.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import { capacity, mostCrowded } from '../core/train/thinning.ts'
import type { Folders } from '../storage/folders.ts'

/** What is written beside the numbers of a kept state. */
export interface SnapshotNote {
  modelId: string
  step: number
  cursor: number
  /** the run's total when it went on from here: the learning rate of the steps that follow depends on it */
  totalSteps: number
  /** the run went on another way here (more steps, another device), so what follows cannot be computed from before */
  turn: boolean
}

/** For one run: about 80 states of a model of 35,000 parameters, 8 of one of 350,000. */
const BUDGET_BYTES = 32 * 2 ** 20
const FILE = 'state.f32'

export class Snapshots {
  constructor(private readonly folders: Promise<Folders<SnapshotNote>>) {}

  /** The steps of a run that are kept, ascending. */
  async steps(modelId: string): Promise<number[]> {
    return (await this.notes(modelId)).map(({ step }) => step)
  }

  /** Keeps a state; where the budget is full, the state that is missed least goes. @returns the steps that are kept */
  async keep(modelId: string, state: Snapshot, totalSteps: number, turn: boolean): Promise<number[]> {
    const folders = await this.folders
    const note: SnapshotNote = { modelId, step: state.step, cursor: state.cursor, totalSteps, turn }
    await folders.commit(folderOf(modelId, state.step), new Map([[FILE, pack(state)]]), note)
    const notes = await this.notes(modelId)
    const turns = new Set(notes.filter((each) => each.turn).map(({ step }) => step))
    const room = capacity(BUDGET_BYTES, 12 * state.weights.length)
    let steps = notes.map(({ step }) => step)
    while (steps.length > room) {
      const gone = mostCrowded(steps, turns)
      if (gone === null) break
      await folders.remove(folderOf(modelId, gone))
      steps = steps.filter((step) => step !== gone)
    }
    return steps
  }

  /** The last kept state at or before `step`. @throws CourseError 'not-found' where none is kept */
  async before(modelId: string, step: number): Promise<{ state: Snapshot; totalSteps: number }> {
    const nearest = (await this.steps(modelId)).filter((kept) => kept <= step).at(-1)
    if (nearest === undefined) {
      throw new CourseError('not-found', `Nothing of this model's past is kept from step ${step} or before.`, 'Its latest state can still be opened and trained on.')
    }
    const { files, description } = await (await this.folders).open(folderOf(modelId, nearest))
    const { cursor, totalSteps } = description
    return { state: { ...unpack(files.get(FILE)!), step: nearest, cursor }, totalSteps }
  }

  /** Forgets what came after `step`, or everything: the run goes another way from there, or the model is deleted. */
  async forget(modelId: string, after = -1): Promise<void> {
    const folders = await this.folders
    for (const { step } of await this.notes(modelId)) if (step > after) await folders.remove(folderOf(modelId, step))
  }

  private async notes(modelId: string): Promise<SnapshotNote[]> {
    const all = await (await this.folders).list()
    return all.map(({ description }) => description).filter((note) => note.modelId === modelId).sort((a, b) => a.step - b.step)
  }
}

const folderOf = (modelId: string, step: number): string => `${modelId}.${step}`

function pack({ weights, m, v }: Snapshot): Uint8Array<ArrayBuffer> {
  const all = new Float32Array(3 * weights.length)
  all.set(weights, 0)
  all.set(m, weights.length)
  all.set(v, 2 * weights.length)
  return new Uint8Array(all.buffer)
}

function unpack(bytes: Uint8Array): Pick<Snapshot, 'weights' | 'm' | 'v'> {
  const all = new Float32Array(bytes.slice().buffer)
  const size = all.length / 3
  return { weights: all.slice(0, size), m: all.slice(size, 2 * size), v: all.slice(2 * size) }
}
