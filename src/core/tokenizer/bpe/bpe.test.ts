import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromTokenizerJson, toTokenizerJson } from '../files.ts'
import { continuation } from '../tokenizer.ts'
import { BpeTokenizer } from './bpe.ts'
import { BYTE_ALPHABET } from './bytes.ts'
import { learnMerges } from './learnMerges.ts'
import { standardize } from './standardize.ts'
import { countWords, wordsOf } from './style.ts'
import { trainBpe } from './train.ts'
import { fromVocabAndMerges, mergesText } from './vocabAndMerges.ts'

const text = 'The sea, the seas; the seamen see the sea. She sells seashells: 12 seashells, 12.5 cafés. '.repeat(3)
const bytes = trainBpe(text, { style: 'bytes', vocabSize: 320 })
const gpt1 = trainBpe(text, { style: 'gpt1', vocabSize: 90 })
const any = fc.string({ unit: 'binary', maxLength: 120 })
const near = fc
  .array(fc.constantFrom(...'the sea sells ', 'é', '😀', '中', '\n', '.', "'s", '</w>', '<unk>'), { maxLength: 60 })
  .map((parts) => parts.join(''))

describe('learnMerges', () => {
  it('tells of every merge what it did', () => {
    const words = new Map([
      ['aab', 5],
      ['ab', 2],
      ['aaa', 3],
    ])
    const steps = [...learnMerges(words, { style: 'bytes', vocabSize: 260, minCount: 1 })]
    const [a, b] = ['a', 'b'].map((letter) => BYTE_ALPHABET.indexOf(letter))
    // aa: 5 + 2 · 3 (overlapping) = 11; ab: 7. Then aab is aa·b and aaa is aa·a: 5 and 3, and ab only the 2.
    expect(steps[0]).toEqual({
      rank: 0,
      pair: [a, a],
      parts: ['a', 'a'],
      token: 'aa',
      id: 256,
      count: 11,
      tokensBefore: 28,
      tokensAfter: 20,
    })
    expect(steps[1]).toMatchObject({ pair: [256, b], token: 'aab', count: 5, tokensAfter: 15 })
    expect(steps[2]).toMatchObject({ pair: [256, a], token: 'aaa', count: 3, tokensAfter: 12 })
    expect(steps[3]).toMatchObject({ pair: [a, b], token: 'ab', count: 2, tokensAfter: 10 })
    expect(steps).toHaveLength(4)
  })

  it('settles equal counts by the smaller ids', () => {
    const pairs = [
      ...learnMerges(
        new Map([
          ['xy', 4],
          ['ab', 4],
          ['ba', 4],
        ]),
        { style: 'bytes', vocabSize: 300 },
      ),
    ].map(({ token }) => token)
    expect(pairs).toEqual(['ab', 'ba', 'xy'])
  })

  it('counts what its own encoder then gives', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'ab '), minLength: 1, maxLength: 30 }), { maxLength: 12 }), (parts) => {
        const own = parts.join(' ')
        for (const style of ['bytes', 'gpt1'] as const) {
          const learning = learnMerges(countWords(own, style), { style, vocabSize: 330 })
          let step = learning.next()
          let left: number | undefined
          for (; !step.done; step = learning.next()) left = step.value.tokensAfter
          if (left !== undefined) expect(new BpeTokenizer(style, step.value.vocabulary, step.value.merges).encode(own)).toHaveLength(left)
        }
      }),
    )
  })

  it('refuses a vocabulary that its bytes fill already', () => {
    expect(() => trainBpe(text, { style: 'bytes', vocabSize: 256 })).toThrowError(expect.objectContaining({ code: 'bad-argument' }))
  })
})

describe('bytes', () => {
  it('give back any text, also token by token', () => {
    fc.assert(
      fc.property(fc.oneof(any, near), (any) => {
        const ids = bytes.encode(any)
        expect(bytes.decode(ids)).toBe(any)
        expect(bytes.unknown(any)).toEqual([])
        expect(continuation(bytes, [], ids)).toBe(any)
      }),
    )
  })

  it('complete a character that the prompt began', () => {
    const ids = bytes.encode('😀')
    expect(ids).toHaveLength(4)
    expect(continuation(bytes, ids.subarray(0, 3), ids.subarray(3))).toBe('😀')
    expect(bytes.piece(ids[0]!)).toBe('\ufffd')
  })

  it('keep a byte order mark, and make half a surrogate pair U+FFFD', () => {
    expect(bytes.decode(bytes.encode('\ufeffa'))).toBe('\ufeffa')
    expect(bytes.decode(bytes.encode('a\ud800'))).toBe('a\ufffd')
  })

  it('encode a word of a million letters', () => {
    const long = 'seashells'.repeat(111_112)
    expect(bytes.decode(bytes.encode(long))).toBe(long)
  })
})

describe('gpt1', () => {
  it('standardizes: lower case, no accents, no controls, Chinese characters apart', () => {
    expect(standardize('Café\tÜBER\u0000\u200b ΑΣ İ 中文 e\u0301')).toBe('cafe uber ασ i  中  文  e')
  })

  it('decodes the words of what it knows, and is settled after one round', () => {
    const known = fc.string({ unit: fc.constantFrom(...'THE sea,;:.12 É\n\u0301\u200b'), maxLength: 80 })
    fc.assert(
      fc.property(known, (any) => {
        const once = gpt1.decode(gpt1.encode(any))
        expect(once).toBe(wordsOf(any, 'gpt1').join(' '))
        expect(gpt1.encode(once)).toEqual(gpt1.encode(any))
      }),
    )
  })

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.oneof(any, near), (any) => {
        const ids = gpt1.encode(any)
        expect(ids.includes(0)).toBe(gpt1.unknown(any).length > 0 || any.includes('<unk>'))
        expect(continuation(gpt1, [], ids)).toBe(gpt1.decode(ids))
      }),
    )
  })

  it('parts words by spaces only where one ended', () => {
    const ids = gpt1.encode('The seas, she sells')
    expect(gpt1.decode(ids)).toBe('the seas , she sells')
    for (let cut = 0; cut <= ids.length; cut++) {
      const [before, after] = [ids.subarray(0, cut), ids.subarray(cut)]
      expect(gpt1.decode(before) + continuation(gpt1, before, after)).toBe('the seas , she sells')
    }
  })

  it('says what it does not know', () => {
    expect([...gpt1.encode('Ω <unk>')]).toEqual([0, 0])
    expect(gpt1.unknown('sea Ωж <unk> sea')).toEqual(['ω', 'ж'])
  })
})

describe('marks', () => {
  const marked = new BpeTokenizer('bytes', [...bytes.vocabulary, '<|end|>', '<|end|>>', 'two words'], bytes.merges, [
    '<|end|>',
    '<|end|>>',
    'two words',
  ])
  const [end, longer, words] = [bytes.size, bytes.size + 1, bytes.size + 2]

  it('are found as they are, the longer of two', () => {
    expect([...marked.encode('<|end|>sea<|end|>><|end|><|end|')]).toEqual([
      end,
      ...bytes.encode('sea'),
      longer,
      end,
      ...bytes.encode('<|end|'),
    ])
    expect([...marked.encode('a two words b')]).toEqual([...bytes.encode('a '), words, ...bytes.encode(' b')])
    expect(marked.decode(marked.encode('a two words<|end|>'))).toBe('a two words<|end|>')
  })

  it('come back through tokenizer.json, in the vocabulary or after it', () => {
    const json = toTokenizerJson(marked, 8)['tokenizer.json']
    const after = json.replace(/,\s*"<\|end\|>": \d+,\s*"<\|end\|>>": \d+,\s*"two words": \d+/, '')
    expect(after.length).toBeLessThan(json.length)
    for (const file of [json, after]) {
      const back = fromTokenizerJson(file) as BpeTokenizer
      expect([back.vocabulary, back.marks]).toEqual([marked.vocabulary, marked.marks])
    }
  })

  it("are GPT-2's <|endoftext|> where only vocab.json and merges.txt are there", () => {
    const vocab = Object.fromEntries([...bytes.vocabulary, '<|endoftext|>'].map((token, id) => [token, id]))
    const back = fromVocabAndMerges(JSON.stringify(vocab), mergesText(bytes))
    expect([...back.encode('sea<|endoftext|>')]).toEqual([...bytes.encode('sea'), bytes.size])
  })
})

describe('files', () => {
  const vocab = (tokenizer: BpeTokenizer) => JSON.stringify(Object.fromEntries(tokenizer.vocabulary.map((token, id) => [token, id])))

  it.each([
    ['bytes', bytes],
    ['gpt1', gpt1],
  ] as const)('vocab.json and merges.txt of style %s come back', (style, tokenizer) => {
    const back = fromVocabAndMerges(vocab(tokenizer), mergesText(tokenizer))
    expect(back.style).toBe(style)
    expect(back.vocabulary).toEqual(tokenizer.vocabulary)
    expect(back.encode(text)).toEqual(tokenizer.encode(text))
  })

  it('may have any word as a token', () => {
    const own = trainBpe('constructor prototype __proto__ 0 1 '.repeat(20), { style: 'bytes', vocabSize: 400 })
    expect(own.vocabulary).toContain('constructor')
    const back = fromTokenizerJson(toTokenizerJson(own, 8)['tokenizer.json'])
    expect(back.vocabulary).toEqual(own.vocabulary)
  })

  it.each<[string, string, string, RegExp]>([
    ['a merge of three', vocab(bytes), 'a b c', /line 1/],
    ['a merge of an unknown token', vocab(bytes), 'a 中', /中/],
    ['a merge whose result is no token', vocab(bytes), 'q q', /qq/],
    ['a merge twice', vocab(bytes), 's e\ns e', /twice/],
    ['a vocabulary without all bytes', '{"a":0,"b":1}', '', /254 of the 256 bytes/],
    ['an id out of range', '{"a":0,"b":7}', '', /the id 7/],
    ['an id that is no number', '{"a":"0","b":1}', '', /the id 0/],
    ['a list', '["a"]', '', /must be an object/],
    ['no JSON', '{', '', /not valid JSON/],
    ['a token that is not of bytes', JSON.stringify({ ...JSON.parse(vocab(bytes)), 中: bytes.size }), '', /alphabet of bytes/],
  ])('refuses %s and says so', (_, vocabJson, merges, message) => {
    expect(() => fromVocabAndMerges(vocabJson, merges)).toThrowError(
      expect.objectContaining({ code: 'bad-tokenizer', message: expect.stringMatching(message) }),
    )
  })

  const changed = (tokenizer: BpeTokenizer, change: (json: ReturnType<typeof JSON.parse>) => void) => {
    const json = JSON.parse(toTokenizerJson(tokenizer, 8)['tokenizer.json'])
    change(json)
    return JSON.stringify(json)
  }

  it.each<[string, string, RegExp]>([
    ['a prefix space', changed(bytes, (j) => Object.assign(j.pre_tokenizer, { add_prefix_space: true })), /add_prefix_space/],
    [
      'an added token in another place',
      changed(bytes, (j) => j.added_tokens.push({ id: 256, content: '<|endoftext|>' })),
      /added token 256, "<\|endoftext\|>", but that is/,
    ],
    [
      'an added token past the end',
      changed(bytes, (j) => j.added_tokens.push({ id: 9999, content: '<pad>' })),
      /added token 9999, "<pad>", but the vocabulary has/,
    ],
    [
      'an added token with a flag that is none',
      changed(bytes, (j) => j.added_tokens.push({ id: bytes.size, content: '<pad>', lstrip: 'left' })),
      /lstrip/,
    ],
    ['a normalizer over bytes', changed(bytes, (j) => Object.assign(j, { normalizer: { type: 'Lowercase' } })), /normalizer/],
    ['GPT-1 without lower case', changed(gpt1, (j) => Object.assign(j.normalizer, { lowercase: false })), /lowercase/],
    ['another <unk>', changed(gpt1, (j) => Object.assign(j.added_tokens[0], { id: 3 })), /added token 3/],
    ['merges of three', changed(gpt1, (j) => j.model.merges.push(['a', 'b', 'c'])), /merges/],
    ['dropped merges', changed(gpt1, (j) => Object.assign(j.model, { dropout: 0.1 })), /dropout/],
    ['another splitter', changed(gpt1, (j) => Object.assign(j.pre_tokenizer, { type: 'Metaspace' })), /pre_tokenizer\.type/],
  ])('refuses a tokenizer.json with %s', (_, file, message) => {
    expect(() => fromTokenizerJson(file)).toThrowError(
      expect.objectContaining({ code: 'bad-tokenizer', message: expect.stringMatching(message) }),
    )
  })

  it('refuses ids that are not there', () => {
    for (const tokenizer of [bytes, gpt1]) {
      for (const id of [-1, tokenizer.size, 0.5, Number.NaN]) {
        for (const use of [() => tokenizer.decode([1, id]), () => tokenizer.piece(id), () => tokenizer.decoder()(id)]) {
          expect(use).toThrowError(expect.objectContaining({ code: 'bad-ids', message: expect.stringContaining(String(id)) }))
        }
      }
    }
  })
})
