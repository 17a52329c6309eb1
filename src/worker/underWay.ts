/** The job that has the device, and its model: asked between steps, renamed, saved as it goes, kept in memory where it cannot be saved. */
import type { ModelFolder } from '../core/checkpoint/hfFolder.ts'
import { CourseError } from '../core/errors.ts'
import { writeSaved } from '../core/saved/saved.ts'
import { takeLock } from '../storage/lock.ts'
import { askToPersist } from '../storage/open.ts'
import type { AskedModels, LiveModel } from './askedModels.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import type { LoopJob, LoopJobTools } from './loopJob.ts'
import type { Models } from './models.ts'
import type { ModelSummary, UnsavedModel } from './protocol.ts'
import type { Snapshots } from './snapshots.ts'

export class UnderWay {
  private active: LoopJob | null = null
  /** the same, to be asked between steps */
  private asking: LiveModel | null = null

  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
    private readonly models: Models,
    private readonly snapshots: Snapshots,
    private readonly asked: AskedModels,
  ) {}

  /** Makes the job ready, under the lock of its model. Throws what keeps it from that, and then nothing has begun. */
  async launch<J extends LoopJob>(modelId: string, make: (tools: LoopJobTools) => J): Promise<J> {
    const release = await takeLock(`model/${modelId}`, 'This model')
    try {
      const job = make(this.tools(release))
      if (!job.keep) this.snapshots.holdInMemory(modelId)
      await job.prepare()
      this.active = job
      this.asking = job.asked()
      this.asked.forget(modelId)
      if (job.keep) void askToPersist()
      return job
    } catch (error) {
      release()
      throw error
    }
  }

  /** The model in training, as it is now; null if none is, or none that is kept. */
  get summary(): ModelSummary | null {
    return this.active?.keep ? this.active.model : null
  }

  /** Changes the name of the model in training; the next save keeps it. */
  rename(name: string): void {
    if (this.active) this.active.name = name.trim().slice(0, 120) || this.active.name
  }

  /** The job that makes this model; null where none does. */
  of(modelId: string): LoopJob | null {
    return this.active?.modelId === modelId ? this.active : null
  }

  /** Where the model is in training: waits until it can be read where models are kept. */
  async beSaved(modelId: string): Promise<void> {
    await this.of(modelId)?.beSaved()
  }

  /** The model in training, to be asked between steps. */
  live(modelId: string): { model: LiveModel; summary: ModelSummary } | null {
    const job = this.of(modelId)
    return job && this.asking ? { model: this.asking, summary: job.model } : null
  }

  /** The files of the model in training as it is now; null where it is not in training. */
  async now(modelId: string): Promise<{ name: string; files: ModelFolder } | null> {
    const job = this.of(modelId)
    if (!job) return null
    const { files, summary } = await job.written(await job.snapshot(), false)
    return { name: summary.name, files }
  }

  /** Saves a model that could not be saved before. @throws CourseError 'storage-full' or 'storage-failed' */
  async saveAgain(modelId: string): Promise<void> {
    const job = this.of(modelId)
    if (job) return job.saveAgain()
    const { saved, summary } = await this.models.open(modelId)
    await this.save(writeSaved(saved), summary)
  }

  /** Saves a model; where the disk is full, its past gives way. */
  async save(files: ModelFolder, summary: UnsavedModel): Promise<void> {
    for (;;) {
      try {
        return void (await this.models.save(files, summary))
      } catch (error) {
        // The present is worth more than the past, of which the seed gives back the most.
        const full = error instanceof CourseError && error.code === 'storage-full'
        if (!full || !(await this.snapshots.giveWay(summary.id))) throw error
      }
    }
  }

  private tools(release: () => void): LoopJobTools {
    return {
      env: this.env,
      devices: this.devices,
      save: async (job, files, summary) =>
        job.keep ? this.save(files, summary) : void (await this.models.holdInMemory(files, summary, false)),
      hold: (job, files, summary) => this.models.holdInMemory(files, summary, job.keep),
      ended: (job) => {
        if (this.asking) void this.asked.keep(this.asking, job.model)
        this.active = null
        release()
        void this.devices.tune()
      },
    }
  }
}
