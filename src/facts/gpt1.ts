/** GPT-1: what it is made of, how it was pre-trained, and how it was tuned. */
import type { Facts } from './fact.ts'

const PAPER = 'radford2018 section 4.1'
const CODE = 'openai-transformer-lm'

export const GPT1 = {
  'gpt1.layers': { value: 12, source: PAPER },
  'gpt1.heads': { value: 12, source: PAPER },
  'gpt1.width': { value: 768, source: PAPER },
  'gpt1.inner': { value: 3072, source: PAPER },
  'gpt1.head': { value: 64, source: PAPER, follows: '768 / 12' },
  'gpt1.context': { value: 512, source: PAPER },
  'gpt1.merges': { value: 40_000, source: PAPER },
  'gpt1.symbols': { value: 238, source: CODE, follows: 'counted in its vocabulary' },
  'gpt1.vocabulary': {
    value: 40_478,
    source: CODE,
    follows: '40,000 merges + 238 symbols + the same 238 at a word’s end + <unk> + the line end',
  },
  'gpt1.parameters': { value: 116_534_784, source: CODE, follows: 'counted in its weights' },
  'gpt1.table': { value: 31_087_104, source: CODE, follows: '40,478 · 768' },
  'gpt1.positions': { value: 393_216, source: CODE, follows: '512 · 768' },
  'gpt1.block': { value: 7_087_872, source: CODE, follows: '12 · 768² + 13 · 768' },
  'gpt1.layerNormEps': { value: 1e-5, source: CODE },
  'gpt1.dropout': { value: 0.1, source: PAPER },
  'gpt1.initStd': { value: 0.02, source: PAPER },
  'gpt1.batch': { value: 64, source: PAPER },
  'gpt1.epochs': { value: 100, source: PAPER },
  'gpt1.learningRate': { value: 2.5e-4, source: PAPER },
  'gpt1.warmup': { value: 2000, source: PAPER },
  'gpt1.weightDecay': { value: 0.01, source: PAPER },
  'gpt1.perplexity': { value: 18.4, source: PAPER },
  'gpt1.books': { value: 7000, source: PAPER },
  'books.published': { value: 11_038, source: 'zhu2015 table 2' },
  'books.words': { value: 984_846_357, source: 'zhu2015 table 2' },
  'gpt1.gpus': { value: 8, source: 'openai2018 the appendix on compute' },
  'gpt1.cardTeraflops': { value: 12, source: 'openai2018 the appendix on compute' },
  'gpt1.utilization': { value: 0.33, source: 'openai2018 the appendix on compute' },
  'gpt1.days': { value: 30, source: 'openai2018 the appendix on compute' },
  'gpt1.petaflopDays': { value: 0.96, source: 'openai2018 the appendix on compute' },
  'gpt1.tuning.learningRate': { value: 6.25e-5, source: PAPER },
  'gpt1.tuning.batch': { value: 32, source: PAPER },
  'gpt1.tuning.epochs': { value: 3, source: PAPER },
  'gpt1.tuning.lambda': { value: 0.5, source: PAPER },
} as const satisfies Facts
