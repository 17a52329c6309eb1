import { describe, expect, it } from 'vitest'
import { prepareCorpus } from '../corpus.ts'
import { readBundledText } from '../node.ts'
import { CharacterTokenizer } from '../../tokenizer/characters.ts'
import { PEOPLE, type Person } from './cast.ts'
import { PLACE_IDS, type PlaceId } from './places.ts'
import { PLOTS } from './plots.ts'
import { HELD_OUT_ONE_IN, isHeldOut } from './split.ts'
import { stories, story } from './story.ts'
import { read } from './testing/reader.ts'
import { WORLD_ALPHABET, worldText } from './text.ts'

/** By what the text says. */
function heldOutByText(text: string): boolean {
  const { hero, place, happened } = read(text)
  const plot = PLOTS.find(({ incident, turn }) => incident.kind === happened[0] && turn.kind === happened[1])!
  return isHeldOut(hero as Person, place as PlaceId, plot)
}

describe('the split', () => {
  it('keeps one combination in eight out, but no pair', () => {
    const kept = PEOPLE.flatMap((hero) => PLACE_IDS.flatMap((place) => PLOTS.map((plot) => ({ hero, place, plot })))).filter(
      (c) => !isHeldOut(c.hero, c.place, c.plot),
    )
    expect(kept.length / (PEOPLE.length * PLACE_IDS.length * PLOTS.length)).toBeCloseTo(1 - 1 / HELD_OUT_ONE_IN, 2)
    const pairs = (one: 'hero' | 'place', other: 'place' | 'plot') =>
      new Set(kept.map((c) => `${one === 'hero' ? c.hero : c.place} ${other === 'plot' ? c.plot.id : c.place}`)).size
    expect(pairs('hero', 'place')).toBe(PEOPLE.length * PLACE_IDS.length)
    expect(pairs('hero', 'plot')).toBe(PEOPLE.length * PLOTS.length)
    expect(pairs('place', 'plot')).toBe(PLACE_IDS.length * PLOTS.length)
  })

  it('the text to learn from has no held-out combination, and the other has nothing else', () => {
    const [train, heldOut] = [worldText(5, 300_000), worldText(5, 60_000, { heldOut: true })].map((text) => text.split('\n\n'))
    expect(train!.length).toBeGreaterThan(1000)
    expect(train!.filter(heldOutByText)).toEqual([])
    expect(heldOut!.filter((text) => !heldOutByText(text))).toEqual([])
  })

  it('the bundled text is tested on held-out stories only, but for the ends of what was learned from', () => {
    const text = readBundledText('world')
    const tokenizer = CharacterTokenizer.fromText(text)
    const { train, validation } = prepareCorpus(text, tokenizer)
    const [learned, tested] = [train, validation].map((ids) => tokenizer.decode(ids).trim().split('\n\n'))
    expect(learned!.slice(0, -1).filter(heldOutByText)).toEqual([])
    const firstHeldOut = 1 + tested!.slice(1).findIndex(heldOutByText)
    expect(tested!.slice(firstHeldOut).filter((one) => !heldOutByText(one))).toEqual([])
    expect(tested!.slice(0, firstHeldOut).join('').length).toBeLessThan(500)
    expect(tested!.length).toBeGreaterThan(300)
  })

  it('a text has as many whole stories as fit, and the same start whatever its length', () => {
    const [short, long] = [worldText(1, 5000), worldText(1, 9000)]
    expect(short.length).toBeLessThanOrEqual(5000)
    expect(short.length).toBeGreaterThan(4500)
    expect(long.startsWith(short)).toBe(true)
    expect(short.split('\n\n')[0]).toBe(stories(1).next().value.text)
  })

  it('the alphabet has every character that the world uses', () => {
    const used = new Set(
      Array.from({ length: 2000 }, (_, i) => story(9, i)).flatMap((s) => [
        ...s.text,
        ...s.french,
        ...s.summary,
        ...s.turns.flatMap((t) => [...t.question, ...t.answer]),
      ]),
    )
    expect([...used].filter((character) => !WORLD_ALPHABET.includes(character))).toEqual([])
    expect(new Set(WORLD_ALPHABET).size).toBe(WORLD_ALPHABET.length)
  })
})
