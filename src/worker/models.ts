/** The models that are there, of every kind: those made and imported here, in storage or in memory alone, and those shipped with the course. */
import type { Model, ModelFolder } from '../core/checkpoint/hfFolder.ts'
import type { SourceFolder } from '../core/checkpoint/source.ts'
import { CourseError } from '../core/errors.ts'
import { adapted, languageModelOf } from '../core/saved/languageModel.ts'
import { readSaved, type Saved, writeSaved } from '../core/saved/saved.ts'
import { Folders } from '../storage/folders.ts'
import { takeLock } from '../storage/lock.ts'
import { memoryBlobs } from '../storage/memory.ts'
import type { Environment } from './environment.ts'
import { importedSummary } from './kinds.ts'
import type { ModelSummary, UnsavedModel } from './protocol.ts'
import { isShipped, ShippedModels } from './shipped.ts'

/** A model as what answers with tokens in it. */
export interface StoredModel {
  summary: ModelSummary
  model: Model
}

/** A model as its files say it. */
export interface StoredFiles {
  summary: ModelSummary
  saved: Saved
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

  /** @throws CourseError 'not-found' for a model that is no more, without reading it */
  async mustBeHere(id: string): Promise<void> {
    if (isShipped(id) || (await this.has(id))) return
    throw new CourseError(
      'not-found',
      `The model "${id}" is no longer here.`,
      'It may have been deleted in another tab. Choose another one.',
    )
  }

  /** When it was last saved: another number, other weights. 0 for one that is not there, or never changes. */
  async savedAt(id: string): Promise<number> {
    return (await (await this.where(id)).find(id))?.description.savedAt ?? 0
  }

  /** Reads and checks a model, as what it is. @throws CourseError 'not-found', 'storage-failed' or 'bad-checkpoint' */
  async open(id: string): Promise<StoredFiles> {
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
    return { summary: summaryIn({ description, bytes }), saved: await readSaved(files) }
  }

  /** As `open`, as what answers with tokens; adapters are put into their base. */
  async load(id: string): Promise<StoredModel> {
    const { summary, saved } = await this.open(id)
    if (saved.kind !== 'adapter') return { summary, model: languageModelOf(saved) }
    return { summary, model: adapted((await this.baseOf(summary)).model, saved.files).model }
  }

  /** Saves a model's files under its summary's id. The caller holds its lock. */
  async save(files: ModelFolder, summary: UnsavedModel): Promise<ModelSummary> {
    const saved = await commitTo(await this.folders, files, summary)
    await this.inMemory.remove(summary.id)
    return saved
  }

  /** Holds a model in memory, for as long as the page lives; from then on it is what is read under its id. `listed`: as one that could not be saved. */
  async holdInMemory(files: ModelFolder, summary: UnsavedModel, listed: boolean): Promise<void> {
    if (listed) this.passing.delete(summary.id)
    else this.passing.add(summary.id)
    await commitTo(this.inMemory, files, summary)
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
    const { summary, saved } = await this.open(id)
    const origin = summary.origin === 'shipped' ? 'imported' : summary.origin
    return this.save(writeSaved(saved), { ...summary, id: newId(), name: `${summary.name} (copy)`, origin, underWay: undefined })
  }

  async remove(id: string): Promise<void> {
    this.refuseShipped(id, 'deleted')
    await this.locked(id, async () => {
      await this.letGo(id)
      await (await this.folders).remove(id)
    })
  }

  /**
   * Checks the files of a model, of whatever kind, then keeps them. What is wrong costs nothing that was there; most of it is found before the weights are read.
   * @param baseId the model that adapters belong to
   */
  async import(files: SourceFolder, name: string, baseId?: string): Promise<ModelSummary> {
    const saved = await readSaved(files)
    const own = { id: newId(), name: name.slice(0, 120) || 'imported model', origin: 'imported' as const }
    const base = saved.kind === 'adapter' ? await this.chosenBase(baseId) : undefined
    return this.save(writeSaved(saved), importedSummary(saved, own, base))
  }

  private async chosenBase(id: string | undefined): Promise<StoredModel> {
    if (id !== undefined) return this.load(id)
    throw new CourseError(
      'bad-checkpoint',
      'These are adapters, which are no model without the one that they were trained on, and no model is open.',
      'Open that model first, and import the adapters again.',
    )
  }

  /** The model that adapters were made for, if it still is what it was. */
  private async baseOf({ name, lineage }: ModelSummary): Promise<StoredModel> {
    const from = lineage?.from
    const base = from && (await this.load(from.id).catch((error) => (isGone(error) ? null : Promise.reject(error))))
    if (base && base.summary.step === from.step) return base
    throw new CourseError(
      'not-found',
      base
        ? `"${name}" are adapters for "${from.name}" at step ${from.step}, which has gone on to step ${base.summary.step}: they do not fit it any more.`
        : `"${name}" are adapters, and the model that they sit on${from ? `, "${from.name}",` : ''} is no longer here.`,
      'Import that model as it was, open it, and import the adapters again.',
    )
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

const isGone = (error: unknown): boolean => error instanceof CourseError && error.code === 'not-found'

async function commitTo(folders: Folders<ModelSummary>, files: ModelFolder, summary: UnsavedModel): Promise<ModelSummary> {
  const bytes = [...files.values()].reduce((sum, data) => sum + data.length, 0)
  const saved = { ...summary, savedAt: Date.now(), bytes }
  await folders.commit(summary.id, files, saved)
  return saved
}

/** Models that were saved before there were kinds are language models. */
const summaryIn = ({ description, bytes }: { description: ModelSummary; bytes: number }): ModelSummary => ({
  ...description,
  ...(description.kind === undefined && { kind: 'language' }),
  bytes,
})

export const newId = (): string => crypto.randomUUID().slice(0, 13)
