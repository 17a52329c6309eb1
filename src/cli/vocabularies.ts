/** Learns the vocabularies of the tokenization lesson from Moby-Dick: `npm run vocabularies`. The same text gives the same file. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { splitText } from '../core/data/corpus.ts'
import { countWords } from '../core/tokenizer/bpe/style.ts'
import { trainBpe } from '../core/tokenizer/bpe/train.ts'
import { note } from './output.ts'
import { loadText } from './text.ts'

/** Tokens of the list of words and of the byte-pair encoding alike, so that the two can be compared. */
const SIZE = 2048
const OUT = join(import.meta.dirname, '../widgets/language/token-bench/learned.json')

const { text, corpus } = await loadText('moby-dick')
const { train } = splitText(text)
const counts = countWords(train, 'gpt1')
const words = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word)
const characters = [...new Set(train)].sort()
const { merges, size } = trainBpe(train, { style: 'gpt1', vocabSize: SIZE })

const learned = {
  title: corpus.title,
  sha256: corpus.sha256,
  /** of the text as it is written */
  characters: characters.join(''),
  /** of the text in GPT-1's lower case */
  symbols: [...new Set([...counts.keys()].join(''))].sort().join(''),
  merges: merges.map((pair) => pair.join(' ')),
  words: words.slice(0, SIZE - 1),
}
writeFileSync(OUT, `${JSON.stringify(learned, null, 1)}\n`)
note(
  `${characters.length} characters, ${learned.words.length} of ${words.length} words, ${merges.length} merges for ${size} tokens: ${OUT}`,
)
