/** The published models that this course compares with, by their sizes. */
import type { ModelConfig } from '../core/config.ts'
import { fact } from './facts.ts'

export interface PublishedModel {
  id: string
  name: string
  config: ModelConfig
}

const GPT2 = {
  nVocab: fact('gpt2.vocabulary'),
  nCtx: fact('gpt2.context'),
  dropout: fact('gpt1.dropout'),
  variant: { norm: 'pre' },
} as const

const gpt2 = (size: 'small' | 'medium' | 'large' | 'xl', name: string): PublishedModel => ({
  id: `gpt2-${size}`,
  name,
  config: { ...GPT2, nLayer: fact(`gpt2.${size}.layers`), nHead: fact(`gpt2.${size}.heads`), nEmbd: fact(`gpt2.${size}.width`) },
})

/** Smallest width first. GPT-3's sparse layers have the weights of dense ones. */
export const PUBLISHED: readonly PublishedModel[] = [
  {
    id: 'gpt1',
    name: 'GPT-1',
    config: {
      nLayer: fact('gpt1.layers'),
      nHead: fact('gpt1.heads'),
      nEmbd: fact('gpt1.width'),
      nCtx: fact('gpt1.context'),
      nVocab: fact('gpt1.vocabulary'),
      dropout: fact('gpt1.dropout'),
    },
  },
  gpt2('small', 'GPT-2 small'),
  gpt2('medium', 'GPT-2 medium'),
  gpt2('large', 'GPT-2 large'),
  gpt2('xl', 'GPT-2 XL'),
  {
    id: 'gpt3',
    name: 'GPT-3',
    config: {
      ...GPT2,
      nLayer: fact('gpt3.layers'),
      nHead: fact('gpt3.heads'),
      nEmbd: fact('gpt3.width'),
      nCtx: fact('gpt3.context'),
      nVocab: fact('gpt3.vocabulary'),
    },
  },
]
