/** What making a model smaller is measured by: its loss on held-out text, and its bytes. */
import type { Model } from '../core/checkpoint/hfFolder.ts'
import { flatten, type Tensors } from '../core/checkpoint/tensors.ts'
import type { ModelConfig } from '../core/config.ts'
import { openQuantized } from '../core/compress/quantizedPlan.ts'
import type { QuantizedWeights } from '../core/compress/quantize.ts'
import { BUNDLED_TEXTS } from '../core/data/bundled.ts'
import { checkCorpus, type Corpus, prepareCorpus } from '../core/data/corpus.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { ParameterStore, Runtime } from '../core/runtime/runtime.ts'
import { UsageError } from './arguments.ts'
import { lossOverText } from './lossOverText.ts'
import { type LoadedText, loadText } from './text.ts'

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
  checkCorpus(corpus, config.nCtx)
  return { text, corpus }
}

/** nats per token over the whole held-out text */
export async function heldOutLoss(runtime: Runtime, config: ModelConfig, weights: Tensors, ids: Int32Array): Promise<number> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout, { training: false })
  store.write('weight', flatten(layout, weights))
  return lossIn(store, config, ids)
}

/** As `heldOutLoss`, from packed weights. */
export const quantizedLoss = async (runtime: Runtime, config: ModelConfig, weights: QuantizedWeights, ids: Int32Array): Promise<number> =>
  lossIn(await openQuantized(runtime, config, weights), config, ids)

async function lossIn(store: ParameterStore, config: ModelConfig, ids: Int32Array): Promise<number> {
  try {
    return (await lossOverText({ store, config, layout: modelLayout(config) }, ids)).loss
  } finally {
    store.destroy()
  }
}

export const tensorBytes = (tensors: Tensors): number => [...tensors.values()].reduce((sum, { data }) => sum + 4 * data.length, 0)

export const inKb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`
