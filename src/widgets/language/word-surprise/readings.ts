/** The open model’s surprise at each word of a text, and its averages. */
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { findNames } from '../../../language/names.ts'
import { readTokens } from '../../../language/wink.ts'
import { isContentWord, meanBits, type MeasuredWord, measureWords } from './kinds.ts'
import { surprises } from './surprise.ts'

export async function measureText(core: CoreApi, handle: ModelHandle, { config }: ModelSummary, text: string): Promise<MeasuredWord[]> {
  const [tokens, names, pieces] = await Promise.all([readTokens(text), findNames(text), surprises(core, handle, text, config.nCtx)])
  return measureWords(tokens, pieces, (place) => names.find(({ start, end }) => start <= place && place < end)?.label ?? null)
}

/** A kind that the text does not have is left out. */
export function readingsOf(words: readonly MeasuredWord[]): Readings {
  const means = {
    wordBits: meanBits(words),
    functionBits: meanBits(words, (word) => !isContentWord(word)),
    contentBits: meanBits(words, isContentWord),
    nameBits: meanBits(words, ({ name }) => name !== null),
    otherBits: meanBits(words, ({ name }) => name === null),
  }
  return { words: words.length, ...Object.fromEntries(Object.entries(means).filter(([, bits]) => Number.isFinite(bits))) }
}
