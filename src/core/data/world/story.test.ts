import { describe, expect, it } from 'vitest'
import { CAST, PEOPLE, type Person, relationOf } from './cast.ts'
import { FEELINGS } from './feelings.ts'
import { PLACE_IDS } from './places.ts'
import { needsOther, PLOTS, thingsFor } from './plots.ts'
import { story } from './story.ts'
import { read } from './testing/reader.ts'
import { COLOURS, KINDS } from './things.ts'
import { TIMES, WEATHERS } from './times.ts'

const sample = Array.from({ length: 3000 }, (_, i) => story(11, i))
const count = (table: object): number => Object.keys(table).length
const namesIn = (text: string): string[] => [...new Set(text.match(/[A-Z][a-z]+/g)?.filter((word) => word in CAST))].sort()

/** What was good or bad for the hero, by someone who only has the verbs. */
const GOOD = ['admire', 'apologize', 'comfort', 'find', 'give', 'recover', 'repair', 'replace', 'return', 'thank', 'win']
const BAD = ['break', 'fail', 'fall', 'keep', 'laugh', 'leave', 'lose', 'quarrel', 'search', 'steal']

describe('the small world', () => {
  it('has more than a million stories', () => {
    const days = count(TIMES) * count(WEATHERS)
    const looks = count(KINDS) + count(COLOURS) + count(KINDS) * count(COLOURS)
    // Only what can be read off the text is counted (the next test reads it): no wording, no scene, no pastime, no ending.
    const distinct = PLOTS.reduce((sum, plot) => {
      const things = plot.incident.kind === 'fall' ? 1 : thingsFor(plot).length * looks
      return sum + PEOPLE.length * (needsOther(plot) ? PEOPLE.length - 1 : 1) * PLACE_IDS.length * days * things
    }, 0)
    console.log(`${PLOTS.length} plots, ${distinct.toLocaleString('en')} combinations that the text shows`)
    expect(distinct).toBeGreaterThan(1e9)
  })

  it('says who, where, when and what happened, so that each can be read off the text', () => {
    for (const { text, hero, place, events, plot } of sample) {
      const { time, weather } = events[0]!
      const found = PLOTS.find(({ id }) => id === plot)!
      const kinds = [found.incident.kind, found.turn.kind]
      const { thing } = events.find((event) => event.thing) ?? {}
      if (thing) expect(text).toMatch(new RegExp(`an? ${[thing.kind, thing.colour, thing.noun].filter(Boolean).join(' ')}[ .]`))
      if (needsOther(found)) expect(namesIn(text)).toHaveLength(2)
      expect(read(text), text).toEqual({ hero, place, day: `${weather} ${time}`, happened: kinds })
    }
  })

  it('hardly ever tells the same story twice', () => {
    const texts = Array.from({ length: 10_000 }, (_, i) => story(3, i).text)
    const duplicates = texts.length - new Set(texts).size
    console.log(`${duplicates} duplicates among ${texts.length} stories`)
    expect(duplicates).toBeLessThan(10)
  })

  it('is the same for the same seed and index, in any order, and another for another', () => {
    expect(story(1, 5)).toEqual(story(1, 5))
    expect(story(1, 5).text).not.toBe(story(2, 5).text)
    expect(story(1, 5).text).not.toBe(story(1, 6).text)
  })

  it('tells stories of a length that a small context sees most of', () => {
    const lengths = sample.map(({ text }) => text.length).sort((a, b) => a - b)
    const at = (share: number) => lengths[Math.floor(share * (lengths.length - 1))]!
    expect([at(0) > 140, at(0.02) >= 190, at(0.5) > 220, at(1) < 450], `${at(0)} ${at(0.02)} ${at(0.5)} ${at(1)}`).toEqual([
      true,
      true,
      true,
      true,
    ])
  })
})

describe('from one list of events', () => {
  it('the French says each sentence with the same people', () => {
    for (const { events, sentences, text, french } of sample) {
      expect(sentences).toHaveLength(events.length)
      expect(text.split(/(?<=\.) /)).toHaveLength(events.length)
      expect(french.split(/(?<=\.) /)).toHaveLength(events.length)
      for (const pair of sentences) expect(namesIn(pair.french), pair.english).toEqual(namesIn(pair.english))
    }
  })

  it('the sentiment is that of the last thing that was good or bad, as a reader of the text sees it', () => {
    for (const { text, sentiment } of sample) {
      const last = read(text).happened.findLast((verb) => GOOD.includes(verb) || BAD.includes(verb))
      expect(sentiment, text).toBe(last === undefined ? 'neutral' : GOOD.includes(last) ? 'positive' : 'negative')
    }
  })

  it('the three sentiments are about as frequent, and a feeling has the sign of its story', () => {
    for (const sentiment of ['positive', 'negative', 'neutral']) {
      const share = sample.filter((one) => one.sentiment === sentiment).length / sample.length
      expect(Math.abs(share - 1 / 3)).toBeLessThan(0.04)
    }
    const sign = { positive: 1, negative: -1, neutral: 0 }
    for (const { events, sentiment, text } of sample) {
      for (const { feeling } of events) if (feeling) expect(FEELINGS[feeling].valence, text).toBe(sign[sentiment])
    }
  })

  it('the summary is one sentence about the same people, place and thing', () => {
    for (const { summary, text, place, events, hero } of sample) {
      expect(summary.match(/\./g)).toHaveLength(1)
      expect(summary).toContain(`the ${place}, `)
      const thing = events.find((event) => event.thing)?.thing
      if (thing) expect(summary).toContain([thing.kind, thing.colour, thing.noun].filter(Boolean).join(' '))
      expect(summary).toContain(hero)
      for (const name of namesIn(summary)) expect(text).toContain(name)
      expect(summary.length).toBeLessThan(text.length)
    }
  })

  it('every answer is exact', () => {
    const asked = new Set<string>()
    for (const { turns, text, hero, place, events } of sample) {
      for (const { asks, question, answer } of turns) {
        asked.add(asks)
        const said = answer.slice(0, 1).toLowerCase() + answer.slice(1, -1)
        const right = {
          who: () =>
            answer
              .slice(0, -1)
              .split(' and ')
              .every((name) => text.includes(name)) || text.includes(said),
          what: () => text.includes(said),
          where: () => said === `to the ${place}` || text.includes(said),
          when: () => text.includes(said.replace('one ', '')),
          relation: () => {
            const other = /Who is (\w+)\?/.exec(question)![1] as Person
            return answer === `${hero}'s ${relationOf(other, hero).english[CAST[other]]}.`
          },
          feeling: () => events.some(({ feeling }) => feeling === said) && text.includes(said),
          why: () =>
            answer.startsWith('Because ') && / had | did not /.test(answer) && (!text.includes(' because ') || text.includes(said)),
        }[asks]()
        expect(right, `${text}\n${question} ${answer}`).toBe(true)
      }
    }
    expect([...asked].sort()).toEqual(['feeling', 'relation', 'what', 'when', 'where', 'who', 'why'])
  })
})
