/** A story in one sentence: where, what set it going, and what came of it. */
import { CAST, type Person } from './cast.ts'
import { capital, pronouns } from './english.ts'
import { VALENCE, type WorldEvent } from './events.ts'
import { englishPlace } from './phrases/opening.ts'
import { type Calling, englishWords } from './phrases/words.ts'
import { SAYINGS } from './phrases/sayings.ts'

/** "At the market, Mila lost an old key, but Tom found it and gave it back." */
export function summarize(go: WorldEvent, incident: WorldEvent, turn: WorldEvent): string {
  const named = incident.whom ? [...incident.who, incident.whom] : incident.who
  const beginning = brief(incident, { tense: 'past', whoByPronoun: false, whomByPronoun: false, thing: 'new' })
  const calling: Calling = {
    tense: 'past',
    whoByPronoun: isClear(turn.who, named) && turn.who.length >= incident.who.length,
    whomByPronoun: turn.whom !== undefined && named.includes(turn.whom),
    thing: incident.thing ? 'it' : 'new',
  }
  if (turn.who.length > 1 && !calling.whoByPronoun) calling.called = `${pronouns([turn.who[0]!]).subject} and ${turn.who[1]}`
  return `${capital(englishPlace(go))}, ${beginning}, ${connective(incident, turn)} ${brief(turn, calling)}.`
}

function brief(event: WorldEvent, calling: Calling): string {
  const { brief, reason, told } = SAYINGS[event.kind]
  const words = englishWords(event, calling)
  // What the incident was is told whole; a turn only needs as much as a reason does.
  return (brief ?? (calling.thing === 'new' ? told[0]! : (reason ?? told[0]!)).english)(words)
}

const isClear = (who: readonly Person[], named: readonly Person[]): boolean =>
  who.every((person) => named.includes(person)) &&
  (who.length > 1 || named.every((person) => person === who[0] || CAST[person] !== CAST[who[0]!]))

/** "but" where luck turns. */
function connective(incident: WorldEvent, turn: WorldEvent): 'but' | 'and' {
  const [before, after] = [VALENCE[incident.kind], VALENCE[turn.kind]]
  return (after < 0 && before >= 0) || (after > 0 && before < 0) ? 'but' : 'and'
}
