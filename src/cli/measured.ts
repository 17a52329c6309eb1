/** The text that a model is measured on, and the loss on it while Ctrl-C is heard. */
import type { Model } from '../core/checkpoint/hfFolder.ts'
import type { Tensors } from '../core/checkpoint/tensors.ts'
import type { ModelConfig } from '../core/config.ts'
import { heldOutLoss as coreHeldOutLoss, quantizedLoss as coreQuantizedLoss } from '../core/compress/measured.ts'
import type { QuantizedWeights } from '../core/compress/quantize.ts'
import { BUNDLED_TEXTS } from '../core/data/bundled.ts'
import { checkCorpus, type Corpus, prepareCorpus } from '../core/data/corpus.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { UsageError } from './arguments.ts'
import { finite } from './finite.ts'
import { turn } from './output.ts'
import { type LoadedText, loadText, noteUnknown } from './text.ts'

export interface LoadedCorpus {
  text: LoadedText
  corpus: Corpus
}

/** The text that was asked for, or the bundled one that the model learned from, in the model's tokens. @throws UsageError where there is none */
export async function corpusFor({ tokenizer, run, config }: Model, asked: string | undefined): Promise<LoadedCorpus> {
  const name = asked ?? BUNDLED_TEXTS.find(({ id }) => id === run?.corpus.id)?.id
  if (name === undefined)
    throw new UsageError(
      `--corpus is needed, for the model does not say what it learned from: a file, or one of ${BUNDLED_TEXTS.map(({ id }) => id).join(', ')}.`,
    )
  const text = await loadText(name)
  const corpus = prepareCorpus(text.text, tokenizer)
  noteUnknown(corpus.unknown)
  checkCorpus(corpus, config.nCtx)
  return { text, corpus }
}

/** nats per token over the whole held-out text; signals get their turn meanwhile */
export const heldOutLoss = async (runtime: Runtime, config: ModelConfig, weights: Tensors, ids: Int32Array): Promise<number> =>
  finite('The loss', await coreHeldOutLoss(runtime, config, weights, ids, turn))

/** As `heldOutLoss`, from packed weights. */
export const quantizedLoss = async (runtime: Runtime, config: ModelConfig, weights: QuantizedWeights, ids: Int32Array): Promise<number> =>
  finite('The loss', await coreQuantizedLoss(runtime, config, weights, ids, turn))

export const inKb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`
