/** A next-token distribution on its way through the filters, as columns of bands, and the token on which the dice fall. */
import { diceOf, draw } from '../../../core/dice.ts'
import { FILTERS, type FilterSettings, filter } from '../../../core/filters.ts'
import type { CoreApi, ModelHandle } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

/** As the model gives them: the filters are laid over them here, so that a slider needs no pass. */
const PLAIN = { temperature: 1, topK: 0, topP: 1, seed: 1 }

/** What may come next after the prompt and the tokens that were written. */
export interface Next {
  /** ids and spellings of what was written after the prompt */
  written: { id: number; token: string }[]
  candidates: { id: number; token: string; logit: number; seen: boolean }[]
  /** the prompt as the model's tokens */
  prompt: string[]
  cropped: boolean
}

export async function readNext(core: CoreApi, handle: ModelHandle, text: string, path: string): Promise<Next> {
  const ids = idsOf(path)
  const { tokens, candidates, cropped } = await core.nextToken(handle, text, PLAIN, ids)
  const first = Math.max(0, tokens.length - ids.length)
  return {
    prompt: tokens.slice(0, first),
    written: ids.slice(-tokens.length).map((id, i) => ({ id, token: tokens[first + i]! })),
    candidates: candidates.map(({ id, token, logit, seen }) => ({ id, token, logit, seen: seen ?? false })),
    cropped,
  }
}

/** "12-5-7": what was written, as the address keeps it. */
export const idsOf = (path: string): number[] => (path === '' ? [] : path.split('-').map(Number))
export const pathOf = (ids: readonly number[]): string => ids.join('-')

export interface Choices {
  temperature: number
  topK: number
  topP: number
  minP: number
  penalty: number
}

export const settingsOf = ({ temperature, topK, topP, minP, penalty }: Choices): FilterSettings => ({
  temperature,
  topK,
  topP,
  minP,
  repetitionPenalty: penalty,
})

/** One token's shares: as the model gives them, then after each filter. */
export interface Row {
  id: number
  token: string
  seen: boolean
  logit: number
  stages: readonly number[]
  kept: number
}

export interface Chain {
  /** most probable first, as the dice see them */
  rows: Row[]
  /** of the token after this one */
  dice: number
  drawn: Row
}

export const COLUMNS = ['the model', ...FILTERS] as const
/** The column up to which shares only change; after it tokens are cut. */
export const WARM = 1 + FILTERS.indexOf('temperature')

export function chainOf({ candidates, written }: Pick<Next, 'candidates' | 'written'>, choices: Choices, seed: number): Chain {
  const { options, stages } = filter(candidates, settingsOf(choices))
  const rows = options.map((option, i) => {
    const shares = stages.map((stage) => stage[i]!)
    return { ...option, stages: shares, kept: shares.at(-1)! }
  })
  const dice = diceOf(seed, written.length)
  return { rows, dice, drawn: draw(rows, dice) }
}

/** The first column in which a token is cut; undefined where it stays. */
export const cutAt = ({ stages }: Row): number | undefined => {
  const at = stages.findIndex((share, column) => column > WARM && share === 0 && stages[WARM]! > 0)
  return at < 0 ? undefined : at
}

const bits = (shares: readonly number[]): number => shares.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0)

export function readingsOf(next: Next, { rows }: Chain): Readings {
  const kept = rows.filter((row) => row.kept > 0)
  return {
    kept: kept.length,
    cut: rows.reduce((sum, row) => sum + (row.kept > 0 ? 0 : row.stages[WARM]!), 0),
    top: rows[0]!.kept,
    bits: bits(rows.map((row) => row.kept)),
    modelBits: bits(rows.map(({ stages }) => stages[0]!)),
    written: next.written.length,
  }
}
