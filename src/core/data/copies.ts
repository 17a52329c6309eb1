/** Lines that say a random word twice: what comes next in the second half can be looked up in the first, and nowhere else. */
import { streamKey, uniform } from '../random.ts'

const LETTERS = [...'abcdefghijklmnopqrst']

/** "kfae kfae": so many letters, each drawn evenly from 20, whatever came before it. */
export function copyLine(seed: number, line: number, letters: number): { word: string; text: string } {
  const key = streamKey(seed, line, 0)
  const word = Array.from({ length: letters }, (_, i) => LETTERS[Math.floor(uniform(key, i) * LETTERS.length)]).join('')
  return { word, text: `${word} ${word}` }
}

export const copyText = (seed: number, lines: number, letters: number): string =>
  `${Array.from({ length: lines }, (_, line) => copyLine(seed, line, letters).text).join('\n')}\n`
