/** The plans of the three translators: training, and the logits of an answer so far. */
import { differentiate } from '../plan/differentiate.ts'
import type { Plan } from '../plan/plan.ts'
import { layOut, Trace } from '../plan/trace.ts'
import { appendOptimizer, type ModelLayout, type OptimizerSettings } from './plans.ts'
import { type TranslatorConfig, translator, translatorParameters } from './translators.ts'

export const translatorLayout = (config: TranslatorConfig): ModelLayout => layOut(translatorParameters(config))

/** Inputs of tokens: `source` and `answer` [B,T], or `ids` [B,2T] where one stack reads both. */
export const readsOneRow = ({ family }: TranslatorConfig): boolean => family !== 'encoder-decoder'

/** … targets and `loss weights` [B,T] → losses [B·T] and every gradient. */
export function translatorGradientPlan(config: TranslatorConfig, layout: ModelLayout, batch: number): Plan {
  return lossTrace(config, layout, batch).plan()
}

/** … and AdamW's update. */
export function translatorTrainingPlan(config: TranslatorConfig, layout: ModelLayout, batch: number, optimizer: OptimizerSettings): Plan {
  const t = lossTrace(config, layout, batch)
  appendOptimizer(t, layout, optimizer)
  return t.plan()
}

/** … → logits [B·T,V]; with `inspect` the shares of every attention, `decoder.0.cross.probs` [B,H,T,T] among them. */
export function translatorPlan(config: TranslatorConfig, layout: ModelLayout, batch: number, inspect = false): Plan {
  const t = new Trace('translation', layout)
  translator(t, config, batch, inspect)
  return t.plan()
}

function lossTrace(config: TranslatorConfig, layout: ModelLayout, batch: number): Trace {
  const t = new Trace('translator training', layout)
  const logits = translator(t, config, batch)
  const shape = [batch, config.time]
  const rows = batch * config.time
  const inputs = { logits, targets: t.input('targets', shape, 'i32'), weights: t.input('loss weights', shape) }
  const outputs = { losses: t.activation('losses', [rows]), dlogits: t.activation('grad/logits', logits.shape) }
  t.call('crossEntropy', inputs, outputs, { rows, vocab: config.nVocab })
  differentiate(t)
  return t
}
