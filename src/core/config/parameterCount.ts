/** How many numbers a model learns, by arithmetic alone. */
import type { ModelConfig } from './modelConfig.ts'
import { familyOf, headSizeOf, innerWidth, kvHeads, learnedNorms, variantOf } from './variant.ts'

/** Number of learned numbers. A weight that is used in several places (a tied output, a shared layer) is counted once. */
export function parameterCount(config: ModelConfig): number {
  const { nLayer, nEmbd: C, nCtx, nVocab: V } = config
  switch (familyOf(config)) {
    case 'bigram':
      return V * V
    case 'mlp':
      return V * C + (nCtx * C * C + C) + (nLayer - 1) * (C * C + C) + (V * C + V)
    case 'rnn':
      return V * C + nLayer * (2 * C * C + C) + (V * C + V)
    case 'gpt':
      return gptCount(config)
  }
}

function gptCount(config: ModelConfig): number {
  const { nLayer, nEmbd: C, nCtx, nVocab, surgery = {} } = config
  const { positions, tied, shared, biases, normKind, activation } = variantOf(config)
  const bias = biases ? 1 : 0
  const heads = config.nHead * headSizeOf(config)
  const qkv = heads + 2 * kvHeads(config) * headSizeOf(config)
  const inner = innerWidth(config)
  const wider = activation === 'swiglu' ? 2 * inner : inner
  const attention = C * qkv + bias * qkv + heads * C + bias * C
  const feedForward = C * wider + bias * wider + inner * C + bias * C
  const silent = [...new Set(surgery.silent)]
  const blocks = (part: string) => (shared ? 1 : nLayer - silent.filter((name) => name.endsWith(part)).length)
  const norm = normKind === 'rms' ? C : C + bias * C
  const table = positions === 'learned' && !surgery.noPositions ? nCtx * C : 0
  return (
    nVocab * C +
    table +
    blocks('.attn') * attention +
    blocks('.mlp') * feedForward +
    learnedNorms(config).size * norm +
    (tied ? 0 : nVocab * C)
  )
}

/** One block of GPT-1: attention 4C² + 4C, feed-forward 8C² + 5C, two LayerNorms 4C. */
export function blockParameterCount(C: number): number {
  return 12 * C * C + 13 * C
}
