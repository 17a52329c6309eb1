/** What a phrase is made of: the words for an event's people and things as they are called in this sentence, in both languages. */
import { CAST } from '../cast.ts'
import * as english from '../english.ts'
import type { WorldEvent } from '../events.ts'
import * as french from '../french.ts'
import { NOUNS } from '../things.ts'

/** How a sentence calls its people and its thing; the same choice for both languages, so that they say the same. */
export interface Calling {
  tense: english.Tense
  /** "she" for those who do it */
  whoByPronoun: boolean
  /** "her" for the one to whom it is done */
  whomByPronoun: boolean
  /** "a small kite", "the kite", "it" (English only: nothing in French needs it) */
  thing: 'new' | 'known' | 'it'
  /** other words for those who do it, English only: "who", "she and Tom" */
  called?: string
}

export type EnglishWords = ReturnType<typeof englishWords>
export type FrenchWords = ReturnType<typeof frenchWords>

/** A clause in both languages, without capital and full stop. */
export interface Phrase {
  english(words: EnglishWords): string
  french(words: FrenchWords): string
}

/** What can be said of a kind of event. */
export interface Saying {
  /** ways to tell it; the first is the plain one */
  told: readonly Phrase[]
  /** after "because", where less is said */
  reason?: Phrase
  /** in a summary, where less is said */
  brief?: (words: EnglishWords) => string
  /** after "What did Mila …?" */
  asked?: (words: EnglishWords) => string
}

export function englishWords(event: WorldEvent, calling: Calling) {
  const doers = english.pronouns(event.who)
  const { thing } = event
  return {
    event,
    who: calling.called ?? (calling.whoByPronoun ? doers.subject : english.names(event.who)),
    own: calling.called === 'who' ? 'their' : doers.own,
    self: doers.object,
    whom: event.whom ? (calling.whomByPronoun ? english.pronouns([event.whom]).object : event.whom) : '',
    /** "her", "Mila's" */
    whose: event.whom ? (calling.whomByPronoun ? english.pronouns([event.whom]).own : `${event.whom}'s`) : '',
    thing: thing ? { new: english.someThing(thing), known: `the ${thing.noun}`, it: 'it' }[calling.thing] : '',
    did: (verb: english.EnglishVerb) => english.did(verb, calling.tense),
    didNot: (verb: english.EnglishVerb) => english.didNot(verb, calling.tense),
    /** after another verb of the same sentence: "found it and gave", "had found it and given" */
    andDid: (verb: english.EnglishVerb) => (calling.tense === 'past' ? english.did(verb, 'past') : english.participle(verb)),
    was: event.who.length > 1 ? 'were' : 'was',
  }
}

export function frenchWords(event: WorldEvent, calling: Calling) {
  const subject = french.agreementOf(event.who)
  const pronoun = french.subjectPronoun(subject)
  const { thing, whom } = event
  const of = thing && NOUNS[thing.noun]
  const direct = of && { gender: of.gender, plural: false }
  const did = (verb: french.FrenchVerb, around?: french.Around) => french.compound(verb, subject, calling.tense, around)
  return {
    event,
    subject,
    who: calling.whoByPronoun ? pronoun : french.names(event.who),
    pronoun,
    self: french.strongPronoun(subject),
    whomByPronoun: calling.whomByPronoun,
    whom: whom ?? '',
    thing: thing && of ? (calling.thing === 'new' ? french.someThing(thing) : french.the(of.french, of.gender)) : '',
    /** the thing as a pronoun before the verb */
    it: direct,
    did,
    /** "lui a donné la clé", "a donné la clé à Mila" */
    toWhom: (verb: french.FrenchVerb, what: string) =>
      calling.whomByPronoun ? `${did(verb, { dative: true })} ${what}` : `${did(verb)} ${what} ${french.to(whom!)}`,
    /** "la lui a rendue", "l'a rendue à Mila" */
    itToWhom: (verb: french.FrenchVerb) =>
      calling.whomByPronoun ? did(verb, { direct, dative: true }) : `${did(verb, { direct })} ${french.to(whom!)}`,
    /** "l'a remerciée", "a remercié Mila" */
    didWhom: (verb: french.FrenchVerb) =>
      calling.whomByPronoun ? did(verb, { direct: { gender: CAST[whom!], plural: false } }) : `${did(verb)} ${whom}`,
    /** "elle", "Mila", after a preposition */
    strongWhom: whom ? (calling.whomByPronoun ? french.strongPronoun(french.agreementOf([whom])) : whom) : '',
  }
}
