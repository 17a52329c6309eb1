/** Versions, their held-out part, what endings cost, and the race through a real core. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { splitText } from '../../../core/data/corpus.ts'
import { endingBits } from './endings.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { outcomeOf, prepare, race } from './race.ts'
import { charactersPerWord, heldOutFrom, textOf } from './versions.ts'

test('the held-out part in words is the one that a run cuts off in characters', async () => {
  const { words } = await prepare('The cats were sitting on their mats, and nine mice ran past them without a sound.')
  const tail = words.slice(heldOutFrom(words))
  expect(splitText(textOf(words)).validation.endsWith(textOf(tail))).toBe(true)
  expect(charactersPerWord(words)).toBe((textOf(tail).length + 1) / tail.length)
})

test('what an ending costs, by hand', () => {
  // "walk" stood three times for walks and once for walk: 3/(4+2) and 1/(4+2), as two types keep 2/6 for news.
  const bases = ['walk', 'walk', 'walk', 'walk', 'walk']
  expect(endingBits(bases, ['walks', 'walks', 'walks', 'walk', 'walks'], 4)).toBeCloseTo(-Math.log2(3 / 6), 12)
  // A base that is new pays nothing for being new, and then for its change among all changes: "+s" has 3 of 4, 2 types.
  expect(endingBits([...bases.slice(0, 4), 'talk'], ['walks', 'walks', 'walks', 'walk', 'talks'], 4)).toBeCloseTo(-Math.log2(3 / 6), 12)
  // A change that was never seen is spelled: news of the changes 2/6, six letters and the end.
  expect(endingBits([...bases.slice(0, 4), 'talk'], ['walks', 'walks', 'walks', 'walk', 'talked'], 4)).toBeCloseTo(
    -Math.log2(2 / 6) + 7 * Math.log2(27),
    12,
  )
})

test('words cost no endings, and bits for a word are those of its characters', async () => {
  const versions = await prepare('The dog barks. '.repeat(40))
  const outcome = outcomeOf('words', versions, Math.LN2)
  expect(outcome).toMatchObject({
    bitsPerCharacter: 1,
    endingBits: 0,
    modelBits: outcome.charactersPerWord,
    totalBits: outcome.charactersPerWord,
  })
})

test('the race leaves the core as it was, repeats itself, and depends on the text', async () => {
  const world = await openWorld()
  const { core, text } = world
  const kept = await core.models()
  const outcomes = await race(core, await prepare(text), 20)
  expect(outcomes.map(({ form }) => form)).toEqual(['words', 'stems', 'lemmas'])
  expect(await core.models()).toEqual(kept)
  expect((await core.texts()).every(({ ref }) => ref.kind === 'bundled')).toBe(true)
  const readings = await measure(widget, { steps: 20 }, world)
  expect(readings).toMatchObject({ wordBits: outcomes[0]!.modelBits, stemTotal: outcomes[1]!.totalBits })
  const other = await measure(widget, { steps: 20 }, { ...world, text: text.replaceAll('birds', 'horses') })
  expect(other.wordBits).not.toBe(readings.wordBits)
})
