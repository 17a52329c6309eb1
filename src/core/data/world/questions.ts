/** Questions about a story, with the answers that its events give. */
import { CAST, type Person, relationOf } from './cast.ts'
import { capital, names, someThing, withA } from './english.ts'
import type { WorldEvent } from './events.ts'
import { spot } from './phrases/incidents.ts'
import { englishDay } from './phrases/opening.ts'
import { type Calling, englishWords } from './phrases/words.ts'
import { SAYINGS } from './phrases/sayings.ts'
import type { StoryPlan } from './plan.ts'
import { reasonOf } from './render.ts'

export interface Turn {
  asks: 'who' | 'what' | 'where' | 'when' | 'relation' | 'feeling' | 'why'
  question: string
  answer: string
}

const PLAIN: Calling = { tense: 'past', whoByPronoun: false, whomByPronoun: false, thing: 'known' }

/** Every question that the story answers, in the order of its events. */
export function questionsOf({ events, hero, plot }: StoryPlan): Turn[] {
  return events.flatMap((event): Turn[] => {
    switch (event.kind) {
      case 'go':
        return [
          { asks: 'where', question: `Where did ${names(event.who)} go?`, answer: `To the ${event.place}.` },
          { asks: 'when', question: `When did ${names(event.who)} go to the ${event.place}?`, answer: `One ${englishDay(event)}.` },
        ]
      case 'meet':
      case 'arrive': {
        const other = event.who[0] === hero ? event.whom! : event.who[0]!
        return [{ asks: 'relation', question: `Who is ${other}?`, answer: `${hero}'s ${relationOf(hero, other).english[CAST[other]]}.` }]
      }
      case 'feel':
        return feelingTurns(event, events, hero)
      case plot.incident.kind:
      case plot.turn.kind:
        return happeningTurns(event, event.kind === plot.incident.kind)
      default:
        return []
    }
  })
}

function happeningTurns(event: WorldEvent, isIncident: boolean): Turn[] {
  const { told, asked } = SAYINGS[event.kind]
  const subject = event.animal && event.who.length === 0 ? `the ${event.animal}` : names(event.who)
  const turns: Turn[] = [
    {
      asks: 'who',
      question: `${capital(told[0]!.english(englishWords(event, { ...PLAIN, called: 'who' })))}?`,
      answer: `${whoAnswer(event)}.`,
    },
  ]
  if (isIncident && asked && event.thing) {
    turns.push({
      asks: 'what',
      question: `What did ${subject} ${asked(englishWords(event, PLAIN))}?`,
      answer: `${capital(someThing(event.thing))}.`,
    })
  }
  if (event.kind === 'find' || event.kind === 'return') {
    turns.push({
      asks: 'where',
      question: `Where did ${subject} find the ${event.thing!.noun}?`,
      answer: `${capital(spot(event, 'english'))}.`,
    })
  }
  return turns
}

const whoAnswer = ({ who, animal }: WorldEvent): string => (who.length > 0 ? names(who) : capital(withA(animal!)))

function feelingTurns(event: WorldEvent, events: readonly WorldEvent[], hero: Person): Turn[] {
  const turns: Turn[] = [{ asks: 'feeling', question: `How did ${hero} feel?`, answer: `${capital(event.feeling!)}.` }]
  if (event.because !== undefined) {
    turns.push({
      asks: 'why',
      question: `Why was ${hero} ${event.feeling}?`,
      answer: `Because ${reasonOf(events[event.because]!, hero).english}.`,
    })
  }
  return turns
}
