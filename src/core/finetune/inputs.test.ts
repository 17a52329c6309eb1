import { describe, expect, it } from 'vitest'
import { choiceInput, classificationInput, describeCuts, entailmentInput, similarityInput } from './inputs.ts'

const special = { start: 90, delimiter: 91, extract: 92 }
const ids = (...list: number[]) => Int32Array.from(list)
const rows = (input: { sequences: Int32Array[] }) => input.sequences.map((sequence) => [...sequence])
const time = 20

describe('the four input transformations', () => {
  it('classification: start, text, extract', () => {
    expect(rows(classificationInput(ids(1, 2, 3), special, { time }))).toEqual([[90, 1, 2, 3, 92]])
  })

  it('entailment: premise, delimiter, hypothesis', () => {
    expect(rows(entailmentInput(ids(1, 2), ids(3), special, { time }))).toEqual([[90, 1, 2, 91, 3, 92]])
  })

  it('similarity: both orders', () => {
    expect(rows(similarityInput(ids(1, 2), ids(3), special, { time }))).toEqual([
      [90, 1, 2, 91, 3, 92],
      [90, 3, 91, 1, 2, 92],
    ])
  })

  it('multiple choice: the context with each answer', () => {
    expect(rows(choiceInput(ids(1), [ids(2, 3), ids(4), ids(5)], special, { time }))).toEqual([
      [90, 1, 91, 2, 3, 92],
      [90, 1, 91, 4, 92],
      [90, 1, 91, 5, 92],
    ])
    expect(() => choiceInput(ids(1), [ids(2)], special, { time })).toThrow('There are 1 answers')
  })
})

describe('cutting what is too long', () => {
  it('keeps the start, or the end, and says how much is lost', () => {
    const start = classificationInput(ids(1, 2, 3, 4, 5), special, { time: 5 })
    expect(rows(start)).toEqual([[90, 1, 2, 3, 92]])
    expect(start.cuts).toEqual([{ sequence: 0, part: 'text', tokens: 2 }])
    expect(rows(classificationInput(ids(1, 2, 3, 4, 5), special, { time: 5, keep: 'end' }))).toEqual([[90, 3, 4, 5, 92]])
    expect(classificationInput(ids(1, 2, 3), special, { time: 5 }).cuts).toEqual([])
  })

  it('takes from the longest text, so that a short one stays whole', () => {
    const input = entailmentInput(ids(1, 2, 3, 4, 5, 6), ids(7, 8), special, { time: 8 })
    expect(rows(input)).toEqual([[90, 1, 2, 3, 91, 7, 8, 92]])
    expect(input.cuts).toEqual([{ sequence: 0, part: 'premise', tokens: 3 }])
  })

  it('cuts both orders alike', () => {
    const input = similarityInput(ids(1, 2, 3, 4), ids(5, 6, 7, 8), special, { time: 8 })
    expect(rows(input)).toEqual([
      [90, 1, 2, 3, 91, 5, 6, 92],
      [90, 5, 6, 91, 1, 2, 3, 92],
    ])
    expect(input.cuts).toEqual([
      { sequence: 0, part: 'first', tokens: 1 },
      { sequence: 0, part: 'second', tokens: 2 },
    ])
  })

  it('says which answer was cut', () => {
    expect(choiceInput(ids(1), [ids(2), ids(3, 4, 5, 6)], special, { time: 6 }).cuts).toEqual([
      { sequence: 1, part: 'answer 2', tokens: 2 },
    ])
  })

  it('refuses a sequence without room for its texts', () => {
    expect(() => entailmentInput(ids(1), ids(2), special, { time: 4 })).toThrow(
      'A sequence of 4 tokens has no room for 2 texts and 3 special tokens.',
    )
  })

  it('is told of many examples in one line', () => {
    const inputs = [1, 5, 9].map((n) => classificationInput(new Int32Array(n), special, { time: 6 }))
    expect(describeCuts(inputs)).toBe('2 of 3 examples were cut, by 5 tokens at most')
    expect(describeCuts(inputs.slice(0, 1))).toBe('')
  })
})
