/** A chatbot graded on held-out dialogues: each answer is right word for word or it is not; beside it, what needs no model. */
import { type Dialogue, type Exchange, HEARD, UNKNOWN_ANSWER } from '../data/dialogues.ts'
import type { Chatbot } from './chatbot.ts'
import type { ChatTurn } from './window.ts'

/** One question as it was answered. */
export interface Graded extends Exchange {
  story: string
  answered: string
  /** what the baseline says */
  baseline: string
}

export interface Share {
  right: number
  of: number
}

export interface ChatReport {
  graded: Graded[]
  /** questions that the story answers */
  known: Share
  /** questions that it does not: right is to say so */
  unknown: Share
  /** questions about people whose names no text of the world has */
  outside: Share
  /** of the questions that the story answers, those to which it said that it does not know */
  tooShy: Share
  baseline: { known: Share; unknown: Share }
}

/** First names that nobody in the small world has, nor any text that the model has read. */
export const STRANGERS = ['Zoe', 'Bruno', 'Kate', 'Hugo', 'Vera', 'Felix', 'Wanda', 'Jules', 'Greta', 'Linus']

const share = (all: readonly Graded[], said: (one: Graded) => string): Share => ({
  right: all.filter((one) => said(one) === one.answer).length,
  of: all.length,
})

/** Asks everything, each dialogue with the chatbot's own answers before it. */
export async function gradeChatbot(
  chatbot: Pick<Chatbot, 'reply'>,
  dialogues: readonly Dialogue[],
  baseline: Baseline,
  yieldNow?: () => Promise<void>,
): Promise<ChatReport> {
  const graded: Graded[] = []
  let outside = 0
  for (const [i, { story, exchanges }] of dialogues.entries()) {
    const before: ChatTurn[] = story ? [{ said: story, answered: HEARD }] : []
    for (const one of exchanges) {
      const { answer } = await chatbot.reply(before, one.question)
      before.push({ said: one.question, answered: answer })
      graded.push({ ...one, story, answered: answer, baseline: baseline(one.question) })
    }
    const { answer } = await chatbot.reply(story ? [{ said: story, answered: HEARD }] : [], strangerQuestion(i))
    if (answer === UNKNOWN_ANSWER) outside++
    await yieldNow?.()
  }
  const [known, unknown] = [graded.filter((one) => one.known), graded.filter((one) => !one.known)]
  const answered = (one: Graded) => one.answered
  const plain = (one: Graded) => one.baseline
  return {
    graded,
    known: share(known, answered),
    unknown: share(unknown, answered),
    outside: { right: outside, of: dialogues.length },
    tooShy: { right: known.filter((one) => one.answered === UNKNOWN_ANSWER).length, of: known.length },
    baseline: { known: share(known, plain), unknown: share(unknown, plain) },
  }
}

/** Where somebody went, or who they are, whom the world does not have. */
export function strangerQuestion(i: number): string {
  const name = STRANGERS[i % STRANGERS.length]!
  return [`Where did ${name} go?`, `Who is ${name}?`, `How did ${name} feel?`][i % 3]!
}

export type Baseline = (question: string) => string

/** The commonest answer to questions that begin with the same two words, in dialogues that may be learned from. */
export function commonAnswers(dialogues: readonly Dialogue[]): Baseline {
  const counts = new Map<string, Map<string, number>>()
  for (const { question, answer } of dialogues.flatMap(({ exchanges }) => exchanges)) {
    const of = counts.get(beginning(question)) ?? new Map<string, number>()
    counts.set(beginning(question), of.set(answer, (of.get(answer) ?? 0) + 1))
  }
  const best = new Map([...counts].map(([key, answers]) => [key, [...answers].sort((a, b) => b[1] - a[1])[0]![0]]))
  return (question) => best.get(beginning(question)) ?? UNKNOWN_ANSWER
}

const beginning = (question: string): string => question.split(' ').slice(0, 2).join(' ')
