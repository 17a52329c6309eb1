/** The run of this worker: at most one at a time, started, gone on with, and stopped. */
import type { ModelConfig } from '../core/config.ts'
import { CourseError } from '../core/errors.ts'
import { modelLayout } from '../core/model/plans.ts'
import { bothCuts, carryOver, transplantHead } from '../core/model/surgery.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import { takeLock } from '../storage/lock.ts'
import { askToPersist } from '../storage/open.ts'
import type { AskedModels, LiveModel } from './askedModels.ts'
import { checkRun } from './costs.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import { modelOf, recordOf, summaryOf } from './modelRecord.ts'
import { type Models, newId } from './models.ts'
import type { Pace } from './pace.ts'
import type { BranchSpec, ModelSummary, RunEvent, RunSpec, Transplant } from './protocol.ts'
import { Run, type RunPlan } from './run.ts'
import { runName } from './runName.ts'
import type { Snapshots } from './snapshots.ts'
import type { Texts } from './texts.ts'
import type { Trainables } from './trainable.ts'

type OnEvent = (event: RunEvent) => void

interface Active {
  run: Run
  name: string
  /** to be asked between steps */
  live: LiveModel
}

export class Runs {
  private active: Active | null = null
  private starting = false
  private lastRunId = 0

  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
    private readonly pace: Pace,
    private readonly texts: Texts,
    private readonly models: Models,
    private readonly snapshots: Snapshots,
    private readonly trainables: Trainables,
    private readonly asked: AskedModels,
  ) {}

  async start(spec: RunSpec, onEvent: OnEvent): Promise<{ runId: number; model: ModelSummary }> {
    return this.exclusively(async () => {
      const text = await this.texts.load(spec.text, spec.tokenizer)
      const { config, flopsPerStep } = checkRun(spec, text, await (await this.devices.get()).info())
      const previous = (await this.models.listOwn().catch(() => [])).find(({ origin, spec }) => origin === 'trained' && spec)
      const name = runName(spec, previous?.spec ?? null, () => text.info.title)
      return this.launch({ modelId: newId(), spec, config, tokenizer: text.tokenizer, text }, name, flopsPerStep, onEvent)
    })
  }

  async resume(modelId: string, totalSteps: number, onEvent: OnEvent): Promise<{ runId: number; model: ModelSummary }> {
    return this.exclusively(async () => {
      const { summary, model, text, state, ...own } = await this.trainables.latest(modelId)
      const spec = { ...own.spec, training: { ...own.spec.training, steps: totalSteps } }
      checkGoesOn(summary, state, totalSteps)
      const { flopsPerStep } = checkRun(spec, text, await (await this.devices.get()).info())
      const id = summary.origin === 'shipped' ? newId() : modelId
      await this.snapshots.forget(id, state.step)
      const plan = { modelId: id, spec, config: model.config, tokenizer: model.tokenizer, text, state, remembered: summary }
      return this.launch(plan, summary.name, flopsPerStep, onEvent)
    })
  }

  /** A new run from a step of an old one; the old one stays as it is. */
  async branch(
    modelId: string,
    { step, surgery, transplant, training }: BranchSpec,
    onEvent: OnEvent,
  ): Promise<{ runId: number; model: ModelSummary }> {
    return this.exclusively(async () => {
      const { summary, model, text, state, ...own } =
        step === undefined ? await this.trainables.latest(modelId) : await this.trainables.at(modelId, step)
      const sizes = surgery ? { ...own.spec.sizes, surgery: bothCuts(model.config.surgery, surgery) } : own.spec.sizes
      const spec: RunSpec = { ...own.spec, sizes, training: { ...own.spec.training, ...training } }
      checkGoesOn(summary, state, spec.training.steps)
      const { config, flopsPerStep } = checkRun(spec, text, await (await this.devices.get()).info())
      const carried = changed(state, model.config, config, transplant)
      const plan = { modelId: newId(), spec, config, tokenizer: model.tokenizer, text, state: carried, remembered: summary }
      return this.launch(plan, `${summary.name} from step ${state.step}`.slice(0, 120), flopsPerStep, onEvent)
    })
  }

  async stop(): Promise<void> {
    await this.active?.run.stop()
  }

  get isRunning(): boolean {
    return this.active !== null || this.starting
  }

  /** The model in training, as it is now; null if none is. */
  get summary(): ModelSummary | null {
    return this.active ? this.describe(this.active) : null
  }

  /** Changes the name of the model in training; the next save keeps it. */
  rename(name: string): void {
    if (this.active) this.active.name = name.trim().slice(0, 120) || this.active.name
  }

  /** Where the model is in training: waits until it can be read from storage. */
  async beSaved(modelId: string): Promise<void> {
    if (this.active?.run.plan.modelId === modelId) await this.active.run.beSaved()
  }

  /** The model in training, to be asked between steps. */
  live(modelId: string): { model: LiveModel; summary: ModelSummary } | null {
    return this.active?.run.plan.modelId === modelId ? { model: this.active.live, summary: this.describe(this.active) } : null
  }

  private async exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.isRunning) throw new CourseError('busy', 'A run is in progress.', 'Stop it first; it is saved then.')
    this.starting = true
    try {
      return await work()
    } finally {
      this.starting = false
    }
  }

  private async launch(
    plan: RunPlan,
    name: string,
    flopsPerStep: number,
    onEvent: OnEvent,
  ): Promise<{ runId: number; model: ModelSummary }> {
    const release = await takeLock(`model/${plan.modelId}`, 'This model')
    try {
      const { env, devices, pace } = this
      const save = (run: Run, state: Snapshot) => this.save(run, this.active?.run === run ? this.active.name : name, state)
      const keep = (state: Snapshot, turn: boolean) => this.snapshots.keep(plan.modelId, state, plan.spec.training.steps, turn)
      const ended = () => {
        const { live } = this.active!
        void this.asked.keep(live, this.summary!)
        this.active = null
        release()
        void devices.tune()
      }
      const run = new Run(++this.lastRunId, plan, { env, devices, pace, flopsPerStep, save, keep, ended }, onEvent)
      await run.prepare()
      this.active = { run, name, live: liveModel(run) }
      this.asked.forget(plan.modelId)
      void askToPersist()
      const model = this.describe(this.active)
      // The answer to this command goes out before the first event.
      void env.yieldToMessages().then(() => run.go())
      return { runId: run.runId, model }
    } catch (error) {
      release()
      throw error
    }
  }

  private async save({ plan, history }: Run, name: string, state: Snapshot): Promise<void> {
    const model = modelOf(plan.config, plan.tokenizer, state, recordOf(plan.spec, plan.text.info, state, history.remembered))
    const summary = summaryOf(model, { id: plan.modelId, name, origin: 'trained', savedAt: 0, bytes: 0 })
    for (;;) {
      try {
        return void (await this.models.save(model, { ...summary, spec: plan.spec }))
      } catch (error) {
        // The present is worth more than the past, of which the seed gives back the most.
        const full = error instanceof CourseError && error.code === 'storage-full'
        if (!full || !(await this.snapshots.giveWay(plan.modelId))) throw error
      }
    }
  }

  private describe({ run, name }: Active): ModelSummary {
    const { plan, history, step } = run
    const { remembered, lastEvaluation } = history
    const { config, spec, text } = plan
    const empty = { weights: NONE, m: NONE, v: NONE, step, cursor: step }
    const record = recordOf(spec, text.info, empty, remembered)
    const summary = summaryOf(
      { config, tokenizer: plan.tokenizer, weights: new Map(), run: record },
      { id: plan.modelId, name, origin: 'trained', savedAt: Date.now(), bytes: 0 },
    )
    return { ...summary, spec, resumable: true, validationLoss: lastEvaluation?.validationLoss ?? null }
  }
}

function liveModel(run: Run): LiveModel {
  const { modelId, config, tokenizer, spec } = run.plan
  return { id: modelId, config, tokenizer, weights: () => run.weights(), version: () => run.step, text: spec.text }
}

function checkGoesOn({ name }: ModelSummary, { step }: Snapshot, totalSteps: number): void {
  if (totalSteps > step) return
  throw new CourseError(
    'bad-argument',
    `"${name}" has taken ${step} steps, and ${totalSteps} in total are asked for.`,
    `Ask for more than ${step}.`,
  )
}

/** The state of one model as another goes on with it: what was cut out is gone from the weights and from Adam's moments. */
function changed(state: Snapshot, from: ModelConfig, to: ModelConfig, transplant: Transplant | undefined): Snapshot {
  const { weights, m, v } = state
  const own = transplant ? transplantHead(weights, modelLayout(from), from, transplant.from, transplant.to) : weights
  const carry = (flat: Float32Array) => carryOver(flat, from, to)
  return { ...state, weights: carry(own), m: carry(m), v: carry(v) }
}

const NONE = new Float32Array(0)
