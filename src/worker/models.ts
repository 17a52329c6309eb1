/** The models that are there: those trained and imported here, in storage or in memory alone, and those shipped with the course. */
import { type Model, type ModelFolder, writeModelFolder } from '../core/checkpoint/hfFolder.ts'
import type { SourceFolder } from '../core/checkpoint/source.ts'
import { CourseError } from '../core/errors.ts'
import { readSavedSources } from '../core/saved/saved.ts'
import { Folders } from '../storage/folders.ts'
import { takeLock } from '../storage/lock.ts'
import { memoryBlobs } from '../storage/memory.ts'
import type { Environment } from './environment.ts'
import { summaryOf } from './modelRecord.ts'
import type { ModelSummary } from './protocol.ts'
import { isShipped, ShippedModels } from './shipped.ts'

export interface StoredModel {
  summary: ModelSummary
  model: Model
}

export class Models {
  private readonly shipped: ShippedModels
  /** those that are not in storage: they could not be, or are not to be */
  private readonly inMemory = new Folders<ModelSummary>(memoryBlobs(), 'models')
  /** of them, those that are nobody's to keep */
  private readonly passing = new Set<string>()

  constructor(
    env: Environment,
    private readonly folders: Promise<Folders<ModelSummary>>,
  ) {
    this.shipped = new ShippedModels(env)
  }

  /** Newest first, the shipped ones last. */
  async list(): Promise<ModelSummary[]> {
    const [own, shipped] = await Promise.all([this.listOwn(), this.shipped.list()])
    return [...own, ...shipped]
  }

  /** Without the shipped ones, newest first. */
  async listOwn(): Promise<ModelSummary[]> {
    const held = (await this.inMemory.list((id) => !this.passing.has(id))).map(summaryIn)
    const stored = (await (await this.folders).list((id) => !held.some((model) => model.id === id))).map(summaryIn)
    return [...held.map((model) => ({ ...model, inMemory: true })), ...stored].sort((a, b) => b.savedAt - a.savedAt)
  }

  /** True for a model that was saved here. */
  async has(id: string): Promise<boolean> {
    return (await (await this.where(id)).find(id)) !== null
  }

  /** Reads and checks a model. @throws CourseError 'not-found', 'storage-failed' or 'bad-checkpoint' */
  async load(id: string): Promise<StoredModel> {
    if (isShipped(id)) {
      const shipped = await this.shipped.load(id)
      if (shipped) return shipped
      throw new CourseError(
        'not-found',
        'The model that comes with the course could not be loaded.',
        'Train one of your own, or reload the page.',
      )
    }
    const { files, description, bytes } = await (await this.where(id)).openParts(id)
    return { summary: { ...description, bytes }, model: (await readSavedSources(files)).model }
  }

  /** Saves a model under its summary's id. The caller holds its lock. */
  async save(model: Model, summary: Omit<ModelSummary, 'savedAt' | 'bytes'>): Promise<ModelSummary> {
    const saved = await this.commit(writeModelFolder(model), summary)
    await this.inMemory.remove(summary.id)
    return saved
  }

  /** Holds a model in memory, for as long as the page lives; from then on it is what is read under its id. `listed`: as one that could not be saved. */
  async holdInMemory(model: Model, summary: Omit<ModelSummary, 'savedAt' | 'bytes'>, listed: boolean): Promise<void> {
    if (listed) this.passing.delete(summary.id)
    else this.passing.add(summary.id)
    await commitTo(this.inMemory, writeModelFolder(model), summary)
  }

  /** Forgets a model that memory alone has. */
  async letGo(id: string): Promise<void> {
    await this.inMemory.remove(id)
    this.passing.delete(id)
  }

  async rename(id: string, name: string): Promise<void> {
    const trimmed = name.trim().slice(0, 120)
    if (!trimmed) throw new CourseError('bad-argument', 'The name is empty.', 'Give the model a name of at least one character.')
    this.refuseShipped(id, 'renamed')
    await this.locked(id, async () => {
      const folders = await this.where(id)
      const { files, description } = await folders.open(id)
      await folders.commit(id, files, { ...description, name: trimmed })
    })
  }

  async duplicate(id: string): Promise<ModelSummary> {
    const { summary, model } = await this.load(id)
    const origin = summary.origin === 'shipped' ? 'imported' : summary.origin
    return this.save(model, { ...summary, id: newId(), name: `${summary.name} (copy)`, origin })
  }

  async remove(id: string): Promise<void> {
    this.refuseShipped(id, 'deleted')
    await this.locked(id, async () => {
      await this.letGo(id)
      await (await this.folders).remove(id)
    })
  }

  /** Checks the files of a model folder, then keeps them. What is wrong costs nothing that was there; most of it is found before the weights are read. */
  async import(files: SourceFolder, name: string): Promise<ModelSummary> {
    const { model } = await readSavedSources(files)
    const summary = summaryOf(model, {
      id: newId(),
      name: name.slice(0, 120) || 'imported model',
      origin: 'imported',
      savedAt: 0,
      bytes: 0,
    })
    return this.commit(writeModelFolder(model), summary)
  }

  private async commit(files: ModelFolder, summary: Omit<ModelSummary, 'savedAt' | 'bytes'>): Promise<ModelSummary> {
    return commitTo(await this.folders, files, summary)
  }

  private async where(id: string): Promise<Folders<ModelSummary>> {
    return (await this.inMemory.find(id)) ? this.inMemory : this.folders
  }

  private async locked<T>(id: string, work: () => Promise<T>): Promise<T> {
    const release = await takeLock(`model/${id}`, 'This model')
    try {
      return await work()
    } finally {
      release()
    }
  }

  private refuseShipped(id: string, what: string): void {
    if (isShipped(id))
      throw new CourseError('bad-argument', `A model that comes with the course cannot be ${what}.`, 'Duplicate it, and change the copy.')
  }
}

async function commitTo(
  folders: Folders<ModelSummary>,
  files: ModelFolder,
  summary: Omit<ModelSummary, 'savedAt' | 'bytes'>,
): Promise<ModelSummary> {
  const bytes = [...files.values()].reduce((sum, data) => sum + data.length, 0)
  const saved = { ...summary, savedAt: Date.now(), bytes }
  await folders.commit(summary.id, files, saved)
  return saved
}

const summaryIn = ({ description, bytes }: { description: ModelSummary; bytes: number }): ModelSummary => ({ ...description, bytes })

export const newId = (): string => crypto.randomUUID().slice(0, 13)
