import { describe, expect, it } from 'vitest'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { Batcher, evaluationBatches } from './batches.ts'
import { checkCorpus, prepareCorpus } from './corpus.ts'

const count = (length: number) => Int32Array.from({ length }, (_, i) => i)
const options = { batch: 3, time: 5, seed: 7 }

describe('prepareCorpus', () => {
  it('cuts the text once, nine to one', () => {
    const text = 'abcdefghij'.repeat(10)
    const tokenizer = CharacterTokenizer.fromText(text)
    const { train, validation } = prepareCorpus(text, tokenizer)
    expect([train.length, validation.length]).toEqual([90, 10])
    expect(tokenizer.decode([...train, ...validation])).toBe(text)
  })

  it('says which part is too short for the context, and what would fit', () => {
    const corpus = { train: count(90), validation: count(10) }
    expect(() => checkCorpus(corpus, 9)).not.toThrow()
    expect(() => checkCorpus(corpus, 10)).toThrowError(
      expect.objectContaining({
        code: 'bad-text',
        message: expect.stringMatching(/validation part .* has 10 tokens, but a context of 10 needs at least 11/),
        hint: expect.stringContaining('at most 9'),
      }),
    )
  })
})

describe('Batcher', () => {
  it('gives windows of the text and, as targets, the tokens after', () => {
    const batcher = new Batcher(count(100), options)
    for (let k = 0; k < 50; k++) {
      const { ids, targets } = batcher.next()
      expect(ids).toHaveLength(15)
      expect(targets).toEqual(ids.map((id) => id + 1))
      for (let i = 0; i < 15; i++) if (i % 5 > 0) expect(ids[i]).toBe(ids[i - 1]! + 1)
    }
  })

  it('goes on from a cursor exactly as if it had never stopped', () => {
    const whole = new Batcher(count(1000), options)
    const seen = Array.from({ length: 10 }, () => whole.next())
    const resumed = new Batcher(count(1000), options)
    resumed.state = 6
    expect(Array.from({ length: 4 }, () => resumed.next())).toEqual(seen.slice(6))
    expect(resumed.state).toBe(whole.state)
  })

  it('draws other windows for another seed', () => {
    expect(new Batcher(count(1000), { ...options, seed: 8 }).next()).not.toEqual(new Batcher(count(1000), options).next())
  })

  it('starts windows at every place, about equally often', () => {
    const batcher = new Batcher(count(15), { batch: 1000, time: 5, seed: 1 })
    const hits = new Array(10).fill(0)
    for (let k = 0; k < 10; k++)
      batcher.next().ids.forEach((id, i) => {
        if (i % 5 === 0) hits[id]++
      })
    // 1,000 expected at each of ten places; a standard deviation is 30
    for (const n of hits) expect(Math.abs(n - 1000)).toBeLessThan(150)
  })

  it('reaches the last window of a text of exactly one', () => {
    expect([...new Batcher(count(6), options).next().targets.slice(0, 5)]).toEqual([1, 2, 3, 4, 5])
    expect(() => new Batcher(count(5), options)).toThrowError(expect.objectContaining({ code: 'bad-text' }))
  })

  it('refuses a cursor that counts nothing', () => {
    const batcher = new Batcher(count(100), options)
    for (const bad of [-1, 0.5, Number.NaN])
      expect(() => {
        batcher.state = bad
      }).toThrowError(expect.objectContaining({ code: 'bad-argument' }))
  })
})

describe('evaluationBatches', () => {
  it('spreads its windows from the first token to the last', () => {
    const batches = evaluationBatches(count(101), { batch: 2, time: 10, count: 3 })
    expect(batches.flatMap(({ ids }) => [ids[0], ids[10]])).toEqual([0, 18, 36, 54, 72, 90])
    expect(batches[2]!.targets[19]).toBe(100)
  })

  it('refuses tokens that hold no window', () => {
    expect(() => evaluationBatches(count(10), { batch: 1, time: 10, count: 1 })).toThrowError(expect.objectContaining({ code: 'bad-text' }))
    expect(evaluationBatches(count(11), { batch: 1, time: 10, count: 1 })).toHaveLength(1)
  })
})
