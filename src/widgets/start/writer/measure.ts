/** How sure a model is of what it writes itself. */
import type { SampledToken } from '../../../worker/protocol.ts'
import type { Measure, Readings } from '../../contract.ts'
import type { WriterProps } from './Writer.tsx'

/** As the page begins. */
const SETTINGS = { temperature: 0.8, topK: 0, topP: 1, seed: 1 }
const COUNT = 200

export const readingsOf = (tokens: readonly Pick<SampledToken, 'probability'>[]): Readings =>
  tokens.length === 0
    ? { tokens: 0 }
    : { tokens: tokens.length, bits: tokens.reduce((sum, { probability }) => sum - Math.log2(probability), 0) / tokens.length }

export const measure: Measure<WriterProps> = async ({ prompt = 'The ' }, { core, handle }) => {
  const tokens: SampledToken[] = []
  await core.sample(handle, prompt, COUNT, SETTINGS, (token) => void tokens.push(token))
  return readingsOf(tokens)
}
