/**
 * Dialogues of the small world: somebody tells a little story, then asks about it. Every answer follows from the events that were
 * told; to what they do not say, the answer is that it is not known.
 */
import { incidentOf, isOf, recast, tellingOf, type Told, toldEvents } from './labelled/retelling.ts'
import { PEOPLE, type Person } from './world/cast.ts'
import { Draw } from './world/draw.ts'
import { planStory, type StoryPlan } from './world/plan.ts'
import { questionsOf, type Turn } from './world/questions.ts'
import { NOUNS, type NounId } from './world/things.ts'

export const UNKNOWN_ANSWER = 'I do not know.'
/** What is said to a story, before anything is asked. */
export const HEARD = 'I see.'

/** One question, and the one answer that counts as right. */
export interface Exchange {
  question: string
  answer: string
  /** false: what was told does not say, and the answer is UNKNOWN_ANSWER */
  known: boolean
  /** 'absent': about somebody, or something, that the story does not have; 'missing': there is no story before it */
  asks: Turn['asks'] | 'absent' | 'missing'
}

export interface Dialogue {
  /** empty where nothing was told */
  story: string
  exchanges: Exchange[]
}

const STREAM = 0x6368_6174
/** A story must leave room for questions in a context of 256 characters. */
const MOST_STORY = 115
const MOST_EXCHANGES = 6
/** Of the questions, those about what is not in the story; of the dialogues, those without one. */
const [ABSENT, WITHOUT_STORY] = [0.25, 0.06]
const NOUN_IDS = Object.keys(NOUNS) as NounId[]

/** Dialogues about combinations of person, place and plot that may be learned from, or about held-out ones; in order, without end. */
export function* dialogues(seed: number, heldOut = false): Generator<Dialogue, never> {
  for (let index = 0; ; index++) {
    const plan = planStory(seed, index)
    if (!isOf(plan, heldOut)) continue
    const draw = new Draw(seed, index, STREAM)
    const made = dialogue(plan, draw, seed, index)
    if (made) yield made
  }
}

/** The first so many. */
export function someDialogues(count: number, seed: number, heldOut = false): Dialogue[] {
  const all: Dialogue[] = []
  if (count === 0) return all
  for (const one of dialogues(seed, heldOut)) {
    all.push(one)
    if (all.length === count) break
  }
  return all
}

function dialogue(plan: StoryPlan, draw: Draw, seed: number, index: number): Dialogue | undefined {
  const told: Told = { opening: true, turn: draw.chance(0.7) }
  const events = toldEvents(plan, told)
  const story = tellingOf({ ...plan, events }, seed, index)
  if (story.length > MOST_STORY) return undefined
  const turns = questionsOf({ ...plan, events }).filter(asksSomething)
  if (turns.length === 0) return undefined
  const missing = draw.chance(WITHOUT_STORY)
  // Asked again, a question would be answered by copying.
  const asked = new Set<string>()
  const exchanges: Exchange[] = []
  for (let i = 0; i < MOST_EXCHANGES; i++) {
    const absent = !missing && draw.chance(ABSENT)
    const one = absent ? absentQuestion(plan, draw, turns) : { ...draw.pick(turns), known: true as boolean }
    if (!one || asked.has(one.question)) continue
    asked.add(one.question)
    exchanges.push(missing ? { question: one.question, answer: UNKNOWN_ANSWER, known: false, asks: 'missing' } : one)
  }
  return exchanges.length > 0 ? { story: missing ? '' : story, exchanges } : undefined
}

/** What an animal did is asked as if it were told: no question for a dialogue. */
const asksSomething = ({ question }: Turn): boolean => /\b(who|what|where|when|how|why)\b/i.test(question)

/** A question of the story's kind with another person, or another thing, in it. */
function absentQuestion(plan: StoryPlan, draw: Draw, turns: readonly Turn[]): Exchange | undefined {
  const present = [...new Set<Person>([plan.hero, ...plan.events.flatMap(({ who, whom }) => [...who, ...(whom ? [whom] : [])])])]
  const stranger = draw.pick(PEOPLE.filter((person) => !present.includes(person)))
  const replaced = draw.pick(present)
  const noun = draw.pick(NOUN_IDS)
  const thing = incidentOf(plan).thing
  const swapThing = thing !== undefined && thing.noun !== noun && draw.chance(0.4)
  const changed = swapThing
    ? recast(
        plan,
        (one) => one,
        (one) => ({ ...one, noun }),
      )
    : recast(plan, (one) => (one === replaced ? stranger : one))
  const known = new Set(turns.map(({ question }) => question))
  const candidates = questionsOf(changed).filter(
    (turn) => asksSomething(turn) && !known.has(turn.question) && turn.asks !== 'feeling' && turn.asks !== 'why',
  )
  const about = candidates.filter(({ question }) => question.includes(swapThing ? noun : stranger))
  return about.length > 0 ? { question: draw.pick(about).question, answer: UNKNOWN_ANSWER, known: false, asks: 'absent' } : undefined
}
