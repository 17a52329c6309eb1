/** What answers with tokens in a saved model of any kind: packed weights as the floats that they stand for, a tuned model without its head, adapters in their base. */
import type { Model, ModelFolder } from '../checkpoint/model.ts'
import { type Tensors, unflatten } from '../checkpoint/tensors.ts'
import { readAdapterFolder } from '../compress/adapterFolder.ts'
import { type LoraSettings, mergeAdapters } from '../compress/lora.ts'
import { plainModel } from '../compress/quantizedFolder.ts'
import type { ModelConfig } from '../config.ts'
import { type ClassifierModel, headRows } from '../finetune/classifierFolder.ts'
import { taskLayout } from '../finetune/grow.ts'
import { SPECIAL_NAMES } from '../finetune/tokens.ts'
import { modelParameters } from '../model/model.ts'
import { elements } from '../plan/plan.ts'
import type { Saved } from './saved.ts'

/** The language model of everything that is a model by itself. */
export function languageModelOf(saved: Exclude<Saved, { kind: 'adapter' }>): Model {
  switch (saved.kind) {
    case 'language':
      return saved.model
    case 'quantized':
      return plainModel(saved.packed)
    case 'classifier':
      return withoutHead(saved.classifier)
  }
}

/** The base with the adapters in its matrices. @throws CourseError where they do not fit together */
export function adapted(
  base: Pick<Model, 'config' | 'tokenizer' | 'weights'>,
  files: ModelFolder,
): { model: Model; settings: LoraSettings } {
  const { config, tokenizer, weights } = base
  const { adapters, settings } = readAdapterFolder(files, config)
  return { model: { config, tokenizer, weights: mergeAdapters(config, weights, adapters, settings) }, settings }
}

/** The model that reads and writes text as before: the tokens of the task are the last rows of their table, and fall away with the head. */
function withoutHead(classifier: ClassifierModel): Model {
  const config = textConfig(classifier.config)
  return { config, tokenizer: classifier.tokenizer.base, weights: textWeights(classifier.config, headRows(classifier), classifier.weights) }
}

/** @param grown with the special tokens */
export const textConfig = (grown: ModelConfig): ModelConfig => ({ ...grown, nVocab: grown.nVocab - SPECIAL_NAMES.length })

/** @param grown with the special tokens @param outputs rows of the head @param flat [taskLayout(grown, outputs).size] */
export function textWeights(grown: ModelConfig, outputs: number, flat: Float32Array): Tensors {
  const all = unflatten(taskLayout(grown, outputs), flat)
  return new Map(
    modelParameters(textConfig(grown)).map(({ name, shape }) => [name, { shape, data: all.get(name)!.data.subarray(0, elements(shape)) }]),
  )
}
