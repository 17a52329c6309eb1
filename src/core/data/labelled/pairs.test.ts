/** Entailment, similarity and endings: balanced, of the right side of the split, and without a part that gives the answer away. */
import { describe, expect, it } from 'vitest'
import { PEOPLE } from '../world/cast.ts'
import { storyEndings } from './endings.ts'
import { storyEntailment, VERDICTS } from './entailment.ts'
import { isOf, plans, telling } from './retelling.ts'
import { shortcuts } from './shortcuts.ts'
import { storySimilarity } from './similarity.ts'
import { HELD_OUT_SEED, TRAIN_SEED } from './stories.ts'

const counts = { train: 600, heldOut: 240 }
const sets = [storyEntailment, storySimilarity, storyEndings].map((make) => make(counts))
const [entailment, similarity, endings] = sets as [(typeof sets)[0], (typeof sets)[0], (typeof sets)[0]]
const accuracyOf = (set: (typeof sets)[0], name: string) => shortcuts(set).find((one) => one.name === name)!.accuracy

describe.each(sets)('$id', (set) => {
  it('is a function of the counts, the fewer a part of the more, each label as frequent as the others', () => {
    const make = { entailment: storyEntailment, similarity: storySimilarity, endings: storyEndings }[set.id]!
    expect(make({ train: 10, heldOut: 0 }).train).toEqual(set.train.slice(0, 10))
    const share = 1 / set.labels.length
    for (const label of set.labels.keys())
      expect(Math.abs(set.train.filter((one) => one.label === label).length / 600 - share)).toBeLessThan(0.05)
  })

  it('has no text on both sides', () => {
    const learned = new Set(set.train.map(({ texts }) => texts[0]))
    expect(set.heldOut.some(({ texts }) => learned.has(texts[0]))).toBe(false)
  })
})

describe('the parts alone', () => {
  it('say next to nothing', () => {
    expect(accuracyOf(entailment, 'the hypothesis alone')).toBeLessThan(0.45)
    expect(accuracyOf(similarity, 'one of the two')).toBeLessThan(0.6)
    expect(accuracyOf(endings, 'the answer alone')).toBeLessThan(0.35)
  })

  it('would be seen if they did', () => {
    const given = { ...entailment, train: entailment.train.map(give), heldOut: entailment.heldOut.map(give) }
    expect(accuracyOf(given, 'the hypothesis alone')).toBeGreaterThan(0.9)
    function give({ texts, label }: (typeof entailment.train)[number]) {
      return { texts: [texts[0]!, `${texts[1]} ${['Yes', 'No', 'Perhaps'][label]}.`], label }
    }
  })
})

describe('what is right', () => {
  it('entailment: a place follows where the premise names it, contradicts where it names another, and cannot be told where none is', () => {
    for (const {
      texts: [premise, hypothesis],
      label,
    } of [...entailment.train, ...entailment.heldOut]) {
      const said = /^It happened (?:at|in|on) the (\w+)\.$/.exec(hypothesis!)?.[1]
      if (!said || ['morning', 'afternoon', 'evening'].includes(said)) continue
      const named = / (?:to|at|in|on) the (\w+)(?: one |\.)/.exec(premise!.split('. ')[0]!.concat('.'))?.[1]
      expect(VERDICTS[label], `${premise} ${hypothesis}`).toBe(named === said ? 'follows' : named ? 'contradicts' : 'cannot be told')
    }
  })

  it('endings: the right one names somebody of the story, and exactly one other does', () => {
    for (const {
      texts: [context, ...answers],
      label,
    } of endings.train) {
      const named = answers.map((answer) => context!.includes(PEOPLE.find((person) => answer.startsWith(person))!))
      expect(named[label]).toBe(true)
      expect(named.filter(Boolean)).toHaveLength(2)
      expect(new Set(answers).size).toBe(4)
    }
  })

  it('similarity: different tellings have changed people, outcome or thing; training ones are never of held-out combinations', () => {
    for (const {
      texts: [one, other],
    } of similarity.train)
      expect(one).not.toBe(other)
    for (const [seed, heldOut] of [
      [TRAIN_SEED, false],
      [HELD_OUT_SEED, true],
    ] as const) {
      for (const { plan, index } of plans(seed, heldOut)) {
        expect(isOf(plan, heldOut)).toBe(true)
        expect(telling(plan, { opening: false, turn: true }, seed, index).length).toBeLessThan(220)
        if (index > 200) break
      }
    }
  })
})
