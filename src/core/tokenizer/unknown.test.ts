import { describe, expect, it } from 'vitest'
import { prepareCorpus } from '../data/corpus.ts'
import { promptIds } from '../sample/generate.ts'
import { trainBpe } from './bpe/train.ts'
import { CharacterTokenizer } from './characters.ts'
import { checkKnown, describeUnknown, knownPart, unknownCharacters } from './unknown.ts'

const characters = CharacterTokenizer.fromText('the sea, the whale and the ship\n')
const gpt1 = trainBpe('the sea, the whale and the ship. '.repeat(20), { style: 'gpt1', vocabSize: 60 })
const bytes = trainBpe('the sea, the whale and the ship. '.repeat(20), { style: 'bytes', vocabSize: 270 })

describe('characters that the vocabulary does not have', () => {
  it('are counted and named, the most frequent first', () => {
    const unknown = unknownCharacters(characters, 'the Zoé, the zoé 🚀')!
    expect(unknown).toEqual({
      kinds: [
        { character: 'o', count: 2 },
        { character: 'é', count: 2 },
        { character: 'Z', count: 1 },
        { character: 'z', count: 1 },
        { character: '🚀', count: 1 },
      ],
      count: 7,
      characters: 18,
    })
    expect(describeUnknown(unknown)).toBe(
      '7 of 18 characters (39 %) are not in the vocabulary: "o" (U+006F) twice, "é" (U+00E9) twice, "Z" (U+005A) once, "z" (U+007A) once, "🚀" (U+1F680) once',
    )
  })

  it.each([characters, gpt1])('of which a text is made give no loss to measure: refused', (tokenizer) => {
    const text = 'Быть или не быть, вот в чём вопрос. '.repeat(60)
    expect(() => prepareCorpus(text, tokenizer)).toThrowError(
      expect.objectContaining({ code: 'bad-text', message: expect.stringMatching(/"о?" ?\(U\+0\w{3}\)|at most 5 % may be unknown/) }),
    )
    expect(() => promptIds(tokenizer, 'Быть')).toThrowError(/at most 50 % may be unknown/)
  })

  it('are borne up to the share, and said', () => {
    const text = `${'the sea '.repeat(300)}ж`.repeat(2)
    expect(prepareCorpus(text, characters).unknown).toMatchObject({ count: 2, characters: 4802 })
    expect(checkKnown(characters, 'the sé', 'prompt')).toMatchObject({ count: 1 })
    expect(() => checkKnown(characters, 'the sé')).toThrowError(
      /^Of the text, 1 of 6 characters \(17 %\) is not in the vocabulary: "é" \(U\+00E9\) once/,
    )
  })

  it('are none where every byte is a token, and none in a text of the vocabulary', () => {
    expect(unknownCharacters(bytes, 'Быть 🚀')).toBeNull()
    expect(prepareCorpus('the sea, the whale and the ship\n'.repeat(50), characters).unknown).toBeNull()
  })
})

it('what is left of a prompt in another writing is what the vocabulary has', () => {
  expect(knownPart(characters, 'the whale')).toBe('the whale')
  expect(knownPart(characters, 'The 🚀 whale')).toBe('he  whale')
  expect(knownPart(characters, 'Ж')).toBe('')
})
