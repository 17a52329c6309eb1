/** One model in its three forms: the files of its folder, the state that training goes on from, and what the page shows. */
import type { Model } from '../core/checkpoint/hfFolder.ts'
import type { RunRecord } from '../core/checkpoint/run.ts'
import { flatten, unflatten } from '../core/checkpoint/tensors.ts'
import { type ModelConfig, parameterCount } from '../core/config.ts'
import { choiceOf } from '../core/data/chooseTokenizer.ts'
import { thinned } from '../core/curve.ts'
import { BUNDLED_TEXTS } from '../core/data/bundled.ts'
import { modelLayout } from '../core/model/plans.ts'
import { bitsPerCharacter } from '../core/train/evaluator.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import type { Tokenizer } from '../core/tokenizer/tokenizer.ts'
import type { Remembered } from './history.ts'
import type { ModelSummary, RunSpec, TextInfo, TextRef } from './protocol.ts'

/** How many hexadecimal digits of its hash name a text that the learner added. */
export const TEXT_ID_LENGTH = 16

/** The run so far, as run.json keeps it. */
export function recordOf(spec: RunSpec, text: TextInfo, state: Snapshot, { curve, evaluations, samples }: Remembered): RunRecord {
  const before = <T extends { step: number }>(points: T[]): T[] => points.filter(({ step }) => step <= state.step)
  return {
    version: 1,
    step: state.step,
    settings: spec.training,
    corpus: { id: text.ref.id, title: text.title, sha256: text.sha256, characters: text.characters },
    cursor: state.cursor,
    curve: before(curve),
    evaluations: before(evaluations).map(({ validationLoss: valLoss, ...rest }) => ({ ...rest, valLoss })),
    samples: before(samples),
    uniformLoss: text.uniformLoss,
    bigramLoss: text.bigramLoss,
    charactersPerToken: text.charactersPerToken ?? 1,
  }
}

/** The model that a run has reached, ready to be written. The tensors are views of the state. */
export function modelOf(config: ModelConfig, tokenizer: Tokenizer, state: Snapshot, run: RunRecord): Model {
  const layout = modelLayout(config)
  const [weights, m, v] = [state.weights, state.m, state.v].map((flat) => unflatten(layout, flat))
  return { config, tokenizer, weights: weights!, trainingState: { step: state.step, m: m!, v: v!, run }, run }
}

/** The weights [layout.size] of a model that was read. */
export const weightsOf = (model: Model): Float32Array => flatten(modelLayout(model.config), model.weights)

/** What training goes on from, or null where the model was saved without. */
export function snapshotOf(model: Model): Snapshot | null {
  const { trainingState: state } = model
  if (!state) return null
  const layout = modelLayout(model.config)
  return { weights: weightsOf(model), m: flatten(layout, state.m), v: flatten(layout, state.v), step: state.step, cursor: state.run.cursor }
}

/** What the page shows of a model; `spec` and the losses are null where it came without a record. */
export function summaryOf(model: Model, own: Pick<ModelSummary, 'id' | 'name' | 'origin' | 'savedAt' | 'bytes'>): ModelSummary {
  const { config, run } = model
  const evaluations = (run?.evaluations ?? []).map(({ valLoss: validationLoss, ...rest }) => ({ ...rest, validationLoss }))
  const validationLoss = evaluations.at(-1)?.validationLoss ?? null
  const charactersPerToken = run?.charactersPerToken ?? 1
  return {
    ...own,
    kind: 'language',
    config,
    parameters: parameterCount(config),
    step: run?.step ?? 0,
    totalSteps: run?.settings.steps ?? 0,
    resumable: model.trainingState !== undefined,
    textTitle: run?.corpus.title ?? '',
    validationLoss,
    bitsPerCharacter: validationLoss === null ? null : bitsPerCharacter(validationLoss, charactersPerToken),
    spec: run ? specOf(model, run) : null,
    curve: thinned(run?.curve ?? []),
    evaluations,
    samples: run?.samples ?? [],
    uniformLoss: run?.uniformLoss ?? null,
    bigramLoss: run?.bigramLoss ?? null,
    charactersPerToken,
  }
}

function specOf({ config: { nVocab: _, ...sizes }, tokenizer }: Model, run: RunRecord): RunSpec {
  const choice = choiceOf(tokenizer)
  const bundled = BUNDLED_TEXTS.some(({ id }) => id === run.corpus.id)
  const text: TextRef = bundled
    ? { kind: 'bundled', id: run.corpus.id }
    : { kind: 'stored', id: run.corpus.sha256.slice(0, TEXT_ID_LENGTH) }
  return {
    text,
    ...(choice !== 'char' && { tokenizer: choice }),
    sizes,
    training: run.settings,
    samplePrompt: run.samples.at(-1)?.prompt ?? '',
  }
}
