/** The shipped vocabularies are what the book gives, and the bench's counts are the tokenizers'. */
import { expect, test } from 'vitest'
import { splitText } from '../../../core/data/corpus.ts'
import { readBundledText } from '../../../core/data/node.ts'
import { countWords } from '../../../core/tokenizer/bpe/style.ts'
import { trainBpe } from '../../../core/tokenizer/bpe/train.ts'
import type { MeasuredWorld as World } from '../../frame/define.ts'
import { cutsOf } from './cuts.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { loadVocabularies } from './vocabularies.ts'

test('learned anew from the book, the vocabularies are the same', async () => {
  const { train } = splitText(readBundledText('moby-dick'))
  const { pieces, words, characters } = await loadVocabularies()
  const again = trainBpe(train, { style: 'gpt1', vocabSize: pieces.size })
  expect(pieces.vocabulary).toEqual(again.vocabulary)
  expect(pieces.merges).toEqual(again.merges)
  expect(characters.unknown(train)).toEqual([])
  const counts = countWords(train, 'gpt1')
  const rarest = Math.min(...[...words].map((word) => counts.get(word)!))
  for (const [word, count] of counts) if (!words.has(word)) expect(count).toBeLessThanOrEqual(rarest)
  expect(words.size + 1).toBe(pieces.size)
})

test('each cut keeps or loses what it should', async () => {
  const cuts = cutsOf('The whale saw Zoë 😀', await loadVocabularies())
  expect(cuts.standard).toBe('the whale saw zoe 😀')
  expect(cuts.characters.tokens.filter(({ known }) => !known).map(({ name }) => name)).toEqual(['ë', '😀'])
  expect(cuts.words.back).toBe('the whale saw <unk> <unk>')
  expect(cuts.pieces.tokens[0]).toEqual({ name: 'the</w>', known: true })
  expect(cuts.pieces.back).toBe('the whale saw zoe <unk>')
})

test('the readings are those of the text', async () => {
  const world = { text: 'the whale' } as World
  expect(await measure(widget, {}, world)).toMatchObject({ characters: 9, words: 2, pieces: 2, unknownWords: 0, unknownPieces: 0 })
  expect(await measure(widget, { text: 'a smartphone' }, world)).toMatchObject({
    characters: 12,
    words: 2,
    unknownWords: 1,
    unknownPieces: 0,
  })
})
