/** The record of a run as it goes, and the model folder of a moment in it. */
import type { ModelFolder, TrainingState } from '../core/checkpoint/hfFolder.ts'
import { writeModelFolder } from '../core/checkpoint/hfFolder.ts'
import type { RunRecord } from '../core/checkpoint/run.ts'
import { flatten, unflatten } from '../core/checkpoint/tensors.ts'
import type { ModelConfig } from '../core/config.ts'
import { strideOf, thinned } from '../core/curve.ts'
import { bigramLoss } from '../core/data/bigram.ts'
import type { Corpus } from '../core/data/corpus.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { TrainingSettings } from '../core/train/settings.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import type { EvaluationReport, StepReport } from '../core/train/loop.ts'
import type { Tokenizer } from '../core/tokenizer/tokenizer.ts'

/** A new record, or the one that a resumed run goes on with. */
export function startRecord(
  settings: TrainingSettings,
  text: RunRecord['corpus'],
  corpus: Corpus,
  nVocab: number,
  before?: RunRecord,
): RunRecord {
  return {
    version: 1,
    step: before?.step ?? 0,
    settings,
    corpus: text,
    cursor: before?.cursor ?? 0,
    curve: [...(before?.curve ?? [])],
    evaluations: [...(before?.evaluations ?? [])],
    samples: [...(before?.samples ?? [])],
    uniformLoss: Math.log(nVocab),
    bigramLoss: bigramLoss(corpus.train, corpus.validation, nVocab),
    charactersPerToken: corpus.charactersPerToken ?? 1,
  }
}

export function recordStep(record: RunRecord, { step, loss }: StepReport): void {
  record.curve.push({ step, loss })
  if (step % strideOf(step) === 0) record.curve = thinned(record.curve)
}

export function recordEvaluation(record: RunRecord, { step, trainLoss, validationLoss, bitsPerCharacter }: EvaluationReport): void {
  record.evaluations.push({ step, trainLoss, valLoss: validationLoss, bitsPerCharacter })
}

/** The record as of the snapshot's step: what came after a last good state is left out. */
export function recordAt(record: RunRecord, { step, cursor }: Snapshot): RunRecord {
  const upTo = <T extends { step: number }>(list: T[]) => list.filter((entry) => entry.step <= step)
  return { ...record, step, cursor, curve: upTo(record.curve), evaluations: upTo(record.evaluations), samples: upTo(record.samples) }
}

/** The files of a run at a snapshot; with Adam's moments it can be resumed, without it is a third of the size. */
export function runFolder(config: ModelConfig, tokenizer: Tokenizer, snapshot: Snapshot, record: RunRecord, resumable = true): ModelFolder {
  const layout = modelLayout(config)
  const run = recordAt(record, snapshot)
  const weights = unflatten(layout, snapshot.weights)
  if (!resumable) return writeModelFolder({ config, tokenizer, weights, run })
  return writeModelFolder({
    config,
    tokenizer,
    weights,
    trainingState: { step: snapshot.step, m: unflatten(layout, snapshot.m), v: unflatten(layout, snapshot.v), run },
  })
}

/** The other way: what `Trainer.create` goes on from. */
export function snapshotOf(config: ModelConfig, weights: TrainingState['m'], { step, m, v, run }: TrainingState): Snapshot {
  const layout = modelLayout(config)
  return { weights: flatten(layout, weights), m: flatten(layout, m), v: flatten(layout, v), step, cursor: run.cursor }
}
