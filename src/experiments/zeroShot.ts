/**
 * A task that a model was never taught, put as text to be continued: each answer is as likely as its characters after the question,
 * and an answer that can be said in several ways as all of them together.
 */
import { FEELINGS } from '../core/data/world/feelings.ts'
import { PEOPLE } from '../core/data/world/cast.ts'
import type { LabelledExample } from '../core/data/labelled/labelled.ts'
import type { CoreApi, LabelledSet, ModelHandle } from '../worker/protocol.ts'

export const TASKS = ['endings', 'sentiment'] as const
export type ZeroShotTask = (typeof TASKS)[number]

/** How a story is gone on with, so that what comes next tells how it ended for its hero. `{hero}` is the first person it names. */
export const PROMPTS = {
  felt: '{hero} felt',
  was: '{hero} was',
  end: 'In the end, {hero} was',
  it: 'It was a',
  sentiment: 'Sentiment:',
} as const
export type PromptName = keyof typeof PROMPTS
export const PROMPT_NAMES = Object.keys(PROMPTS) as [PromptName, ...PromptName[]]

export interface Question {
  /** what is continued; a blank follows */
  context: string
  /** ways to go on, each with the number of the answer that it stands for */
  ways: readonly { text: string; answer: number }[]
  answers: readonly string[]
  /** the number of the right one; null where nobody has said */
  right: number | null
}

export interface Asked extends Question {
  /** of each way: log probability of its characters, nats */
  scores: readonly number[]
  /** of each answer: its share of what all ways have together */
  shares: readonly number[]
}

const VALENCES = [-1, 0, 1]

/** @param story instead of the example's own */
export function questionOf(
  task: ZeroShotTask,
  { labels }: Pick<LabelledSet, 'labels'>,
  { texts, label }: LabelledExample,
  prompt: PromptName,
  story?: string,
): Question {
  const told = (story ?? texts[0]!).trim()
  const right = story === undefined || story === texts[0] ? label : null
  if (task === 'endings') {
    const endings = texts.slice(1)
    return { context: told, ways: endings.map((text, answer) => ({ text, answer })), answers: endings, right }
  }
  const ways = Object.entries(FEELINGS).map(([word, { valence }]) => ({ text: `${word}.`, answer: VALENCES.indexOf(valence) }))
  return { context: `${told} ${PROMPTS[prompt].replace('{hero}', heroOf(told))}`, ways, answers: labels, right }
}

/** The first of the small world's people whom a story names; or else the first word with a capital that is not its first. */
function heroOf(story: string): string {
  const words = story.match(/\p{Lu}\p{Ll}+/gu) ?? []
  return words.find((word) => (PEOPLE as readonly string[]).includes(word)) ?? words[1] ?? words[0] ?? 'She'
}

/** Reads every way after the question. A question that is too long for the model's window keeps its end. */
export async function ask(core: CoreApi, handle: ModelHandle, question: Question, context: number): Promise<Asked> {
  const scores: number[] = []
  for (const { text } of question.ways) {
    const whole = [...`${question.context} ${text}`].slice(-context).join('')
    const { tensors } = await core.probe(handle, whole, ['losses'])
    scores.push(-tensors[0]!.data.slice(-[...text].length).reduce((sum, loss) => sum + loss, 0))
  }
  return { ...question, scores, shares: sharesOf(question, scores) }
}

function sharesOf({ ways, answers }: Question, scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const weights = answers.map((_, answer) =>
    ways.reduce((sum, way, i) => (way.answer === answer ? sum + Math.exp(scores[i]! - most) : sum), 0),
  )
  const all = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / all)
}

/** The number of the answer that has the largest share. */
export const chosen = ({ shares }: Pick<Asked, 'shares'>): number => shares.indexOf(Math.max(...shares))
