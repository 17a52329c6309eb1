/** What the page shows of a model whose files alone are known, by its kind. */
import type { Model } from '../core/checkpoint/hfFolder.ts'
import { loraCount } from '../core/compress/lora.ts'
import type { LoraSettings } from '../core/compress/lora.ts'
import { headRows } from '../core/finetune/classifierFolder.ts'
import { stepsOfRun } from '../core/finetune/stopped.ts'
import { adapted, languageModelOf } from '../core/saved/languageModel.ts'
import type { Saved } from '../core/saved/saved.ts'
import { parameterCount } from '../core/config.ts'
import { summaryOf } from './modelRecord.ts'
import type { ModelConfig } from '../core/config/modelConfig.ts'
import type { Lineage, ModelSummary, TunedTask, UnsavedModel } from './protocol.ts'

type Own = Pick<ModelSummary, 'id' | 'name' | 'origin'>
/** A model that another was made from. */
export interface Base {
  summary: ModelSummary
  model: Pick<Model, 'config' | 'tokenizer' | 'weights'>
}

export const lineageOf = (by: Lineage['by'], { id, name, step }: ModelSummary): Lineage => ({ by, from: { id, name, step } })

/** @param base of adapters @throws CourseError where adapters do not fit their base */
export function importedSummary(saved: Saved, own: Own, base?: Base): UnsavedModel {
  switch (saved.kind) {
    case 'adapter': {
      const { model, settings } = adapted(base!.model, saved.files)
      return { ...plain(model, own), ...adapterKind(model.config, settings), lineage: lineageOf('lora', base!.summary) }
    }
    case 'quantized':
      return { ...plain(languageModelOf(saved), own), kind: 'quantized', bits: saved.packed.weights.bits }
    case 'classifier': {
      const { classifier, record } = saved
      const task: TunedTask = {
        id: record?.data.id ?? '',
        title: '',
        form: classifier.form,
        labels: classifier.labels,
        train: record?.data.train ?? 0,
        heldOut: record?.data.heldOut ?? 0,
        settings: record?.settings ?? null,
        reports: [],
        shortcuts: [],
      }
      const model = languageModelOf(saved)
      return {
        ...plain(model, own),
        kind: 'classifier',
        task,
        parameters: parameterCount(classifier.config) + headRows(classifier) * model.config.nEmbd,
        ...(record && { step: record.step, totalSteps: stepsOfRun(record), resumable: true }),
      }
    }
    case 'language':
      return plain(saved.model, own)
  }
}

export const adapterKind = (config: ModelConfig, lora: LoraSettings) => ({
  kind: 'adapter' as const,
  adapters: { rank: lora.rank, alpha: lora.alpha, targets: lora.targets, trainable: loraCount(config, lora) },
})

/** Of a language model, as its record tells it. */
function plain(model: Model, own: Own): UnsavedModel {
  const { savedAt: _, bytes: __, ...summary } = summaryOf(model, { ...own, savedAt: 0, bytes: 0 })
  return summary
}
