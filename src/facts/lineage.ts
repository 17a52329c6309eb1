/** Language models since GPT-1, by date, in the choices that this course's core has for each of them. */
import type { Variant } from '../core/config/modelConfig.ts'
import { fact } from './facts.ts'

/** How keys and values are shared among the heads; 'latent' keeps one compressed vector a token (DeepSeek's MLA). */
export type Sharing = 'own' | 'grouped' | 'one' | 'latent'

export interface Ancestor {
  id: string
  name: string
  /** day of the paper or the release: "2018-06-11" */
  date: string
  /** null where its makers did not say */
  parameters: number
  /** of them used for a token, where a router chooses */
  active?: number
  /** read in training; null where it is not said */
  tokens: number | null
  context: number
  /** 'output': on what a sub-layer gives, before it is added */
  norm: Variant['norm'] | 'output'
  normKind: Variant['normKind']
  positions: 'learned' | 'rotary'
  activation: 'gelu' | 'swiglu'
  sharing: Sharing
  biases: boolean
  tied: boolean
  /** of the bibliography */
  source: string
}

const LLAMA = { norm: 'pre', normKind: 'rms', positions: 'rotary', activation: 'swiglu', biases: false, tied: false } as const
const GPT2 = { norm: 'pre', normKind: 'layer', positions: 'learned', activation: 'gelu', sharing: 'own', biases: true, tied: true } as const

/** By date. Of a family, the largest model of its paper, or of Qwen3 the largest dense one. */
export const LINEAGE: readonly Ancestor[] = [
  {
    ...GPT2,
    id: 'gpt1',
    name: 'GPT-1',
    date: '2018-06-11',
    parameters: fact('gpt1.parameters'),
    // BooksCorpus' words, as often as it read them; how many tokens they make, the paper does not say.
    tokens: fact('books.words') * fact('gpt1.epochs'),
    context: fact('gpt1.context'),
    norm: 'post',
    source: 'radford2018',
  },
  {
    ...GPT2,
    id: 'gpt2',
    name: 'GPT-2 XL',
    date: '2019-02-14',
    parameters: fact('gpt2.xl.parameters'),
    tokens: null,
    context: fact('gpt2.context'),
    source: 'radford2019',
  },
  {
    ...GPT2,
    id: 'gpt3',
    name: 'GPT-3',
    date: '2020-05-28',
    parameters: fact('gpt3.billions') * 1e9,
    tokens: fact('gpt3.tokens'),
    context: fact('gpt3.context'),
    source: 'brown2020',
  },
  {
    ...LLAMA,
    id: 'palm',
    name: 'PaLM',
    date: '2022-04-05',
    parameters: 540e9,
    tokens: 780e9,
    context: 2048,
    normKind: 'layer',
    sharing: 'one',
    tied: true,
    source: 'chowdhery2022',
  },
  {
    ...LLAMA,
    id: 'llama',
    name: 'LLaMA 65B',
    date: '2023-02-27',
    parameters: 65.2e9,
    tokens: 1.4e12,
    context: 2048,
    sharing: 'own',
    source: 'touvron2023',
  },
  {
    ...LLAMA,
    id: 'llama2',
    name: 'Llama 2 70B',
    date: '2023-07-18',
    parameters: 70e9,
    tokens: 2e12,
    context: 4096,
    sharing: 'grouped',
    source: 'touvron2023b',
  },
  {
    ...LLAMA,
    id: 'llama3',
    name: 'Llama 3 405B',
    date: '2024-07-31',
    parameters: 405e9,
    tokens: 15.6e12,
    context: 131_072,
    sharing: 'grouped',
    source: 'dubey2024',
  },
  {
    ...LLAMA,
    id: 'deepseek',
    name: 'DeepSeek-V3',
    date: '2024-12-27',
    parameters: 671e9,
    active: 37e9,
    tokens: 14.8e12,
    context: 131_072,
    sharing: 'latent',
    source: 'deepseek2024',
  },
  {
    ...LLAMA,
    id: 'olmo2',
    name: 'OLMo 2 13B',
    date: '2024-12-31',
    parameters: 13e9,
    tokens: 5e12,
    context: 4096,
    norm: 'output',
    sharing: 'own',
    source: 'olmo2024',
  },
  {
    ...LLAMA,
    id: 'qwen3',
    name: 'Qwen3 32B',
    date: '2025-05-14',
    parameters: 32.8e9,
    tokens: 36e12,
    context: 131_072,
    sharing: 'grouped',
    source: 'yang2025',
  },
]
