/** Runs programs, in the sandbox or in Node, and gathers what they answer. */
import { evaluate } from './evaluate.ts'
import type { Answer, Ended, Numbers, Program, Thrown } from './messages.ts'

/** What a call came to; null: the run ended before it. */
export type Came = { numbers: Record<string, Numbers>; text: string } | { error: Thrown } | null

export interface Outcome {
  /** by call */
  came: Came[]
  /** the code could not be read */
  broken: Thrown | null
  log: string[]
  why: Ended['why'] | 'stopped'
}

export type OnReport = (rows: readonly (readonly number[])[]) => void

/** Whatever runs programs. Resolves also where the code is broken, too slow, or ended from outside. */
export type Run = (program: Program, options: { seconds: number; signal?: AbortSignal; onReport?: OnReport }) => Promise<Outcome>

/** Gathers the answers of one run. */
export class Gathered {
  readonly outcome: Outcome

  constructor(
    calls: number,
    private readonly onReport: OnReport = () => {},
  ) {
    this.outcome = { came: Array.from({ length: calls }, () => null), broken: null, log: [], why: 'done' }
  }

  take(answer: Answer): void {
    const { outcome } = this
    if (answer.type === 'value') outcome.came[answer.call] = { numbers: answer.numbers, text: answer.text }
    if (answer.type === 'threw') outcome.came[answer.call] = { error: answer.error }
    if (answer.type === 'broken') outcome.broken = answer.error
    if (answer.type === 'log' && outcome.log.length < 200) outcome.log.push(answer.text)
    if (answer.type === 'report') this.onReport(answer.rows)
  }
}

/** In this realm, without any fence: for the course's own code, in Node. */
export const runHere: Run = async (program, { onReport }) => {
  const gathered = new Gathered(program.calls.length, onReport)
  await evaluate(program, { post: (answer) => gathered.take(answer), now: () => performance.now(), breathe: async () => {} })
  return gathered.outcome
}
