/** The plans of fine-tuning: what the last block says at the extract token, a linear layer, a softmax over labels (Radford et al. 2018, section 3.2). */
import type { ModelConfig } from '../config.ts'
import { gptHidden, outputTable } from '../model/gpt.ts'
import { unembed } from '../model/layers.ts'
import { type Pass, startPass } from '../model/pass.ts'
import { appendOptimizer, type ModelLayout, type OptimizerSettings } from '../model/plans.ts'
import { differentiate } from '../plan/differentiate.ts'
import { elements, type Plan, type Tensor } from '../plan/plan.ts'
import { Trace } from '../plan/trace.ts'
import { sequencesOf, type TaskShape } from './batches.ts'
import { SCORE } from './grow.ts'

export interface Objective {
  /** weight of the auxiliary language-modelling loss; 0 leaves it out */
  lambda: number
  /** dropout on what the head reads */
  classifierDropout: number
}

/** Rows of the head: a label each, or one score for each answer. */
export const outputsOf = ({ form, labels }: Pick<TaskShape, 'form' | 'labels'>): number => (form === 'choice' ? 1 : labels)

/**
 * A PackedBatch → labelLosses [B] of L2, tokenLosses [B·S·T] of L1 where λ > 0, and AdamW's update by L3 = L2 + λ·L1.
 * `gradNorm` [1] is the norm before clipping.
 */
export function fineTuningPlan(
  config: ModelConfig,
  layout: ModelLayout,
  shape: TaskShape,
  objective: Objective,
  optimizer: OptimizerSettings,
): Plan {
  const t = lossTrace('fine-tuning', config, layout, shape, objective)
  appendOptimizer(t, layout, optimizer)
  return t.plan()
}

/** As `fineTuningPlan`, without the update: every gradient of L3. */
export function taskGradientPlan(config: ModelConfig, layout: ModelLayout, shape: TaskShape, objective: Objective): Plan {
  return lossTrace('gradients of a task', config, layout, shape, objective).plan()
}

/** ids [B·S,T] and `at` → scores [B,labels], without dropout. */
export function classifyingPlan(config: ModelConfig, layout: ModelLayout, shape: TaskShape): Plan {
  const t = new Trace('classifying', layout)
  const p = startPass(t, config, { batch: shape.batch * sequencesOf(shape), time: shape.time })
  head(p, shape, gptHidden(p), 0)
  return t.plan()
}

function lossTrace(
  name: string,
  config: ModelConfig,
  layout: ModelLayout,
  shape: TaskShape,
  { lambda, classifierDropout }: Objective,
): Trace {
  const t = new Trace(name, layout)
  const { batch, time, labels } = shape
  const sequences = batch * sequencesOf(shape)
  const p = startPass(t, config, { batch: sequences, time, training: true })
  const hidden = gptHidden(p)
  const scores = head(p, shape, hidden, classifierDropout)
  crossEntropy(t, scores, 'label', [batch], labels)
  if (lambda > 0) crossEntropy(t, unembed(p, hidden, outputTable(p)), 'token', [sequences, time], config.nVocab)
  differentiate(t)
  return t
}

/** hidden states [B·S,T,C] → scores [B,labels]; those of multiple choice are [B·K,1], which is the same numbers in the same order. */
function head(p: Pass, shape: TaskShape, hidden: Tensor, dropout: number): Tensor {
  const {
    t,
    config: { nEmbd: C, nLayer },
  } = p
  const pooled = pool(p, shape, hidden)
  const rows = pooled.shape[0]!
  let x = pooled
  if (dropout > 0) {
    x = t.activation('pooled.dropout', pooled.shape)
    // A stream after those of the blocks.
    t.call('dropout', { x: pooled }, { y: x }, { size: elements(pooled.shape), dropout, stream: 1 + 3 * nLayer })
  }
  const scores = t.activation('scores', [rows, outputsOf(shape)])
  t.call('linear', { x, weight: t.weight(SCORE) }, { y: scores }, { rows, in: C, out: outputsOf(shape), transposed: 1 })
  return scores
}

/** The states at the extract tokens [B·S,C]; of two orders their sum [B,C]. */
function pool({ t, rows, config: { nEmbd: width } }: Pass, { form, batch, labels }: TaskShape, x: Tensor): Tensor {
  const pick = (name: string, picked: number) => {
    const y = t.activation(name, [picked, width])
    t.call('gatherRows', { x, at: t.input(`${name}.at`, [picked], 'i32') }, { y }, { rows, picked, width })
    return y
  }
  if (form !== 'similarity') return pick('extract.0', batch * sequencesOf({ form, labels }))
  const sum = t.activation('extract.sum', [batch, width])
  t.call('add', { a: pick('extract.0', batch), b: pick('extract.1', batch) }, { y: sum }, { size: batch * width })
  return sum
}

/** Inputs `<name>Targets` and `<name>Weights`, output `<name>Losses`. */
function crossEntropy(t: Trace, logits: Tensor, name: string, shape: readonly number[], vocab: number): void {
  const rows = elements(shape)
  const inputs = { logits, targets: t.input(`${name}Targets`, shape, 'i32'), weights: t.input(`${name}Weights`, shape) }
  const outputs = { losses: t.activation(`${name}Losses`, [rows]), dlogits: t.activation(`grad/${logits.name}`, logits.shape) }
  t.call('crossEntropy', inputs, outputs, { rows, vocab })
}
