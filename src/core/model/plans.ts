/** The plans that the course replays: training, evaluation, gradients, inspection, decoding. */
import type { Drawable } from '../drawable.ts'
import { familyOf, type ModelConfig, validateConfig } from '../config.ts'
import { differentiate } from '../plan/differentiate.ts'
import type { ParameterLayout, Plan, Tensor } from '../plan/plan.ts'
import { layOut, Trace } from '../plan/trace.ts'
import { gptHidden, outputTable } from './gpt.ts'
import { headLoss, losesInChunks } from './headLoss.ts'
import { forward, modelParameters } from './model.ts'
import { startPass } from './pass.ts'

export interface OptimizerSettings {
  beta1: number
  beta2: number
  eps: number
  weightDecay: number
  clip: number
}

export type ModelLayout = ReturnType<typeof layOut>

export function modelLayout(config: ModelConfig): ModelLayout {
  return layOut(modelParameters(validateConfig(config)))
}

/**
 * ids, targets [B,T] → losses [B·T], and AdamW's update of every parameter. `gradNorm` [1] is the norm before clipping.
 * This and the next two have no tensor `logits` where those would be too many to keep (see headLoss.ts).
 */
export function trainingPlan(
  config: ModelConfig,
  layout: ModelLayout,
  batch: number,
  optimizer: OptimizerSettings,
  time = config.nCtx,
): Plan {
  const t = lossTrace('training', config, layout, batch, time, true)
  differentiate(t)
  appendOptimizer(t, layout, optimizer)
  return t.plan()
}

/** After a backward pass: `gradNorm` [1], before clipping, and AdamW's update of every parameter. */
export function appendOptimizer(t: Trace, layout: ModelLayout, optimizer: OptimizerSettings): void {
  const norm = t.activation('gradNorm', [1])
  const size = layout.size
  t.call('gradNorm', { grads: t.flat('grad') }, { norm }, { size })
  t.call(
    'adamW',
    { grads: t.flat('grad'), norm },
    { weights: t.flat('weight'), m: t.flat('m'), v: t.flat('v') },
    { size, decayUntil: layout.decayUntil, ...optimizer },
  )
}

export interface GradientOptions {
  /** keep what training fuses away: every `h.N.attn.probs` */
  inspect?: boolean
  /** default 0; with a step's seed and number, the masks are that step's */
  dropout?: number
  /** an input `loss weights` [B·T] says what each token's loss counts; default 1/(B·T) */
  weighted?: boolean
}

/** ids, targets [B,T] → losses [B·T] and every gradient, without an update. */
export function gradientPlan(
  config: ModelConfig,
  layout: ModelLayout,
  batch: number,
  time = config.nCtx,
  options: GradientOptions = {},
): Plan {
  const { inspect = false, dropout = 0, weighted = false } = options
  const t = new Trace(inspect ? 'inspected gradients' : 'gradients', layout)
  traceLoss(t, config, batch, time, true, dropout, inspect, weighted)
  differentiate(t)
  t.call('gradNorm', { grads: t.flat('grad') }, { norm: t.activation('gradNorm', [1]) }, { size: layout.size })
  return t.plan()
}

/** ids, targets [B,T] → losses [B·T], without dropout. */
export function evaluationPlan(config: ModelConfig, layout: ModelLayout, batch: number, time = config.nCtx): Plan {
  return lossTrace('evaluation', config, layout, batch, time, false).plan()
}

/** ids [1,T] → `next` [1,V], the logits after the token that `at` [1] names: a pass of its own for a text that no cache holds. */
export function nextTokenPlan(config: ModelConfig, layout: ParameterLayout, time = config.nCtx): Plan {
  const { nEmbd: C, nVocab: V } = config
  const t = new Trace('next token', layout)
  const at = t.input('at', [1], 'i32')
  const pick = (x: Tensor, name: string, width: number): Tensor => {
    const y = t.activation(name, [1, width])
    t.call('gatherRows', { x, at }, { y }, { rows: time, picked: 1, width })
    return y
  }
  if (familyOf(config) === 'gpt') {
    const p = startPass(t, config, { batch: 1, time })
    const x = pick(gptHidden(p), 'last', C)
    t.call('linear', { x, weight: outputTable(p) }, { y: t.activation('next', [1, V]) }, { rows: 1, in: C, out: V, transposed: 1 })
  } else pick(forward(t, config, { batch: 1, time }), 'next', V)
  return t.plan()
}

/** ids [1,T] → logits [T,V], and every `h.N.attn.probs` [1,H,T,T] of a GPT; with the loss, targets [1,T] → losses [T] too. */
export function inspectionPlan(config: ModelConfig, layout: ParameterLayout, time = config.nCtx, withLoss = false): Plan {
  const t = new Trace('inspection', layout)
  if (withLoss) traceLoss(t, config, 1, time, false, 0, true)
  else forward(t, config, { batch: 1, time, inspect: true })
  return t.plan()
}

/** A cache of keys and values holds what a token knows for good: only if no later token changes it. */
export const decodesByCache = (config: ModelConfig): boolean => familyOf(config) === 'gpt' && !config.surgery?.noMask

/**
 * ids [1,1] at the replay's position → logits [1,V], against a KV cache; and the next token, drawn as the replay says, again in
 * ids, in `drawn` [nCtx] and with its probability in `chances` [nCtx]. For models that `decodesByCache` knows.
 */
export function decodingPlan(
  config: ModelConfig,
  layout: ParameterLayout,
  drawable: Drawable = { tokens: config.nVocab, never: -1 },
): Plan {
  const { nCtx, nVocab } = config
  const t = new Trace('decoding', layout)
  const logits = forward(t, config, { batch: 1, time: 1, decode: true })
  const outputs = { ids: t.tensors.get('ids'), drawn: t.state('drawn', [nCtx]), chances: t.state('chances', [nCtx]) }
  t.call('sampleToken', { logits }, outputs, { vocab: nVocab, ...drawable })
  return t.plan()
}

/** Tokens of a prompt that are taken at once: so many that a matrix is read for a few dozen rows, so few that a short prompt wastes little. */
export const PROMPT_ROWS = 32

/**
 * ids [1,T] from the replay's position on → their keys and values in the KV cache of the decoding plan, beside whose program it is
 * compiled; T = min(PROMPT_ROWS, nCtx), and position + T is at most nCtx. Every token gets the bits that the decoding plan gives it.
 * What the last block computes beside its keys and values, and the logits, nobody asks for: they are left out.
 */
export function promptPlan(config: ModelConfig, layout: ParameterLayout): Plan {
  const t = new Trace('prompt', layout)
  gptHidden(startPass(t, config, { batch: 1, time: Math.min(PROMPT_ROWS, config.nCtx), decode: true }))
  const plan = t.plan()
  const calls = plan.calls.slice(0, plan.calls.findLastIndex(({ op }) => op === 'attentionDecode') + 1)
  const used = new Set(calls.flatMap(({ inputs, outputs }) => [inputs, outputs].flatMap(Object.values)).map(({ name }) => name))
  return { ...plan, calls, tensors: new Map([...plan.tensors].filter(([name]) => used.has(name))) }
}

function lossTrace(name: string, config: ModelConfig, layout: ParameterLayout, batch: number, time: number, withGradient: boolean): Trace {
  const t = new Trace(name, layout)
  traceLoss(t, config, batch, time, withGradient)
  return t
}

/** ids, targets [B,T] → losses [B·T], and logits [B·T,V] where those are few enough to keep; with the gradient, what `differentiate` starts from. */
export function traceLoss(
  t: Trace,
  config: ModelConfig,
  batch: number,
  time: number,
  withGradient: boolean,
  dropout = config.dropout,
  inspect = false,
  weighted = false,
): void {
  const shape = { batch, time, training: withGradient, inspect }
  const weights = weighted ? t.input('loss weights', [batch * time]) : undefined
  if (familyOf(config) === 'gpt' && losesInChunks(batch * time, config.nVocab)) {
    const p = startPass(t, { ...config, dropout }, shape)
    const x = gptHidden(p)
    headLoss(t, { x, table: outputTable(p), targets: t.input('targets', [batch, time], 'i32'), rows: p.rows, withGradient, weights })
    return
  }
  const logits = forward(t, { ...config, dropout }, shape)
  const targets = t.input('targets', [batch, time], 'i32')
  const losses = t.activation('losses', [batch * time])
  const dlogits = withGradient ? t.activation('grad/logits', logits.shape) : undefined
  t.call('crossEntropy', { logits, targets, weights }, { losses, dlogits }, { rows: batch * time, vocab: config.nVocab })
}
