/** What the contract test tries: for every op, small traces on odd shapes, with each option on and off. */
import { attentions } from './cases/attention.ts'
import type { Case } from './cases/case.ts'
import { embeddings } from './cases/embedding.ts'
import { picks } from './cases/gatherRows.ts'
import { layerNorms } from './cases/layerNorm.ts'
import { linears } from './cases/linear.ts'
import { pointwise } from './cases/pointwise.ts'
import { samplings } from './cases/sampleToken.ts'
import { quantized } from './cases/quantized.ts'
import { sequences } from './cases/sequence.ts'
import { entropies, optimizers, softEntropies } from './cases/training.ts'

export type { Case } from './cases/case.ts'

export const cases: readonly Case[] = [
  ...embeddings,
  ...linears,
  ...attentions,
  ...layerNorms,
  ...entropies,
  ...softEntropies,
  ...optimizers,
  ...sequences,
  ...pointwise,
  ...picks,
  ...quantized,
  ...samplings,
]
