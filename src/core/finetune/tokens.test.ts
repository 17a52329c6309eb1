import { describe, expect, it } from 'vitest'
import { BpeTokenizer } from '../tokenizer/bpe/bpe.ts'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { SPECIAL_NAMES, TaskTokenizer } from './tokens.ts'

const characters = CharacterTokenizer.fromText('<|start> a.')
const tokenizer = new TaskTokenizer(characters)

describe('the tokenizer of a task', () => {
  it('has three ids after those of pre-training', () => {
    expect(tokenizer.size).toBe(characters.size + 3)
    expect(tokenizer.special).toEqual({ start: characters.size, delimiter: characters.size + 1, extract: characters.size + 2 })
    expect(tokenizer.vocabulary.slice(-3)).toEqual([...SPECIAL_NAMES])
  })

  it('never makes them from a text, even one that spells them out', () => {
    const text = SPECIAL_NAMES.join(' ')
    expect(Math.max(...tokenizer.encode(text))).toBeLessThan(characters.size)
    expect(tokenizer.encode('<|start|>')).toEqual(characters.encode('<|start|>'))
  })

  it('says them by name, with the text between them whole', () => {
    const { start, delimiter, extract } = tokenizer.special
    const ids = [start, ...tokenizer.encode('tar'), delimiter, ...tokenizer.encode('rat'), extract]
    expect(tokenizer.decode(ids)).toBe('<|start|>tar<|delimiter|>rat<|extract|>')
    expect(tokenizer.piece(extract, start)).toBe('<|extract|>')
    expect(() => tokenizer.decode([extract + 1])).toThrow('is not one of the vocabulary')
  })

  it('begins a text anew after each of them', () => {
    const bpe = new TaskTokenizer(new BpeTokenizer('gpt1', ['<unk>', 'a', 'b', 'a</w>', 'b</w>'], []))
    const b = bpe.encode('b')
    // GPT-1's word ends become spaces, but no text ends with one.
    expect(bpe.decode([...b, ...b])).toBe('b b')
    expect(bpe.decode([...b, bpe.special.delimiter, ...b])).toBe('b<|delimiter|>b')
    expect(bpe.decoder([...b, bpe.special.start])(b[0]!)).toBe('b')
  })

  it('is not put around itself', () => {
    expect(() => new TaskTokenizer(tokenizer)).toThrow('has the token <|start|> already')
  })
})
