/** The sizes of a model as arguments, the same for `train`, `plan` and `bench`. */
import { type ModelConfig, validateConfig } from '../core/config.ts'
import { attempt, number, type Values, whole } from './arguments.ts'
import { shapeOf, shapeOptions } from './shape.ts'

export const SIZES = { layers: 4, heads: 4, embd: 128, ctx: 128, dropout: 0 } as const
export const BATCH = 8

/** Arguments for commands that invent a model, with a vocabulary of their own. */
export const sizeOptions = {
  layers: whole(SIZES.layers, 1).help('blocks'),
  heads: whole(SIZES.heads, 1).help('attention heads of a block'),
  embd: whole(SIZES.embd, 1).help('width'),
  ctx: whole(SIZES.ctx, 1).help('tokens that the model sees at once'),
  batch: whole(BATCH, 1).help('windows of a batch'),
  vocab: whole(65, 1).help('tokens of the vocabulary'),
  dropout: number(SIZES.dropout).help('share of activations that a step drops'),
  ...shapeOptions,
}

export type SizeValues = Omit<Values<typeof sizeOptions>, 'batch'>

/** @throws UsageError for sizes that no model can have */
export const configOf = ({ layers, heads, embd, ctx, vocab, dropout, ...shape }: SizeValues): ModelConfig =>
  attempt(() => validateConfig({ nLayer: layers, nHead: heads, nEmbd: embd, nCtx: ctx, nVocab: vocab, dropout, ...shapeOf(shape) }))
