import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CharacterTokenizer } from './characters.ts'
import { fromTokenizerJson, toTokenizerJson } from './files.ts'

/** JSON of any shape, for tests that break it. */
type Json = ReturnType<typeof JSON.parse>

const text = 'Call me Ishmael. 😀\n\t"quoted\\" 0123456789 é e\u0301 𝔘 中\u2028'
const tokenizer = CharacterTokenizer.fromText(text)

describe('CharacterTokenizer', () => {
  it('numbers the characters in code point order, after <unk>', () => {
    const small = CharacterTokenizer.fromText('b😀a\nb')
    expect(small.vocabulary).toEqual(['<unk>', '\n', 'a', 'b', '😀'])
    expect([...small.encode('ab😀\n')]).toEqual([2, 3, 4, 1])
    expect(small.size).toBe(5)
  })

  it('gives the same vocabulary whatever the order of the text', () => {
    expect(CharacterTokenizer.fromText([...text].reverse().join('')).vocabulary).toEqual(tokenizer.vocabulary)
  })

  it('says honestly what it does not know', () => {
    expect([...tokenizer.encode('aΩ🚀Ω')].slice(1)).toEqual([0, 0, 0])
    expect(tokenizer.decode(tokenizer.encode('aΩ'))).toBe('a<unk>')
    expect(tokenizer.unknown('aΩ🚀Ωe')).toEqual(['Ω', '🚀'])
  })

  it('keeps the most frequent characters under maxVocab, the lower code point among equals', () => {
    expect(CharacterTokenizer.fromText('aaabbcdd', { maxVocab: 3 }).vocabulary).toEqual(['<unk>', 'a', 'b'])
  })

  it('refuses ids that it does not have', () => {
    for (const id of [-1, tokenizer.size, 0.5, Number.NaN]) {
      expect(() => tokenizer.decode([1, id])).toThrowError(
        expect.objectContaining({ code: 'bad-ids', message: expect.stringContaining(String(id)) }),
      )
    }
  })

  it('refuses a vocabulary that is not one character a token', () => {
    for (const bad of [['a', 'b'], ['<unk>'], ['<unk>', 'ab'], ['<unk>', ''], ['<unk>', 'a', 'a'], ['<unk>', '\ud800']]) {
      expect(() => new CharacterTokenizer(bad)).toThrowError(expect.objectContaining({ code: 'bad-tokenizer' }))
    }
  })

  it('round-trips any text of its own characters, by itself and through tokenizer.json', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (any) => {
        const made = CharacterTokenizer.fromText(any)
        expect(made.decode(made.encode(any))).toBe(any)
        expect(fromTokenizerJson(toTokenizerJson(made, 16)['tokenizer.json']).vocabulary).toEqual(made.vocabulary)
      }),
    )
  })
})

describe('tokenizer.json', () => {
  const file = toTokenizerJson(tokenizer, 64)['tokenizer.json']
  const changed = (change: (json: Json) => void) => {
    const json = JSON.parse(file)
    change(json)
    return JSON.stringify(json)
  }

  it('has the form that the other libraries read', () => {
    const json = JSON.parse(file)
    expect(json.pre_tokenizer).toEqual({ type: 'Split', pattern: { Regex: '[\\s\\S]' }, behavior: 'Isolated', invert: false })
    expect(json.model).toMatchObject({ type: 'BPE', merges: [], unk_token: '<unk>' })
    expect(Object.keys(json.model.vocab)).toHaveLength(tokenizer.size)
    expect(JSON.parse(toTokenizerJson(tokenizer, 64)['tokenizer_config.json'])).toEqual({
      tokenizer_class: 'PreTrainedTokenizerFast',
      unk_token: '<unk>',
      model_max_length: 64,
      clean_up_tokenization_spaces: false,
    })
  })

  it.each<[string, (json: Json) => void, RegExp]>([
    [
      'another pattern',
      (j) => {
        j.pre_tokenizer.pattern.Regex = '(a+)+$'
      },
      /pre_tokenizer\.pattern\.Regex/,
    ],
    [
      'a normalizer',
      (j) => {
        j.normalizer = { type: 'Lowercase' }
      },
      /normalizer/,
    ],
    [
      'merges',
      (j) => {
        j.model.merges = ['a b']
      },
      /character tokenizers/,
    ],
    [
      'another model',
      (j) => {
        j.model.type = 'WordPiece'
      },
      /model\.type/,
    ],
    [
      'no model',
      (j) => {
        delete j.model
      },
      /model/,
    ],
    [
      'a token of two characters',
      (j) => {
        delete j.model.vocab.a
        j.model.vocab.ab = tokenizer.encode('a')[0]
      },
      /one character/,
    ],
    [
      'an id twice',
      (j) => {
        j.model.vocab.a = j.model.vocab.e
      },
      /two tokens/,
    ],
    [
      'an id out of range',
      (j) => {
        j.model.vocab.a = 1e9
      },
      /1000000000/,
    ],
    [
      'a vocabulary that is a list',
      (j) => {
        j.model.vocab = ['<unk>', 'a']
      },
      /vocab|token 0/,
    ],
  ])('refuses %s and says so', (_, change, message) => {
    expect(() => fromTokenizerJson(changed(change))).toThrowError(
      expect.objectContaining({ code: 'bad-tokenizer', message: expect.stringMatching(message) }),
    )
  })
})
