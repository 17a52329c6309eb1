import { describe, expect, it } from 'vitest'
import { story } from '../world/story.ts'
import { splitAtRandom } from './labelled.ts'
import { readReviews, reviewSentiment } from './nodeReviews.ts'
import { parseReviews } from './reviews.ts'
import { HELD_OUT_SEED, storySentiment, TRAIN_SEED } from './stories.ts'

const texts = (n: number) => Array.from({ length: n }, (_, i) => ({ text: `text ${i}`, label: i % 2 }))

describe('a random split', () => {
  it('has no text on both sides, and is a function of the seed', () => {
    const { train, heldOut } = splitAtRandom(texts(20), { train: 12, heldOut: 8 }, 3)
    expect(new Set([...train, ...heldOut].map(({ text }) => text)).size).toBe(20)
    expect(splitAtRandom(texts(20), { train: 12, heldOut: 8 }, 3)).toEqual({ train, heldOut })
    expect(splitAtRandom(texts(20), { train: 12, heldOut: 8 }, 4).heldOut).not.toEqual(heldOut)
  })

  it('holds the same texts out however few are learned from', () => {
    const [few, many] = [4, 12].map((train) => splitAtRandom(texts(20), { train, heldOut: 8 }, 3))
    expect(few!.heldOut).toEqual(many!.heldOut)
    expect(many!.train.slice(0, 4)).toEqual(few!.train)
  })

  it('counts a text once, and refuses to find more than there are', () => {
    const twice = [...texts(5), { text: 'TEXT 0', label: 0 }]
    expect(() => splitAtRandom(twice, { train: 4, heldOut: 2 }, 1)).toThrow(
      '4 texts to learn from and 2 held out are asked for, but there are 5.',
    )
  })
})

describe('the sentiment of stories', () => {
  const set = storySentiment({ train: 40, heldOut: 24 })

  it('is that of the generator, on known combinations for training and held-out ones for measuring', () => {
    const known = new Map(Array.from({ length: 400 }, (_, i) => story(TRAIN_SEED, i)).map((one) => [one.text, one]))
    expect(set.train).toHaveLength(40)
    for (const {
      texts: [text],
      label,
    } of set.train) {
      expect(known.get(text!)!.heldOut).toBe(false)
      expect(set.labels[label]).toBe(known.get(text!)!.sentiment)
    }
    const held = new Set(
      Array.from({ length: 600 }, (_, i) => story(HELD_OUT_SEED, i))
        .filter(({ heldOut }) => heldOut)
        .map(({ text }) => text),
    )
    expect(set.heldOut).toHaveLength(24)
    expect(set.heldOut.every(({ texts: [text] }) => held.has(text!))).toBe(true)
  })

  it('has all three labels', () => {
    expect(new Set(set.heldOut.map(({ label }) => label)).size).toBe(3)
  })
})

describe('the reviews', () => {
  it('are 1,000 sentences, half of them positive', () => {
    const reviews = readReviews()
    expect(reviews).toHaveLength(1000)
    expect(reviews.filter(({ label }) => label === 1)).toHaveLength(500)
    expect(reviews[1]).toEqual({ text: 'Good case, Excellent value.', label: 1 })
    expect(reviews.every(({ text }) => text.length >= 10 && text.length < 160)).toBe(true)
  })

  it('are cut so that none is on both sides', () => {
    const { train, heldOut } = reviewSentiment({ train: 700, heldOut: 200 })
    const learned = new Set(train.map(({ texts }) => texts[0]))
    expect(heldOut.some(({ texts }) => learned.has(texts[0]))).toBe(false)
  })

  it('name the line that cannot be read', () => {
    expect(parseReviews('Good.\t1\r\n\nBad \t0\n')).toEqual([
      { text: 'Good.', label: 1 },
      { text: 'Bad', label: 0 },
    ])
    expect(() => parseReviews('Good.\t1\nFair.\t2\n')).toThrow('Line 2')
  })
})
