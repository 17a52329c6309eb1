/** A pre-trained model made ready for a task: three tokens more, and a linear head. */
import type { Tensors } from '../checkpoint/tensors.ts'
import { familyOf, type ModelConfig, validateConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { initialWeights } from '../model/init.ts'
import { modelParameters } from '../model/model.ts'
import { weight } from '../model/parameters.ts'
import type { ModelLayout } from '../model/plans.ts'
import { layOut } from '../plan/trace.ts'
import { SPECIAL_NAMES } from './tokens.ts'

/** The head's one tensor [outputs,C], with the name and the layout that Hugging Face's classifiers have. It has no bias. */
export const SCORE = 'score.weight'

/** The config with the special tokens in its vocabulary. @throws CourseError 'bad-config' for a model that is no GPT */
export function grownConfig(config: ModelConfig): ModelConfig {
  if (familyOf(config) !== 'gpt') {
    throw new CourseError(
      'bad-config',
      `Fine-tuning reads what the last transformer block says, but this model is a ${familyOf(config)}.`,
      'Start from a GPT.',
    )
  }
  if (config.surgery?.noMask) {
    throw new CourseError(
      'bad-config',
      'This model has no causal mask, so its tokens would see the padding that follows them.',
      'Start from a model with its mask.',
    )
  }
  return validateConfig({ ...config, nVocab: config.nVocab + SPECIAL_NAMES.length })
}

/** @param config with the special tokens @param outputs rows of the head: the labels, or 1 where answers are scored one by one */
export const taskLayout = (config: ModelConfig, outputs: number): ModelLayout =>
  layOut([...modelParameters(config), weight(SCORE, [outputs, config.nEmbd])])

/**
 * The flat weights [layout.size] that fine-tuning starts from: all drawn as for a new model by `seed`, N(0, 0.02), and what was
 * pre-trained written over it. So the rows of the three new tokens, the last of their table, and the head stay random.
 */
export const grownWeights = (
  config: ModelConfig,
  weights: Tensors,
  outputs: number,
  seed: number,
  transferred = config.nLayer,
): Float32Array => grownInto(taskLayout(grownConfig(config), outputs), config, weights, seed, transferred)

/**
 * As `grownWeights`, into a layout that has all of the model's parameters, with three tokens more: with a head, or without one.
 * @param transferred as in the left half of the paper's figure 2: 0 takes over the embeddings alone, n also the first n blocks; what
 * comes after a block that stays new stays new too
 * @throws CourseError 'bad-argument' for more blocks than there are
 */
export function grownInto(
  layout: ModelLayout,
  config: ModelConfig,
  weights: Tensors,
  seed: number,
  transferred = config.nLayer,
): Float32Array {
  validateTransferred(transferred, config)
  const flat = initialWeights(layout, seed)
  for (const { name } of modelParameters(config)) {
    if (depthOf(name, config) > transferred) continue
    const { offset } = layout.parameters.find((parameter) => parameter.name === name)!
    const tensor = weights.get(name)
    if (!tensor) throw new CourseError('bad-checkpoint', `The pre-trained model has no tensor "${name}".`, 'Use a whole model.')
    flat.set(tensor.data, offset)
  }
  return flat
}

/** How many blocks must be taken over for a parameter to be: 0 of the embeddings, l + 1 of block l, all of what follows the blocks. */
function depthOf(name: string, { nLayer }: ModelConfig): number {
  const block = /^h\.(\d+)\./.exec(name)
  if (block) return Number(block[1]) + 1
  return name.startsWith('tokens_embed') || name.startsWith('positions_embed') ? 0 : nLayer
}

/** @throws CourseError 'bad-argument' */
export function validateTransferred(transferred: number, { nLayer }: Pick<ModelConfig, 'nLayer'>): void {
  if (Number.isInteger(transferred) && transferred >= 0 && transferred <= nLayer) return
  throw new CourseError(
    'bad-argument',
    `${transferred} blocks are to be taken over, but the model has ${nLayer}.`,
    `Take a whole number from 0 (the embeddings alone) to ${nLayer}.`,
  )
}
