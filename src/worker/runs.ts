/** The training runs of this worker: begun anew, gone on with, or branched from an old one. */
import { type Model, writeModelFolder } from '../core/checkpoint/hfFolder.ts'
import type { ModelConfig } from '../core/config.ts'
import { CourseError } from '../core/errors.ts'
import { modelLayout } from '../core/model/plans.ts'
import { bothCuts, carryOver, transplantHead } from '../core/model/surgery.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import { checkRun, estimateRun } from './costs.ts'
import type { Devices } from './device.ts'
import { modelOf, recordOf, summaryOf } from './modelRecord.ts'
import { type Models, newId } from './models.ts'
import type { Pace } from './pace.ts'
import type { Outbox } from './outbox.ts'
import type { BranchSpec, Estimate, Faults, ModelSummary, RunSpec, Transplant } from './protocol.ts'
import { Run, type PreparedRun } from './run.ts'
import { runName } from './runName.ts'
import type { Snapshots } from './snapshots.ts'
import type { Texts } from './texts.ts'
import type { Trainables } from './trainable.ts'
import type { UnderWay } from './underWay.ts'

/** Where a run tells how it goes, and whether what it makes is kept. */
interface Begin {
  keep: boolean
  outbox: Outbox
}

export class Runs {
  constructor(
    private readonly devices: Devices,
    private readonly pace: Pace,
    private readonly texts: Texts,
    private readonly models: Models,
    private readonly snapshots: Snapshots,
    private readonly trainables: Trainables,
    private readonly underWay: UnderWay,
  ) {}

  /** What a run will cost. @throws CourseError as training would */
  async estimate(spec: RunSpec): Promise<Estimate> {
    return estimateRun(spec, await this.texts.load(spec.text, spec.tokenizer), await (await this.devices.get()).info(), this.pace)
  }

  async anew(spec: RunSpec, begin: Begin, faults?: Faults): Promise<Run> {
    const text = await this.texts.load(spec.text, spec.tokenizer)
    const { config, flopsPerStep } = checkRun(spec, text, await (await this.devices.get()).info())
    const previous = (await this.models.listOwn().catch(() => [])).find(({ origin, spec }) => origin === 'trained' && spec)
    const name = runName(spec, previous?.spec ?? null, () => text.info.title)
    const plan = { modelId: newId(), keep: begin.keep, spec, config, tokenizer: text.tokenizer, text, ...(faults && { faults }) }
    return this.launch(plan, name, flopsPerStep, begin)
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

  /** The model of a run as it is now, with all that going on needs; null where it is no run, or not under way. */
  async now(modelId: string): Promise<{ summary: ModelSummary; model: Model } | null> {
    const run = this.underWay.of(modelId)
    if (!(run instanceof Run)) return null
    const state = await run.snapshot()
    const model = folderOf(run, state)
    return { model, summary: summaryAt(run, model) }
  }

  private launch(plan: PreparedRun, name: string, flopsPerStep: number, { outbox }: Begin): Promise<Run> {
    const { pace, snapshots } = this
    return this.underWay.launch(
      plan.modelId,
      (tools) =>
        new Run(
          name,
          plan,
          {
            ...tools,
            pace,
            flopsPerStep,
            describe,
            written: (run, state) => {
              const model = folderOf(run, state)
              return { files: writeModelFolder(model), summary: summaryAt(run, model) }
            },
            keep: (state, turn) => snapshots.keep(plan.modelId, state, plan.spec.training.steps, turn),
          },
          outbox,
        ),
    )
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
