/** The one training loop as a job: heard, stopped and saved as it goes, through lost devices, until it is done, or fails with its last good state kept. */
import type { ModelConfig } from '../core/config.ts'
import { pointOf } from '../core/curve.ts'
import { CourseError, type PlainError, toPlainError } from '../core/errors.ts'
import type { Loop, RunOptions } from '../core/train/loop.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import type { LiveModel } from './askedModels.ts'
import type { Devices, OpenDevice } from './device.ts'
import type { Environment } from './environment.ts'
import { History, type Remembered } from './history.ts'
import type { Task } from './jobs.ts'
import type { Outbox } from './outbox.ts'
import type { JobEnding, JobView, ModelSummary, UnsavedModel } from './protocol.ts'
import type { ModelFolder } from '../core/checkpoint/hfFolder.ts'
import { type Watchdog, watch } from './watchdog.ts'

/** What every such job is. */
export interface LoopJobPlan {
  modelId: string
  /** as it was called when it began; it may be renamed on the way */
  name: string
  /** false: it lives in memory alone, and is saved there when it ends, or is asked for */
  keep: boolean
  /** the model that is trained, whose kernels the device is tried with */
  config: ModelConfig
  totalSteps: number
  remembered?: Remembered
  /** to go on from */
  state?: Snapshot
}

export interface LoopJobTools {
  env: Environment
  devices: Devices
  /** Saves files under the summary's id, where this job's model is kept. */
  save(job: LoopJob, files: ModelFolder, summary: UnsavedModel): Promise<void>
  /** Keeps in memory what could not be saved at the end. */
  hold(job: LoopJob, files: ModelFolder, summary: UnsavedModel): Promise<void>
  /** Called when everything is saved and freed, before the last event goes out. */
  ended(job: LoopJob): void
}

/** What is saved of a job's model. */
export interface Written {
  files: ModelFolder
  summary: UnsavedModel
}

export abstract class LoopJob<L extends Loop = Loop> implements Task {
  readonly history: History
  name: string
  protected loop!: L
  protected device!: OpenDevice
  /** of undisturbed steps, for predictions */
  protected fastestStepMs = Number.POSITIVE_INFINITY
  private watchdog: Watchdog | undefined
  private stopRequested = false
  /** what it left behind when it ended */
  private left: Snapshot | undefined
  private savedStep = -1
  /** whether that save was made in mid-run */
  private savedUnderWay = false
  private saveError: PlainError | undefined
  private saveWanted = false
  private writing: Promise<void> = Promise.resolve()
  private secondsLeft: number | null = null
  private saveTried!: () => void
  private readonly firstSave = new Promise<void>((resolve) => {
    this.saveTried = resolve
  })

  constructor(
    protected readonly about: LoopJobPlan,
    protected readonly tools: LoopJobTools,
    protected readonly outbox: Outbox,
  ) {
    this.name = about.name
    this.history = new History(about.remembered)
  }

  /** Allocates the loop, at `state` if one is given; throws as the loop's `create` does. */
  protected abstract create(device: OpenDevice, state: Snapshot | undefined): Promise<L>
  /** What the page shows of the model as it is by now, without its numbers. */
  abstract get model(): ModelSummary
  /** The model at a state, ready to be saved; `done`: nothing is left to go on with. */
  abstract written(state: Snapshot, done: boolean): Written | Promise<Written>
  /** The model as what answers with tokens, to be asked between steps. */
  abstract asked(): LiveModel
  /** Before the first step, also after a lost device. */
  protected begin?(): Promise<void>
  /** Between two steps; messages have been let in. */
  protected between?(): Promise<void>
  /** After the last step, before the last save. */
  protected finish?(): Promise<void>
  /** What else is told of the loop. */
  protected options?(isCurrent: () => boolean): RunOptions
  /** The device was lost, and the loop goes on from here. */
  protected rewound?(): void
  /** Frees what goes with the job, and learns from it. */
  protected tidyUp?(): Promise<void>

  get modelId(): string {
    return this.about.modelId
  }

  get keep(): boolean {
    return this.about.keep
  }

  get step(): number {
    return this.left?.step ?? this.loop.steps
  }

  /** Allocates; throws as `create` does, and then nothing has begun. */
  async prepare(): Promise<void> {
    this.device = await this.tools.devices.getFor(this.about.config)
    this.loop = await this.create(this.device, this.about.state)
  }

  progress(): Pick<JobView, 'step' | 'totalSteps' | 'secondsLeft' | 'unsaved'> & { name: string } {
    const { name, step, secondsLeft, about } = this
    return { name, step, totalSteps: about.totalSteps, secondsLeft, unsaved: this.saveError !== undefined }
  }

  /** The flat weights as they are between two steps. */
  async weights(): Promise<Float32Array> {
    return this.left?.weights ?? this.loop.store.read('weight')
  }

  /** The whole state as it is between two steps. */
  async snapshot(): Promise<Snapshot> {
    return this.left ?? this.loop.snapshot()
  }

  /** Resolves when the model is where others can open it, or cannot be. */
  async beSaved(): Promise<void> {
    if (this.savedStep >= 0 || this.left) return
    this.saveWanted = true
    this.loop.saveSoon()
    await this.firstSave
  }

  /** Saves what is reached by now. @throws CourseError where that fails; the job goes on */
  async saveAgain(): Promise<void> {
    await this.write(await this.snapshot())
    if (this.saveError) throw new CourseError(this.saveError.code, this.saveError.message, this.saveError.hint)
  }

  stop(): void {
    this.stopRequested = true
  }

  async go(): Promise<JobEnding> {
    let status: JobEnding['status']
    let error: PlainError | undefined
    try {
      status = await this.trainThroughLosses()
    } catch (thrown) {
      status = 'failed'
      error = toPlainError(thrown)
    }
    this.left = await this.saveNow()
    await this.free().catch(() => {})
    this.tools.ended(this)
    return { status, step: this.left.step, ...(error ? { error } : {}) }
  }

  /** Stop was asked for: whatever takes time gives up. */
  protected get stopping(): boolean {
    return this.stopRequested
  }

  protected alive(): void {
    this.watchdog?.alive()
  }

  /** Between two parts of something that takes time: lets messages in, Stop among them. */
  protected async mustStop(): Promise<boolean> {
    this.watchdog?.alive()
    await this.tools.env.yieldToMessages()
    return this.stopRequested
  }

  /** What fails here, on a device that is gone, must not keep the last event back. */
  private async free(): Promise<void> {
    this.loop.destroy()
    await this.tidyUp?.()
  }

  /** A lost device is opened again, or replaced by the CPU, and the job goes on from the last good state. */
  private async trainThroughLosses(): Promise<'done' | 'stopped'> {
    for (;;) {
      try {
        return await this.train()
      } catch (error) {
        if (!(error instanceof CourseError) || error.code !== 'device-lost') throw error
        await this.tools.devices.discard(this.device.runtime)
        const state = this.loop.lastGood
        this.device = await this.tools.devices.getFor(this.about.config)
        this.loop = await this.create(this.device, state)
        this.history.rewind(state.step)
        this.rewound?.()
      }
    }
  }

  private async train(): Promise<'done' | 'stopped'> {
    const { loop } = this
    // An attempt on a lost device may wake up late; it must not speak any more.
    const isCurrent = () => this.loop === loop
    const watchdog = watch(this.device.runtime, this.tools.env)
    this.watchdog = watchdog
    const attempt = this.steps(loop, isCurrent)
    attempt.catch(() => {})
    try {
      return await Promise.race([attempt, watchdog.failure])
    } finally {
      watchdog.stop()
    }
  }

  private async steps(loop: L, isCurrent: () => boolean): Promise<'done' | 'stopped'> {
    await this.begin?.()
    const ended = await loop.run({
      ...this.options?.(isCurrent),
      now: this.tools.env.now,
      shouldStop: () => this.stopRequested || !isCurrent(),
      onStep: (report) => {
        if (!isCurrent()) return
        this.watchdog?.alive(report.stepMs)
        this.fastestStepMs = Math.min(this.fastestStepMs, report.stepMs)
        this.secondsLeft = report.secondsLeft
        this.history.step(pointOf(report))
        this.outbox.step(report)
      },
      yieldNow: async () => {
        if (!isCurrent()) return
        this.watchdog?.alive()
        await this.tools.env.yieldToMessages()
        this.outbox.flushIfDue()
        await this.between?.()
        // One that is not kept is written when somebody asks for its past.
        if (!this.keep && this.saveWanted && isCurrent()) {
          this.saveWanted = false
          await this.write(await loop.snapshot())
        }
        this.watchdog?.alive()
      },
      // The steps wait: written beside them, a save would take many times as long, and lose as much in a crash.
      ...(this.keep && { save: async (state) => (isCurrent() && !this.stopRequested ? this.write(state) : undefined) }),
    })
    if (ended === 'done' && isCurrent()) await this.finish?.()
    return ended
  }

  /** The last save. A device that is gone has no newer state than the last good one. */
  private async saveNow(): Promise<Snapshot> {
    const state = await this.loop.snapshot().catch(() => this.loop.lastGood)
    if (state.step !== this.savedStep || this.savedUnderWay || this.saveError || this.finish) await this.write(state, false)
    if (this.saveError) await this.hold(state).catch(() => {})
    return state
  }

  private async hold(state: Snapshot): Promise<void> {
    const { files, summary } = await this.written(state, this.isDone(state))
    await this.tools.hold(this, files, summary)
  }

  /** One save after the other. A failed one does not end a job: it is told at once, and tried again. */
  private write(state: Snapshot, underWay = true): Promise<void> {
    const write = async (): Promise<void> => {
      try {
        const { files, summary } = await this.written(state, this.isDone(state))
        await this.tools.save(this, files, { ...summary, ...(underWay && { underWay }) })
        this.saveError = undefined
        this.savedStep = state.step
        this.savedUnderWay = underWay
        if (this.keep) this.outbox.tell({ type: 'saved', step: state.step, at: Date.now() })
      } catch (error) {
        this.saveError = toPlainError(error)
        this.outbox.tell({ type: 'unsaved', step: state.step, error: this.saveError })
      }
      this.saveTried()
    }
    this.writing = this.writing.then(write)
    return this.writing
  }

  private isDone({ step }: Snapshot): boolean {
    return step >= this.about.totalSteps
  }
}
