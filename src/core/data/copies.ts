/** Lines that say a random word twice: what comes next in the second half can be looked up in the first, and nowhere else. */
import { streamKey, uniform } from '../random.ts'

const LETTERS = [...'abcdefghijklmnopqrst']
const [SHORTEST, LONGEST] = [4, 10]

/** "kfae kfae": no letter stands twice in a word, so that each says which one follows. */
export function copyLine(seed: number, line: number): { word: string; text: string } {
  const key = streamKey(seed, line, 0)
  const letters = [...LETTERS]
  const length = SHORTEST + Math.floor(uniform(key, 0) * (LONGEST - SHORTEST + 1))
  const word = Array.from({ length }, (_, i) => letters.splice(Math.floor(uniform(key, i + 1) * letters.length), 1)[0]!).join('')
  return { word, text: `${word} ${word}` }
}

export const copyText = (seed: number, lines: number): string =>
  `${Array.from({ length: lines }, (_, line) => copyLine(seed, line).text).join('\n')}\n`
