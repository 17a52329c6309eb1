/** The past of every run: states at steps on the way, kept in storage within a budget of bytes. */
import { CourseError } from '../core/errors.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import { capacity, mostCrowded } from '../core/train/thinning.ts'
import { Folders } from '../storage/folders.ts'
import { takeLock } from '../storage/lock.ts'
import { memoryBlobs } from '../storage/memory.ts'

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
  /** of runs that are written here, so that a state more does not read the notes of all the others again */
  private readonly known = new Map<string, SnapshotNote[]>()
  /** of models that are not kept */
  private readonly inMemory = new Folders<SnapshotNote>(memoryBlobs(), 'snapshots')
  private readonly passing = new Set<string>()

  constructor(
    private readonly folders: Promise<Folders<SnapshotNote>>,
    private readonly budgetBytes = BUDGET_BYTES,
  ) {}

  /** The past of this model is to be in memory alone. */
  holdInMemory(modelId: string): void {
    this.passing.add(modelId)
  }

  /** Forgets a past that was in memory alone. */
  async letGo(modelId: string): Promise<void> {
    if (!this.passing.has(modelId)) return
    await this.forget(modelId)
    this.passing.delete(modelId)
  }

  /** The steps of a run that are kept, ascending. */
  async steps(modelId: string): Promise<number[]> {
    return (await this.notes(modelId)).map(({ step }) => step)
  }

  /**
   * Keeps a state; where the budget is full, the state that is missed least goes. The caller holds the model's lock.
   * A turn that cannot be kept costs all that was before it: steps computed from there would be another run's.
   * @returns the steps that are kept
   * @throws CourseError 'storage-full' or 'storage-failed'
   */
  async keep(modelId: string, state: Snapshot, totalSteps: number, turn: boolean): Promise<number[]> {
    const note: SnapshotNote = { modelId, step: state.step, cursor: state.cursor, totalSteps, turn }
    const write = async () => (await this.of(modelId)).commit(folderOf(modelId, state.step), new Map([[FILE, pack(state)]]), note)
    // What came later came of the way that is left here.
    if (turn) await this.forget(modelId, state.step)
    await write().catch(async (error) => {
      if (!turn) throw error
      await this.forget(modelId)
      await write()
    })
    const before = this.known.get(modelId) ?? (await this.notes(modelId))
    const notes = [...before.filter(({ step }) => step !== state.step), note].sort((a, b) => a.step - b.step)
    const kept = await this.thinned(modelId, notes, capacity(this.budgetBytes, 12 * state.weights.length))
    this.known.set(modelId, kept)
    return kept.map(({ step }) => step)
  }

  /** Turns stay as long as anything else can go; after that the oldest state goes, and what lay before the next is forgotten. */
  private async thinned(modelId: string, notes: SnapshotNote[], room: number): Promise<SnapshotNote[]> {
    const turns = new Set(notes.filter(({ turn }) => turn).map(({ step }) => step))
    let left = notes
    while (left.length > room) {
      const gone =
        mostCrowded(
          left.map(({ step }) => step),
          turns,
        ) ?? left[0]!.step
      await (await this.of(modelId)).remove(folderOf(modelId, gone))
      left = left.filter(({ step }) => step !== gone)
    }
    return left
  }

  /** The last kept state at or before `step`. @throws CourseError 'not-found' where none is kept */
  async before(modelId: string, step: number): Promise<{ state: Snapshot; totalSteps: number }> {
    const nearest = (await this.steps(modelId)).filter((kept) => kept <= step).at(-1)
    if (nearest === undefined) {
      throw new CourseError(
        'not-found',
        `Nothing of this model's past is kept from step ${step} or before.`,
        'Its latest state can still be opened and trained on.',
      )
    }
    const { files, description } = await (await this.of(modelId)).open(folderOf(modelId, nearest))
    const { cursor, totalSteps } = description
    return { state: { ...unpack(files.get(FILE)!), step: nearest, cursor }, totalSteps }
  }

  /** Forgets what came after `step`, or everything: the run goes another way from there, or the model is deleted. */
  async forget(modelId: string, after = -1): Promise<void> {
    const folders = await this.of(modelId)
    this.known.delete(modelId)
    for (const { step } of await this.notes(modelId)) if (step > after) await folders.remove(folderOf(modelId, step))
  }

  /** Makes room on a full disk: a past goes, `first`'s own before that of others. False where nothing is left to go. */
  async giveWay(first: string): Promise<boolean> {
    const owners = await this.owners()
    const owner = owners.includes(first) ? first : owners[0]
    if (owner === undefined) return false
    await this.forget(owner)
    return true
  }

  /** Forgets the past of models that are no more, or were never saved: what a crash left behind. */
  async sweep(exists: (modelId: string) => Promise<boolean>): Promise<void> {
    for (const owner of await this.owners()) {
      if (await exists(owner)) continue
      // Where it is in training, here or in another tab, it will be saved there.
      const release = await takeLock(`model/${owner}`, 'This model').catch(() => null)
      if (!release) continue
      try {
        if (!(await exists(owner))) await this.forget(owner)
      } finally {
        release()
      }
    }
  }

  private async of(modelId: string): Promise<Folders<SnapshotNote>> {
    return this.passing.has(modelId) ? this.inMemory : this.folders
  }

  private async owners(): Promise<string[]> {
    return [...new Set((await (await this.folders).ids()).map(ownerOf))]
  }

  private async notes(modelId: string): Promise<SnapshotNote[]> {
    const all = await (await this.of(modelId)).list((id) => ownerOf(id) === modelId)
    return all.map(({ description }) => description).sort((a, b) => a.step - b.step)
  }
}

const folderOf = (modelId: string, step: number): string => `${modelId}.${step}`
const ownerOf = (folder: string): string => folder.slice(0, folder.lastIndexOf('.'))

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
