/** What a kept model is, and what it was made from, in a line. */
import { fixed, int } from '../../ui/format.ts'
import type { ModelSummary } from '../../worker/protocol.ts'

const MADE = {
  finetune: 'from',
  lora: 'on',
  distill: 'taught by',
  prune: 'from',
  quantize: 'from',
} as const

/** "sentiment, from first run at step 3,000, step 150, 96.5 % right"; of a language model "Moby-Dick, step 3,000". @param step where it is by now */
export function aboutModel(model: ModelSummary, step: number): string {
  const { lineage, textTitle } = model
  const from = lineage && `${MADE[lineage.by]} ${lineage.from.name}${lineage.from.step > 0 ? ` at step ${int(lineage.from.step)}` : ''}`
  const parts = [whatItIs(model), from, from ? '' : textTitle, step > 0 ? `step ${int(step)}` : '', howGood(model)].filter(Boolean)
  return parts.join(', ') || 'trained elsewhere'
}

function whatItIs(model: ModelSummary): string {
  switch (model.kind) {
    case 'language':
      return model.lineage?.by === 'distill' ? 'a student' : model.lineage?.by === 'prune' ? 'fewer heads' : ''
    case 'quantized':
      return `${model.bits} bits a weight`
    case 'adapter':
      return `adapters of rank ${model.adapters.rank}`
    case 'classifier':
      return model.task.title || model.task.id || `tuned to answer ${model.task.labels.join(', ') || 'which of several'}`
  }
}

function howGood(model: ModelSummary): string {
  const report = model.kind === 'classifier' ? model.task.reports.at(-1) : undefined
  return report ? `${fixed(100 * report.accuracy, 1)} % right` : ''
}
