/** Entailment, similarity and endings: balanced, of the right side of the split, and without a part that gives the answer away. */
import { describe, expect, it } from 'vitest'
import { PEOPLE, type Person } from '../world/cast.ts'
import { PLACE_IDS } from '../world/places.ts'
import { storyEndings } from './endings.ts'
import { type FeelingId, FEELINGS } from '../world/feelings.ts'
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

  it('has no telling on both sides', () => {
    const learned = new Set(set.train.map(({ texts }) => texts[0]))
    expect(set.heldOut.filter(({ texts }) => learned.has(texts[0]))).toEqual([])
  })
})

describe('the parts alone', () => {
  it('say next to nothing', () => {
    expect(accuracyOf(entailment, 'the hypothesis alone')).toBeLessThan(0.45)
    for (const name of ['one of the two', 'shared words', 'pairs of words']) expect(accuracyOf(similarity, name), name).toBeLessThan(0.56)
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
    const places = examplesOf(/^\w+ went to the (\w+)\.$/)
    expect(places.length).toBeGreaterThan(150)
    for (const { premise, said, verdict } of places) {
      const named = PLACE_IDS.find((place) => new RegExp(`(?:to|at|in|on) the ${place}(?: one |\\.)`).test(`${premise.split('. ')[0]}.`))
      expect(verdict, `${premise} ${said}`).toBe(named === said ? 'follows' : named ? 'contradicts' : 'cannot be told')
    }
  })

  it('entailment: a feeling follows where it has the sign of what happened last, and cannot be told where nothing good or bad did', () => {
    const feelings = examplesOf(/^\w+ (?:was|felt) (\w+)\.$/)
    expect(feelings.length).toBeGreaterThan(150)
    for (const { premise, said, verdict } of feelings) {
      const ending = signOf(premise)
      const right = FEELINGS[said as FeelingId].valence === ending ? 'follows' : 'contradicts'
      expect(verdict, `${premise} ${said}`).toBe(ending === 0 ? 'cannot be told' : right)
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

  it('similarity: in a different pair each does what was done by the other, in the same words; in a same pair nobody changes place', () => {
    const people = (text: string) => text.match(/\b[A-Z]\w+/g)!.filter((word) => PEOPLE.includes(word as Person))
    const actors = (text: string) => (/took/.test(text) ? ['an animal', ...people(text)] : people(text))
    for (const {
      texts: [one, other],
      label,
    } of [...similarity.train, ...similarity.heldOut]) {
      expect(one).not.toBe(other)
      const [before, after] = [actors(one!), actors(other!)]
      if (label === 1) expect(after).toEqual(before)
      else expect(after, `${one} ${other}`).not.toEqual(before)
    }
  })

  it('what is learned from is never of a held-out combination', () => {
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

/** What hypotheses of one form say, with their premises. */
const examplesOf = (form: RegExp) =>
  [...entailment.train, ...entailment.heldOut].flatMap(({ texts: [premise, hypothesis], label }) => {
    const said = form.exec(hypothesis!)?.[1]
    return said === undefined ? [] : [{ premise: premise!, said, verdict: VERDICTS[label] }]
  })

/** What the words of a telling say of its end, the last that say anything: read here without the generator. */
function signOf(told: string): -1 | 0 | 1 {
  const good = /\b(won|comforted|thanked|apologized|admired|repaired|found|gave|back)\b/
  const bad = /\b(lost|broke|slipped|laughed|left|kept|took|quarrelled|did not)\b/
  const signs = told.split('. ').map((sentence) => (bad.test(sentence) ? -1 : good.test(sentence) ? 1 : 0))
  return signs.findLast((sign) => sign !== 0) ?? 0
}
