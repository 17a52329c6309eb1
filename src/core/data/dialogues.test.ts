/** Dialogues of the small world: what is asked has one answer, and what is held out is not learned from. */
import { describe, expect, it } from 'vitest'
import { type Dialogue, someDialogues, UNKNOWN_ANSWER } from './dialogues.ts'
import { PEOPLE } from './world/cast.ts'

const some = someDialogues(300, 3000)
const heldOut = someDialogues(300, 4000, true)
const asked = (all: readonly Dialogue[]) => all.flatMap(({ story, exchanges }) => exchanges.map((one) => ({ story, ...one })))

describe('dialogues', () => {
  it('are the same wherever they are made, and fewer are a part of more', () => {
    expect(someDialogues(20, 3000)).toEqual(some.slice(0, 20))
  })

  it('say that they do not know exactly where the story does not say', () => {
    for (const { answer, known } of asked([...some, ...heldOut])) expect(known).toBe(answer !== UNKNOWN_ANSWER)
  })

  it('ask of people and things that the story lacks, and where there is no story, without an answer', () => {
    for (const { story, question, asks } of asked([...some, ...heldOut])) {
      if (asks === 'missing') expect(story).toBe('')
      else expect(story).not.toBe('')
      if (asks !== 'absent') continue
      const strangers = PEOPLE.filter((person) => question.includes(person) && !story.includes(person))
      const words = question.replace(/\?$/, '').split(' ')
      expect(strangers.length > 0 || words.some((word) => !story.toLowerCase().includes(word.toLowerCase())), question).toBe(true)
    }
  })

  it('name in a known answer to “where” and “what” only what the story has', () => {
    const of = asked(some).filter(({ known, asks }) => known && (asks === 'what' || asks === 'where'))
    expect(of.length).toBeGreaterThan(50)
    for (const { story, answer } of of) expect(story.toLowerCase()).toContain(answer.toLowerCase().split(' ').at(-1)!.replace('.', ''))
  })

  it('are held out by person, place and plot', () => {
    const stories = new Set(some.map(({ story }) => story))
    expect(heldOut.filter(({ story }) => story !== '' && stories.has(story))).toEqual([])
  })

  it('never ask twice in one dialogue', () => {
    for (const { exchanges } of some) expect(new Set(exchanges.map(({ question }) => question)).size).toBe(exchanges.length)
  })
})
