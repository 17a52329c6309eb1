/** Fine-tuning as a job: measured on held-out examples, and on the base's own text, before, after each epoch and at the end. */
import { flatten } from '../core/checkpoint/tensors.ts'
import { shortcuts } from '../core/data/labelled/shortcuts.ts'
import { ownTextLoss } from '../core/finetune/ownText.ts'
import { outputsOf } from '../core/finetune/plan.ts'
import { fineTunedFolder, optionsOf, type PreparedFineTuning } from '../core/finetune/prepared.ts'
import { FineTuner } from '../core/finetune/trainer.ts'
import { modelLayout } from '../core/model/plans.ts'
import { parameterCount } from '../core/config.ts'
import { textConfig, textWeights } from '../core/saved/languageModel.ts'
import { EXAMPLES } from '../core/saved/saved.ts'
import { bitsPerCharacter } from '../core/train/evaluator.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import type { LiveModel } from './askedModels.ts'
import type { OpenDevice } from './device.ts'
import { LoopJob, type LoopJobTools, type Written } from './loopJob.ts'
import type { Outbox } from './outbox.ts'
import { sayUnknown } from './unknownSaid.ts'
import type { Lineage, ModelSummary, TunedTask, TuningReport, UnsavedModel } from './protocol.ts'

export interface TuningPlan {
  modelId: string
  name: string
  keep: boolean
  prepared: PreparedFineTuning
  /** examples of the learner's own, kept until the run is done */
  examples: Uint8Array<ArrayBuffer> | null
  /** what is known of the base: its text, its record */
  base: Pick<ModelSummary, 'spec' | 'textTitle' | 'uniformLoss' | 'bigramLoss' | 'charactersPerToken'>
  lineage?: Lineage
  /** the held-out part of the base's own text; null where it is not here */
  ownText: Int32Array | null
  totalSteps: number
  /** of a run that goes on */
  before?: Pick<ModelSummary, 'curve'> & { reports: readonly TuningReport[] }
}

/** Thrown to give a measurement up. */
class GivenUp extends Error {}

export class TuningJob extends LoopJob<FineTuner> {
  private reports: TuningReport[]
  private readonly task: Omit<TunedTask, 'reports'>
  private readonly stepsPerEpoch: number

  constructor(
    private readonly plan: TuningPlan,
    tools: LoopJobTools,
    outbox: Outbox,
  ) {
    const { modelId, name, keep, prepared, totalSteps, before } = plan
    const { config, state } = prepared
    const remembered = before && { curve: before.curve, evaluations: [], samples: [] }
    super({ modelId, name, keep, config, totalSteps, ...(state && { state }), ...(remembered && { remembered }) }, tools, outbox)
    this.reports = (before?.reports ?? []).filter(({ step }) => step <= (state?.step ?? 0))
    this.stepsPerEpoch = totalSteps / prepared.settings.epochs
    const { id, title, form, labels, train, heldOut } = prepared.set
    const counts = { train: train.length, heldOut: heldOut.length }
    this.task = { id, title, form, labels, ...counts, settings: prepared.settings, shortcuts: shortcuts(prepared.set) }
  }

  get model(): ModelSummary {
    return { ...this.summaryAt(this.step, false), savedAt: Date.now(), bytes: 0 }
  }

  written(state: Snapshot, done: boolean): Written {
    const files = fineTunedFolder(this.plan.prepared, state, done)
    if (!done && this.plan.examples) files.set(EXAMPLES, this.plan.examples)
    return { files, summary: this.summaryAt(state.step, done) }
  }

  asked(): LiveModel {
    const { prepared, modelId, base } = this.plan
    const config = textConfig(prepared.config)
    return {
      id: modelId,
      config,
      tokenizer: prepared.tokenizer.base,
      weights: async () => flatten(modelLayout(config), textWeights(prepared.config, outputsOf(prepared.task.shape), await this.weights())),
      version: () => this.step,
      text: base.spec?.text ?? null,
    }
  }

  protected override create({ runtime }: OpenDevice, state: Snapshot | undefined): Promise<FineTuner> {
    return FineTuner.create(runtime, { ...optionsOf(this.plan.prepared), ...(state && { state }) })
  }

  protected override begin(): Promise<void> {
    return this.look()
  }

  protected override async between(): Promise<void> {
    if (this.step % this.stepsPerEpoch === 0 && this.step < this.plan.totalSteps) await this.look()
  }

  protected override finish(): Promise<void> {
    return this.look()
  }

  protected override rewound(): void {
    this.reports = this.reports.filter((report) => report.step <= this.loop.steps)
  }

  /** How good it is by now; given up at once when Stop is pressed. */
  private async look(): Promise<void> {
    const step = this.step
    if (this.reports.at(-1)?.step === step) return
    const breathe = async (): Promise<void> => {
      if (await this.mustStop()) throw new GivenUp()
    }
    try {
      const measured = await this.loop.evaluate(this.plan.prepared.task.heldOut, breathe)
      const report = { ...measured, step, ownTextLoss: await this.ownTextLoss(breathe) }
      this.reports.push(report)
      this.outbox.tellNow({ type: 'report', report })
    } catch (error) {
      if (!(error instanceof GivenUp)) throw error
    }
  }

  /** What the base's own text costs by now: how much of it is forgotten. */
  private async ownTextLoss(breathe: () => Promise<void>): Promise<number | null> {
    const { ownText, prepared } = this.plan
    return ownText && ownTextLoss(this.loop, prepared, ownText, breathe)
  }

  private summaryAt(step: number, done: boolean): UnsavedModel {
    const { prepared, base, modelId, lineage, totalSteps } = this.plan
    const { config, task } = prepared
    const reports = this.reports.filter((report) => report.step <= step)
    const own = reports.at(-1)?.ownTextLoss ?? null
    const { curve } = this.history.remembered
    return {
      id: modelId,
      name: this.name,
      origin: 'trained',
      kind: 'classifier',
      task: { ...this.task, reports },
      config: textConfig(config),
      parameters: parameterCount(config) + outputsOf(task.shape) * config.nEmbd,
      step,
      totalSteps,
      resumable: !done,
      textTitle: base.textTitle,
      validationLoss: own,
      bitsPerCharacter: own === null ? null : bitsPerCharacter(own, base.charactersPerToken ?? 1),
      spec: base.spec,
      curve: curve.filter((point) => point.step <= step),
      evaluations: [],
      samples: [],
      uniformLoss: base.uniformLoss,
      bigramLoss: base.bigramLoss,
      charactersPerToken: base.charactersPerToken ?? 1,
      ...sayUnknown(task.unknown),
      ...(lineage && { lineage }),
    }
  }
}
