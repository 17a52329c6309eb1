/** The training runs of this worker, at most one at a time: begun anew, gone on with, or branched from an old one. */
import { type Model, writeModelFolder } from '../core/checkpoint/hfFolder.ts'
import type { ModelConfig } from '../core/config.ts'
import { CourseError } from '../core/errors.ts'
import { modelLayout } from '../core/model/plans.ts'
import { bothCuts, carryOver, transplantHead } from '../core/model/surgery.ts'
import { writeSaved } from '../core/saved/saved.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import { takeLock } from '../storage/lock.ts'
import { askToPersist } from '../storage/open.ts'
import type { AskedModels, LiveModel } from './askedModels.ts'
import { checkRun, estimateRun } from './costs.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import { modelOf, recordOf, summaryOf } from './modelRecord.ts'
import { type Models, newId } from './models.ts'
import type { Pace } from './pace.ts'
import type { Outbox } from './outbox.ts'
import type { BranchSpec, Estimate, ModelSummary, RunSpec, Transplant } from './protocol.ts'
import { Run, type RunPlan } from './run.ts'
import { runName } from './runName.ts'
import type { Snapshots } from './snapshots.ts'
import type { Texts } from './texts.ts'
import type { Trainables } from './trainable.ts'

/** Where a run tells how it goes, and whether what it makes is kept. */
interface Begin {
  keep: boolean
  outbox: Outbox
}

export class Runs {
  private active: Run | null = null
  /** the same, to be asked between steps */
  private asking: LiveModel | null = null

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

  /** What a run will cost. @throws CourseError as training would */
  async estimate(spec: RunSpec): Promise<Estimate> {
    return estimateRun(spec, await this.texts.load(spec.text, spec.tokenizer), await (await this.devices.get()).info(), this.pace)
  }

  async anew(spec: RunSpec, begin: Begin): Promise<Run> {
    const text = await this.texts.load(spec.text, spec.tokenizer)
    const { config, flopsPerStep } = checkRun(spec, text, await (await this.devices.get()).info())
    const previous = (await this.models.listOwn().catch(() => [])).find(({ origin, spec }) => origin === 'trained' && spec)
    const name = runName(spec, previous?.spec ?? null, () => text.info.title)
    return this.launch({ modelId: newId(), keep: begin.keep, spec, config, tokenizer: text.tokenizer, text }, name, flopsPerStep, begin)
  }

  async onwards(modelId: string, totalSteps: number, begin: Begin): Promise<Run> {
    const { summary, model, text, state, ...own } = await this.trainables.latest(modelId)
    const spec = { ...own.spec, training: { ...own.spec.training, steps: totalSteps } }
    checkGoesOn(summary, state, totalSteps)
    const { flopsPerStep } = checkRun(spec, text, await (await this.devices.get()).info())
    const id = summary.origin === 'shipped' ? newId() : modelId
    await this.snapshots.forget(id, state.step)
    const plan = { modelId: id, keep: true, spec, config: model.config, tokenizer: model.tokenizer, text, state, remembered: summary }
    return this.launch(plan, summary.name, flopsPerStep, begin)
  }

  /** A new run from a step of an old one; the old one stays as it is. */
  async branch(modelId: string, { step, surgery, transplant, training }: BranchSpec, begin: Begin): Promise<Run> {
    const { summary, model, text, state, ...own } =
      step === undefined ? await this.trainables.latest(modelId) : await this.trainables.at(modelId, step)
    const sizes = surgery ? { ...own.spec.sizes, surgery: bothCuts(model.config.surgery, surgery) } : own.spec.sizes
    const spec: RunSpec = { ...own.spec, sizes, training: { ...own.spec.training, ...training } }
    checkGoesOn(summary, state, spec.training.steps)
    const { config, flopsPerStep } = checkRun(spec, text, await (await this.devices.get()).info())
    const carried = changed(state, model.config, config, transplant)
    const { keep } = begin
    const plan = { modelId: newId(), keep, spec, config, tokenizer: model.tokenizer, text, state: carried, remembered: summary }
    return this.launch(plan, `${summary.name} from step ${state.step}`.slice(0, 120), flopsPerStep, begin)
  }

  /** The model in training, as it is now; null if none is, or none that is kept. */
  get summary(): ModelSummary | null {
    return this.active?.plan.keep ? this.active.model : null
  }

  /** Changes the name of the model in training; the next save keeps it. */
  rename(name: string): void {
    if (this.active) this.active.name = name.trim().slice(0, 120) || this.active.name
  }

  /** Where the model is in training: waits until it can be read where models are kept. */
  async beSaved(modelId: string): Promise<void> {
    await this.of(modelId)?.beSaved()
  }

  /** The model in training, to be asked between steps. */
  live(modelId: string): { model: LiveModel; summary: ModelSummary } | null {
    const run = this.of(modelId)
    return run && this.asking ? { model: this.asking, summary: run.model } : null
  }

  /** The model in training as it is now, with all that a folder of it holds; null where it is not in training. */
  async now(modelId: string): Promise<{ summary: ModelSummary; model: Model } | null> {
    const run = this.of(modelId)
    if (!run) return null
    const state = await run.snapshot()
    const model = folderOf(run, state)
    return { model, summary: summaryAt(run, model) }
  }

  /** Saves a model that could not be saved before. @throws CourseError 'storage-full' or 'storage-failed' */
  async saveAgain(modelId: string): Promise<void> {
    const run = this.of(modelId)
    if (run) return run.saveAgain()
    const { saved, summary } = await this.models.open(modelId)
    await this.makingRoom(modelId, () => this.models.save(writeSaved(saved), summary))
  }

  private of(modelId: string): Run | null {
    return this.active?.plan.modelId === modelId ? this.active : null
  }

  private async launch(plan: RunPlan, name: string, flopsPerStep: number, { outbox }: Begin): Promise<Run> {
    const release = await takeLock(`model/${plan.modelId}`, 'This model')
    try {
      const { env, devices, pace, snapshots, models, asked } = this
      if (!plan.keep) snapshots.holdInMemory(plan.modelId)
      const run = new Run(
        name,
        plan,
        {
          env,
          devices,
          pace,
          flopsPerStep,
          describe: (run) => describe(run),
          save: (run, state) => this.save(run, state),
          hold: async (run, state) => {
            const model = folderOf(run, state)
            await models.holdInMemory(writeModelFolder(model), summaryAt(run, model), plan.keep)
          },
          keep: (state, turn) => snapshots.keep(plan.modelId, state, plan.spec.training.steps, turn),
          ended: () => {
            if (this.asking) void asked.keep(this.asking, run.model)
            this.active = null
            release()
            void devices.tune()
          },
        },
        outbox,
      )
      await run.prepare()
      this.active = run
      this.asking = liveModel(run)
      asked.forget(plan.modelId)
      if (plan.keep) void askToPersist()
      return run
    } catch (error) {
      release()
      throw error
    }
  }

  private async save(run: Run, state: Snapshot): Promise<void> {
    const model = folderOf(run, state)
    const summary = summaryAt(run, model)
    const files = writeModelFolder(model)
    if (run.plan.keep) await this.makingRoom(run.plan.modelId, () => this.models.save(files, summary))
    else await this.models.holdInMemory(files, summary, false)
  }

  private async makingRoom(modelId: string, save: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        return void (await save())
      } catch (error) {
        // The present is worth more than the past, of which the seed gives back the most.
        const full = error instanceof CourseError && error.code === 'storage-full'
        if (!full || !(await this.snapshots.giveWay(modelId))) throw error
      }
    }
  }
}

/** The run's model with a state of it, ready to be written. */
const folderOf = ({ plan, history }: Run, state: Snapshot): Model =>
  modelOf(plan.config, plan.tokenizer, state, recordOf(plan.spec, plan.text.info, state, history.remembered))

function summaryAt({ plan, name }: Run, model: Model): ModelSummary {
  const summary = summaryOf(model, { id: plan.modelId, name, origin: 'trained', savedAt: Date.now(), bytes: 0 })
  return { ...summary, spec: plan.spec }
}

/** What the page shows of a run's model, without its numbers. */
function describe(run: Run): ModelSummary {
  const { history, step, plan } = run
  const { config, tokenizer, spec, text } = plan
  const empty = { weights: NONE, m: NONE, v: NONE, step, cursor: step }
  const summary = summaryAt(run, { config, tokenizer, weights: new Map(), run: recordOf(spec, text.info, empty, history.remembered) })
  return { ...summary, resumable: true, validationLoss: history.lastEvaluation?.validationLoss ?? null }
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
