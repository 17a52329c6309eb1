/** GPT-2's four sizes and GPT-3, to compare GPT-1 with. */
import type { Facts } from './fact.ts'

const MODEL = 'radford2019 section 2.3'
const SIZES = 'radford2019 table 2'
const CODE = 'openai-gpt-2'
const GPT3 = 'brown2020 section 2.1'
const RELEASED = 'counted in its weights, which were released'

export const LATER = {
  'gpt2.vocabulary': { value: 50_257, source: MODEL },
  'gpt2.context': { value: 1024, source: MODEL },
  'gpt2.batch': { value: 512, source: MODEL },
  'gpt2.small.layers': { value: 12, source: SIZES },
  'gpt2.small.width': { value: 768, source: SIZES },
  'gpt2.small.heads': { value: 12, source: CODE },
  'gpt2.small.parameters': { value: 124_439_808, source: CODE, follows: RELEASED },
  'gpt2.medium.layers': { value: 24, source: SIZES },
  'gpt2.medium.width': { value: 1024, source: SIZES },
  'gpt2.medium.heads': { value: 16, source: CODE },
  'gpt2.medium.parameters': { value: 354_823_168, source: CODE, follows: RELEASED },
  'gpt2.large.layers': { value: 36, source: SIZES },
  'gpt2.large.width': { value: 1280, source: SIZES },
  'gpt2.large.heads': { value: 20, source: CODE },
  'gpt2.large.parameters': { value: 774_030_080, source: CODE, follows: RELEASED },
  'gpt2.xl.layers': { value: 48, source: SIZES },
  'gpt2.xl.width': { value: 1600, source: SIZES },
  'gpt2.xl.heads': { value: 25, source: CODE },
  'gpt2.xl.parameters': { value: 1_557_611_200, source: CODE, follows: RELEASED },
  'gpt2.pages': { value: 45_000_000, source: 'radford2019 section 2.1' },
  'gpt2.documents': { value: 8_000_000, source: 'radford2019 section 2.1' },
  'gpt2.gigabytes': { value: 40, source: 'radford2019 section 2.1' },
  'gpt3.layers': { value: 96, source: GPT3 },
  'gpt3.width': { value: 12_288, source: GPT3 },
  'gpt3.heads': { value: 96, source: GPT3 },
  'gpt3.context': { value: 2048, source: GPT3 },
  'gpt3.vocabulary': { value: 50_257, source: GPT3, follows: 'it keeps GPT-2’s tokens' },
  'gpt3.tokens': { value: 300_000_000_000, source: 'brown2020 table 2.1' },
  'gpt3.flops': { value: 3.14e23, source: 'brown2020 appendix D' },
  'gpt3.billions': { value: 175, source: GPT3 },
} as const satisfies Facts
