/** A run that is there already, for figures whose own runs are still to come: a model that has read the same text, as it learned, and a table of pairs. */
import type { LossPoint } from '../core/curve.ts'
import type { CoreApi, ModelSummary, TextRef } from '../worker/protocol.ts'

export interface Precedent {
  model: ModelSummary
  parameters: number
  /** read until it stood where it stands, each as often as it was read */
  tokens: number
  /** floating-point operations of all its steps, as the plan counts them */
  flops: number
  /** on held-out text, nats a character */
  loss: number
  /** of a table of counted pairs on the same text, nats a character; null where none was counted */
  bigram: number | null
  /** of its batches, thinned */
  curve: readonly LossPoint[]
}

/** The open model's, where it reads that text in single characters, or else that of another which does; null where there is none. */
export async function precedentOf(core: CoreApi, open: ModelSummary | null, text: TextRef): Promise<Precedent | null> {
  const fits = (model: ModelSummary): boolean => isPrecedent(model, text)
  const model = open && fits(open) ? open : (await core.models()).find(fits)
  if (!model?.spec) return null
  const { spec, step, parameters, validationLoss, bigramLoss, curve } = model
  const { flopsPerStep } = await core.estimate(spec)
  const tokens = step * spec.training.batch * spec.sizes.nCtx
  return { model, parameters, tokens, flops: step * flopsPerStep, loss: validationLoss!, bigram: bigramLoss, curve }
}

const isPrecedent = ({ kind, spec, step, validationLoss, charactersPerToken = 1 }: ModelSummary, text: TextRef): boolean =>
  (kind === 'language' || kind === 'quantized') &&
  step > 0 &&
  validationLoss !== null &&
  charactersPerToken === 1 &&
  spec?.text.kind === text.kind &&
  spec.text.id === text.id
