/** The rows of both tables for a text, their sum, and the model's own embedding of it. */
import { familyOf, variantOf } from '../../../core/config.ts'
import { readVectors } from '../../../instruments/tokenVectors.ts'
import { cosine, type Vectors } from '../../../instruments/vectors.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

export const MOST_TOKENS = 40

export interface EmbeddingSum {
  tokens: string[]
  /** the whole table, with names */
  vectors: Vectors
  /** by token of the text: its row, its place's row, and the model's own sum */
  rows: readonly { id: number; token: number[]; position: number[]; sum: number[] }[]
  /** largest difference of token + position from the model's own */
  difference: number
}

/** @throws a plain error for a model that adds no table of places */
export async function sumOf(core: CoreApi, handle: ModelHandle, { config }: ModelSummary, text: string): Promise<EmbeddingSum> {
  if (familyOf(config) !== 'gpt' || variantOf(config).positions !== 'learned' || config.surgery?.noPositions)
    throw {
      code: 'bad-config',
      message: 'This figure adds a token’s row and a place’s row, and the open model has learned no table of places.',
      hint: 'Open the course’s model.',
    }
  const [{ tokens, tensors }, vectors, [places]] = await Promise.all([
    core.probe(handle, text, ['embed', 'ids']),
    readVectors(core, handle),
    core.weights(handle, ['positions_embed.weight']),
  ])
  const C = vectors.width
  const rowOf = (data: ArrayLike<number>, row: number) => Array.from({ length: C }, (_, c) => data[row * C + c]!)
  const [embed, ids] = [tensors[0]!.data, tensors[1]!.data]
  let difference = 0
  const rows = tokens.map((_, t) => {
    const row = { id: ids[t]!, token: rowOf(vectors.data, ids[t]!), position: rowOf(places!.data, t), sum: rowOf(embed, t) }
    row.sum.forEach((x, c) => {
      difference = Math.max(difference, Math.abs(x - row.token[c]! - row.position[c]!))
    })
    return row
  })
  return { tokens, vectors, rows, difference }
}

export const placeIn = ({ tokens }: Pick<EmbeddingSum, 'tokens'>, place: number): number => Math.min(place, tokens.length - 1)

export const lengthOf = (row: readonly number[]): number => Math.sqrt(row.reduce((sum, x) => sum + x * x, 0))

/** The nearest other place with the same token, or null. */
export function twinOf({ rows }: Pick<EmbeddingSum, 'rows'>, t: number): number | null {
  const others = rows.flatMap((row, i) => (i !== t && row.id === rows[t]!.id ? [i] : []))
  return others.reduce<number | null>((best, i) => (best === null || Math.abs(i - t) < Math.abs(best - t) ? i : best), null)
}

export function readingsOf(value: EmbeddingSum, place: number) {
  const t = placeIn(value, place)
  const { token, position, sum } = value.rows[t]!
  const twin = twinOf(value, t)
  return {
    tokens: value.tokens.length,
    token: lengthOf(token),
    position: lengthOf(position),
    cosine: cosine(token, position),
    sum: lengthOf(sum),
    alike: twin === null ? 0 : cosine(sum, value.rows[twin]!.sum),
    difference: value.difference,
  }
}
