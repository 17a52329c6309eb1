/** How long byte-pair encoding takes over a million characters: to learn, and to encode. Part of `npm run bench`. */
import { readBundledText } from '../../src/core/data/node.ts'
import { trainBpe } from '../../src/core/tokenizer/bpe/train.ts'

const CHARACTERS = 1_000_000
const SIZES = [1024, 8192]

/** A table in Markdown; the text is Moby-Dick's first million characters. */
export function benchBpe(): string {
  const text = readBundledText('moby-dick').slice(0, CHARACTERS)
  const rows = (['bytes', 'gpt1'] as const).flatMap((style) =>
    SIZES.map((vocabSize) => {
      const [learning, tokenizer] = timed(() => trainBpe(text, { style, vocabSize }))
      const [encoding, ids] = timed(() => tokenizer.encode(text))
      return `| ${style} | ${vocabSize.toLocaleString('en')} | ${learning.toFixed(2)} | ${encoding.toFixed(2)} | ${(text.length / ids.length).toFixed(2)} |`
    }),
  )
  return [
    `Byte-pair encoding over ${text.length.toLocaleString('en')} characters, in one thread.`,
    '',
    '| style | vocabulary | s to learn | s to encode | characters a token |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

function timed<T>(work: () => T): [seconds: number, result: T] {
  const begun = performance.now()
  const result = work()
  return [(performance.now() - begun) / 1000, result]
}
