/** A whole dialogue with the chatbot that the course ships, said line by line; and what of it the last answer was given from. */
import { UNKNOWN_ANSWER } from '../../../core/data/dialogues.ts'
import type { ChatTurn, CoreApi } from '../../../worker/protocol.ts'

/** Lines that are said; more would have fallen out long ago. */
const MOST = 12

export interface Talked {
  turns: ChatTurn[]
  /** turns from the beginning that the last answer was given without */
  fallen: number
  /** tokens of each turn that it was given from, the last one without its answer */
  lengths: number[]
  nCtx: number
}

export const linesOf = (said: string): string[] =>
  said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, MOST)

export async function talk(core: CoreApi, said: string, signal: AbortSignal): Promise<Talked> {
  let so: Talked = { turns: [], fallen: 0, lengths: [], nCtx: 0 }
  for (const line of linesOf(said)) {
    signal.throwIfAborted()
    const { answer, fallen, lengths, nCtx } = await core.chat('shipped', so.turns, line, () => {})
    so = { turns: [...so.turns, { said: line, answered: answer }], fallen, lengths, nCtx }
  }
  return so
}

export const usedOf = ({ lengths }: Talked): number => lengths.reduce((sum, length) => sum + length, 0)

export const readingsOf = (talked: Talked) => ({
  turns: talked.turns.length,
  fallen: talked.fallen,
  used: usedOf(talked),
  unknown: Number(talked.turns.at(-1)?.answered === UNKNOWN_ANSWER),
})
