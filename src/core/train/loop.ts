/**
 * The one training loop: one step after another, heard from without being waited for, stopped at once, resumed to the bit.
 *
 * Pre-training, full fine-tuning and healing (`Trainer`), fine-tuning for a task (`FineTuner`), adapters (`LoraTrainer`) and
 * distillation (`Distiller`) are this loop with a program and batches of their own. So whoever runs one, a command or a job of the
 * worker, runs all: `create` allocates, `run(options)` trains and calls `onStep` with a `StepReport` of the same type whatever the
 * kind, `onEvaluation` where the kind is evaluated as it learns, `save` when it is time to; `snapshot()` is the state to go on
 * from, `lastGood` the one that survives the device; `destroy` frees all.
 */
import { CourseError } from '../errors.ts'
import { notANumber } from '../notANumber.ts'
import type { Owner } from '../owned.ts'
import type { ParameterStore, Program, Runtime } from '../runtime/runtime.ts'
import { SaveTimes } from './saveTimes.ts'
import { isSound, readSnapshot, type Snapshot, writeSnapshot } from './snapshot.ts'

/** What every kind of training says of each step. */
export interface StepReport {
  /** counted from 1 */
  step: number
  /** what is minimized: mean over the batch, nats per token; of fine-tuning L3, nats */
  loss: number
  learningRate: number
  /** global, before clipping */
  gradNorm: number
  stepMs: number
  tokensPerSecond: number
  /** at the pace of the last steps, without evaluations */
  secondsLeft: number
  /** what fine-tuning's loss is made of; absent of all other kinds */
  fineTuning?: FineTuningReport
}

export interface FineTuningReport {
  /** counted from 1 */
  epoch: number
  /** L2, nats per example */
  taskLoss: number
  /** L1, nats per token; null where λ is 0 */
  tokenLoss: number | null
}

export interface EvaluationReport {
  step: number
  trainLoss: number
  validationLoss: number
  bitsPerCharacter: number
}

export interface RunOptions {
  /** stop after this step; default: the run's total */
  until?: number
  onStep?: (report: StepReport) => void
  onEvaluation?: (report: EvaluationReport) => void
  /** asked before every step */
  shouldStop?: () => boolean
  /** awaited after every step, so that others get a turn */
  yieldNow?: () => Promise<void>
  /** awaited before every batch of an evaluation; true gives the evaluation up, and nothing is reported */
  giveUpEvaluation?: () => Promise<boolean>
  /** awaited with the state when it is time to save on the way (see saveTimes.ts); the state at the end is the caller's to save */
  save?: (state: Snapshot) => Promise<void>
  /** the clock that says when that is, in ms; default: the machine's */
  now?: () => number
}

/** What of a step's reads its loss is: for a report. */
export type LossOf = (reads: Float32Array[]) => Pick<StepReport, 'loss' | 'fineTuning'>

export interface LoopParts {
  /** of everything that goes with the loop, store and programs among it */
  owner: Owner
  runtime: Pick<Runtime, 'kind'>
  store: ParameterStore
  /** a step: forward, backward, update. It has `gradNorm` [1]. */
  program: Program
  /** tensors of the program that the loss is computed from */
  reads: readonly string[]
  /** of the whole run */
  totalSteps: number
  tokensPerStep: number
  /** of dropout */
  seed: number
  rateAt: (step: number) => number
  /** steps from one evaluation to the next; 0: only at the end; absent: never */
  evalEvery?: number
  start: Snapshot
  /** what to try where the loss is no number */
  hint: string
}

/** Steps that a GPU may have queued; a CPU computes a step when it is asked to. */
export const IN_FLIGHT = { webgpu: 3, wasm: 1, reference: 1 } as const
/** A sound snapshot is taken so often, or so rarely that it costs a twentieth of the time. */
const SNAPSHOT_MS = 5000
const SNAPSHOT_SHARE = 20

export abstract class Loop {
  readonly store: ParameterStore
  /** the training program: its tensors, gradients included, can be read between runs */
  readonly program: Program
  /** of the whole run */
  readonly totalSteps: number
  private readonly depth: number
  private step: number
  /** batches drawn for the steps up to `step` */
  private cursor: number
  private pending: Promise<StepReport>[] = []
  private good: Snapshot
  private goodAt = performance.now()
  private nextSnapshotMs = SNAPSHOT_MS
  /** a snapshot that is being read: no step may start before its copies are enqueued */
  private reading: Promise<unknown> = Promise.resolve()
  private clock: () => number = () => performance.now()
  private readonly saveTimes = new SaveTimes(() => this.clock())
  private finishedAt = 0
  private meanStepMs = 0

  protected constructor(private readonly parts: LoopParts) {
    this.store = parts.store
    this.program = parts.program
    this.totalSteps = parts.totalSteps
    this.depth = IN_FLIGHT[parts.runtime.kind]
    this.good = parts.start
    this.step = parts.start.step
    this.cursor = parts.start.cursor
  }

  /** Writes what the program reads in `step`, counted from 1, beside the scalars. */
  protected abstract feed(step: number): LossOf | Promise<LossOf>
  /** Batches drawn so far; the next ones are drawn from there. */
  protected abstract drawn: number

  /** What an evaluation in the course of the run measures; null where `giveUp` said true. */
  protected evaluateNow?(giveUp?: () => Promise<boolean>): Promise<EvaluationReport | null>

  /** Steps taken. */
  get steps(): number {
    return this.step
  }

  /** The last state on the host that is known to be finite; there even when the device is lost. */
  get lastGood(): Snapshot {
    return this.good
  }

  /**
   * Trains until `until`, or until `shouldStop` says so; evaluates on time and at the run's end.
   * @throws CourseError 'not-a-number' where the loss or the gradient is not finite; the last good state is then back in the store.
   */
  async run(options: RunOptions = {}): Promise<'done' | 'stopped'> {
    const until = Math.min(options.until ?? this.totalSteps, this.totalSteps)
    if (options.now) this.clock = options.now
    this.saveTimes.begin()
    try {
      while (this.step < until && !options.shouldStop?.()) {
        await this.enqueue()
        await this.settle(options, this.depth - 1)
        if (this.isEvaluated()) {
          await this.settle(options, 0)
          const evaluation = await this.evaluateNow?.(options.giveUpEvaluation)
          if (evaluation) options.onEvaluation?.(evaluation)
        }
        if (performance.now() - this.goodAt > this.nextSnapshotMs) await this.snapshot()
        if (options.save) await this.saveTimes.ifDue(async () => options.save!(await this.snapshot()))
        await options.yieldNow?.()
      }
      await this.settle(options, 0)
    } catch (error) {
      await Promise.allSettled(this.pending)
      this.pending = []
      if (error instanceof CourseError && error.code === 'not-a-number') this.goBack()
      throw error
    }
    return this.step >= this.totalSteps ? 'done' : 'stopped'
  }

  /** The next save of a run with `save` is due after the step that is under way. */
  saveSoon(): void {
    this.saveTimes.soon()
  }

  /**
   * The state after the last enqueued step, also while the run goes on. If it is not finite, the last state that was.
   * The arrays are the loop's own last good state too: do not transfer or change them.
   */
  async snapshot(): Promise<Snapshot> {
    const begun = performance.now()
    const reading = readSnapshot(this.store, this.step, this.cursor)
    this.reading = reading.catch(() => {})
    const snapshot = await reading
    if (isSound(snapshot) && snapshot.step >= this.good.step) this.good = snapshot
    this.goodAt = performance.now()
    this.nextSnapshotMs = Math.max(SNAPSHOT_MS, SNAPSHOT_SHARE * (this.goodAt - begun))
    return this.good
  }

  destroy(): void {
    this.parts.owner.destroy()
  }

  private isEvaluated(): boolean {
    const { evalEvery } = this.parts
    if (evalEvery === undefined) return false
    return this.step === this.totalSteps || (evalEvery > 0 && this.step % evalEvery === 0)
  }

  private async enqueue(): Promise<void> {
    const { rateAt, seed, reads, tokensPerStep } = this.parts
    const begun = performance.now()
    const step = this.step + 1
    const lossOf = await this.feed(step)
    await this.reading
    const learningRate = rateAt(step)
    const read = this.program.replayAndRead({ step, learningRate, seed, position: 0 }, [...reads, 'gradNorm'])
    this.step = step
    this.cursor = this.drawn
    const report = read.then((all): StepReport => {
      const now = performance.now()
      // The wait before it was enqueued, for an evaluation or a save, is not the step's own time.
      const stepMs = now - Math.max(this.finishedAt, begun)
      this.finishedAt = now
      this.meanStepMs = this.meanStepMs === 0 ? stepMs : 0.95 * this.meanStepMs + 0.05 * stepMs
      const gradNorm = all.at(-1)![0]!
      return {
        step,
        ...lossOf(all),
        learningRate,
        gradNorm,
        stepMs,
        tokensPerSecond: (tokensPerStep * 1000) / stepMs,
        secondsLeft: ((this.totalSteps - step) * this.meanStepMs) / 1000,
      }
    })
    report.catch(() => {}) // it is awaited later; until then a rejection is not unhandled
    this.pending.push(report)
  }

  /** Waits for the oldest steps in flight until no more than `most` are. */
  private async settle({ onStep }: RunOptions, most: number): Promise<void> {
    while (this.pending.length > most) {
      const report = await this.pending.shift()!
      this.checkFinite(report)
      onStep?.(report)
    }
  }

  private checkFinite({ step, loss, gradNorm }: StepReport): void {
    if (Number.isFinite(loss) && Number.isFinite(gradNorm)) return
    // The first loss is that of the weights which the run begins with: no learning rate has to do with it.
    if (step === this.parts.start.step + 1 && !Number.isFinite(loss))
      throw notANumber(`Before anything is learned the loss is ${loss}: somewhere in the model a number grows past all bounds.`)
    // What is wrong now came with the step before.
    const learningRate = this.parts.rateAt(Math.max(1, step - 1))
    const what = Number.isFinite(loss) ? `the gradient's norm is ${gradNorm}` : `the loss is ${loss}`
    throw new CourseError(
      'not-a-number',
      `At step ${step}, with the learning rate at ${learningRate.toPrecision(3)}, ${what}: training stopped. The model of step ${this.good.step} is kept.`,
      this.parts.hint,
    )
  }

  private goBack(): void {
    writeSnapshot(this.store, this.good)
    this.step = this.good.step
    this.cursor = this.good.cursor
    this.drawn = this.good.cursor
  }
}
