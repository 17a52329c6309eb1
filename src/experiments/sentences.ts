/** A text cut into sentences, and the same sentences in another order. */
import { streamKey, uniform } from '../core/random.ts'

/** Of one paragraph; white space between sentences is gone. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?]["'”’]?)\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 0)

/** 0 … count − 1 in an order that the seed decides; two or more are never left as they were. */
export function shuffledOrder(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  const key = streamKey(seed, 0, STREAM)
  let drawn = 0
  do {
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(uniform(key, drawn++) * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
  } while (count > 1 && order.every((place, i) => place === i))
  return order
}

/** Paragraphs as long as before, filled with the sentences of all of them by chance: what is said is the same, what follows what is not. */
export function mixedSentences(text: string, seed: number): string {
  const paragraphs = text.split('\n\n').map(sentencesOf)
  const all = paragraphs.flat()
  const order = shuffledOrder(all.length, seed)
  let taken = 0
  return paragraphs.map(({ length }) => Array.from({ length }, () => all[order[taken++]!]!).join(' ')).join('\n\n')
}

/** Apart from the streams of training, which begin at 0. */
const STREAM = 977
