/** A kept model with all that training goes on from: its state, its text, and any step of its past. */
import type { Model } from '../core/checkpoint/hfFolder.ts'
import { prepareCorpus } from '../core/data/corpus.ts'
import { CourseError } from '../core/errors.ts'
import { type FollowedWeight, followWeight, type WeightPlace } from '../core/inspect/follow.ts'
import { stateAt } from '../core/train/rewind.ts'
import type { TrainingSettings } from '../core/train/settings.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import { snapshotOf } from './modelRecord.ts'
import type { Models } from './models.ts'
import type { ModelSummary, RunSpec } from './protocol.ts'
import type { Snapshots } from './snapshots.ts'
import type { LoadedText, Texts } from './texts.ts'

export interface Trainable {
  summary: ModelSummary
  model: Model
  spec: RunSpec
  text: LoadedText
  state: Snapshot
}

export class Trainables {
  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
    private readonly texts: Texts,
    private readonly models: Models,
    private readonly snapshots: Snapshots,
  ) {}

  /** The model in its latest state. @throws CourseError 'bad-argument' where it was saved without, 'bad-text' where its text has changed */
  async latest(modelId: string): Promise<Trainable> {
    const { summary, model } = await this.models.load(modelId)
    const state = snapshotOf(model)
    const { spec } = summary
    if (!state || !spec) {
      throw new CourseError(
        'bad-argument',
        `"${summary.name}" was saved without its training state, so it cannot be trained on.`,
        'Start a new run.',
      )
    }
    const loaded = await this.texts.load(spec.text, spec.tokenizer)
    if (model.run && loaded.info.sha256 !== model.run.corpus.sha256) {
      throw new CourseError(
        'bad-text',
        `"${loaded.info.title}" is not the text that this model learned from: it has changed.`,
        'Add the original text again, or start a new run.',
      )
    }
    // The model's own tokenizer counts, should the course ever make another from the same text.
    const text: LoadedText = { ...loaded, tokenizer: model.tokenizer, corpus: prepareCorpus(loaded.text, model.tokenizer) }
    return { summary, model, spec, text, state }
  }

  /**
   * The model as it was after `step` steps: from the nearest kept state before, and what lies between computed again.
   * @throws CourseError as `latest`, 'bad-argument' for a step that it has not taken, 'not-found' where nothing so early is kept
   */
  async at(modelId: string, step: number): Promise<Trainable> {
    const now = await this.latest(modelId)
    if (step === now.state.step) return now
    const { state, options } = await this.before(now, modelId, step)
    const { runtime } = await this.devices.get()
    const then = await stateAt(runtime, options, state, step, () => this.env.yieldToMessages())
    return { ...now, state: then, summary: asItWas(now.summary, step) }
  }

  /** One weight through steps that the model has taken, after `from` up to `to`. @throws CourseError as `at`, and 'bad-argument' for a weight that it does not have */
  async follow(
    modelId: string,
    place: WeightPlace,
    steps: { from: number; to: number },
  ): Promise<FollowedWeight & { training: TrainingSettings }> {
    const now = await this.latest(modelId)
    await this.checkTaken(now, modelId, steps.to)
    const { state, options } = await this.before(now, modelId, steps.from)
    const { runtime } = await this.devices.get()
    const followed = await followWeight(runtime, options, state, place, steps, () => this.env.yieldToMessages())
    return { ...followed, training: options.settings }
  }

  private async checkTaken({ state, summary }: Trainable, modelId: string, step: number): Promise<void> {
    const reached = Math.max(state.step, (await this.snapshots.steps(modelId)).at(-1) ?? 0)
    if (Number.isInteger(step) && step >= 0 && step <= reached) return
    throw new CourseError(
      'bad-argument',
      `Step ${step} of "${summary.name}" is asked for, but it has taken ${reached}.`,
      `Choose a whole number from 0 to ${reached}.`,
    )
  }

  /** The last kept state at or before a step, and what the run goes on from there with. */
  private async before(now: Trainable, modelId: string, step: number) {
    await this.checkTaken(now, modelId, step)
    const { state, totalSteps } = await this.snapshots.before(modelId, step)
    const settings = step <= totalSteps ? { ...now.spec.training, steps: totalSteps } : now.spec.training
    return { state, options: { config: now.model.config, settings, corpus: now.text.corpus } }
  }
}

/** What the page knew of a model at an earlier step. */
function asItWas(summary: ModelSummary, step: number): ModelSummary {
  const before = <T extends { step: number }>(points: T[]): T[] => points.filter((point) => point.step <= step)
  const evaluations = before(summary.evaluations)
  const last = evaluations.at(-1)
  return {
    ...summary,
    step,
    evaluations,
    curve: before(summary.curve),
    samples: before(summary.samples),
    validationLoss: last?.validationLoss ?? null,
    bitsPerCharacter: last?.bitsPerCharacter ?? null,
  }
}
