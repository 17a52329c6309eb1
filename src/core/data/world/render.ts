/** The words of a story: each event becomes one sentence in English and one in French that say the same. */
import { Draw } from './draw.ts'
import { Discourse } from './discourse.ts'
import { capital } from './english.ts'
import { type EventKind, VALENCE, type WorldEvent } from './events.ts'
import * as french from './french.ts'
import { type Calling, englishWords, frenchWords } from './phrases/words.ts'
import { SAYINGS } from './phrases/sayings.ts'
import type { Pair } from './places.ts'
import type { StoryPlan } from './plan.ts'

const WORDS_STREAM = 0x776f7264

const lead = (english: string, frenchWord: string): Pair => ({ english, french: frenchWord })
const NONE = lead('', '')
const THERE = lead('There,', 'Là,')
const THEN = lead('Then', 'Puis')
const LATER = lead('A little later,', 'Un peu plus tard,')
const BUT = lead('But', 'Mais')
const SUDDENLY = lead('Suddenly,', 'Soudain,')
const LUCKILY = lead('Luckily,', 'Heureusement,')
const SADLY = lead('Sadly,', 'Malheureusement,')
const AFTER = lead('After that,', 'Ensuite,')
const SOON = lead('Soon', 'Bientôt,')

const LEADS: Partial<Record<EventKind, readonly Pair[]>> = {
  go: [NONE],
  scene: [NONE],
  carry: [NONE],
  giveBack: [NONE],
  pass: [NONE, THERE],
  meet: [NONE, THERE, SOON],
  arrive: [THEN, LATER, SOON],
  feel: [NONE],
  home: [THEN, AFTER],
  tell: [AFTER, lead('In the end,', 'À la fin,')],
  write: [THEN, AFTER],
  stay: [NONE],
  steal: [SUDDENLY, LATER],
  fall: [SUDDENLY, LATER],
}

/** How an event follows from the one that set the story going, if it is not that one itself. */
function leadsFor({ kind }: WorldEvent, before: WorldEvent | undefined): readonly Pair[] {
  if (LEADS[kind]) return LEADS[kind]
  const [now, then] = [VALENCE[kind], before ? VALENCE[before.kind] : 0]
  if (now < 0) return then < 0 ? [NONE, THEN, SADLY] : before ? [BUT, SADLY, LATER] : [BUT, LATER, SUDDENLY]
  if (then < 0) return now > 0 ? [BUT, LUCKILY, LATER] : [NONE, THEN]
  return before ? [NONE, THEN, AFTER, LATER] : [NONE, THEN, LATER]
}

/** One aligned pair of sentences for each event, in order. */
export function renderSentences({ events, plot, hero }: StoryPlan, seed: number, index: number): Pair[] {
  const draw = new Draw(seed, index, WORDS_STREAM)
  const discourse = new Discourse()
  const incident = events.find(({ kind }) => kind === plot.incident.kind)!
  const used = new Set<Pair>()
  let thingKnown = false

  return events.map((event, at) => {
    const { told } = SAYINGS[event.kind]
    const phrase = draw.pick(told)
    const calling: Calling = {
      tense: 'past',
      whoByPronoun: discourse.isClear(event.who) && draw.chance(0.95),
      whomByPronoun: event.kind === 'arrive' ? discourse.isClear([event.whom!]) : discourse.isClearObject(event.whom),
      thing: thingKnown ? 'known' : 'new',
    }
    const before = at > events.indexOf(incident) ? incident : undefined
    const arrived = events[at - 1]?.kind === 'arrive'
    // Who has just come is no contrast to the good that they do.
    const leads = leadsFor(event, before).filter(
      (one) => one === NONE || !(used.has(one) || (one === BUT && arrived && VALENCE[event.kind] > 0)),
    )
    const first = draw.pick(leads.length > 0 ? leads : [NONE])
    used.add(first)
    let english = phrase.english(englishWords(event, calling))
    let translation = phrase.french(frenchWords(event, calling))
    if (event.because !== undefined && draw.chance(0.6)) {
      const why = reasonOf(events[event.because]!, hero)
      english += ` because ${why.english}`
      translation += ` ${french.because(why.french)}`
    }
    discourse.told(event)
    if (event.thing) thingKnown = true
    return { english: sentence(first.english, english), french: sentence(first.french, translation) }
  })
}

/** Why the hero feels so: the event that decides, told as what came before. */
export function reasonOf(cause: WorldEvent, hero: string): Pair {
  const { told, reason } = SAYINGS[cause.kind]
  const phrase = reason ?? told[0]!
  const calling: Calling = { tense: 'before', whoByPronoun: cause.who[0] === hero, whomByPronoun: cause.whom === hero, thing: 'known' }
  return { english: phrase.english(englishWords(cause, calling)), french: phrase.french(frenchWords(cause, calling)) }
}

/** A capital, a full stop; a scene already has them. */
function sentence(first: string, clause: string): string {
  return capital([first, clause].filter(Boolean).join(' ')).replace(/\.?$/, '.')
}
