/** How sure a model is of what it writes itself. */
import type { SampledToken } from '../../../worker/protocol.ts'
import type { MeasuredWorld, Readings } from '../../frame/define.ts'

/** As the page begins. */
const SETTINGS = { temperature: 0.8, topK: 0, topP: 1, seed: 1 }
const COUNT = 200

export const readingsOf = (tokens: readonly Pick<SampledToken, 'probability'>[]): Readings =>
  tokens.length === 0
    ? { tokens: 0 }
    : { tokens: tokens.length, bits: tokens.reduce((sum, { probability }) => sum - Math.log2(probability), 0) / tokens.length }

export async function writeAndMeasure(prompt: string, { core, handle }: MeasuredWorld): Promise<Readings> {
  const tokens: SampledToken[] = []
  await core.sample(handle, prompt, COUNT, SETTINGS, (token) => void tokens.push(token))
  return readingsOf(tokens)
}
