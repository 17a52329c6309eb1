/** How many bytes a cache of keys and values has, and what sharing them between heads saves. */
import type { ModelConfig } from '../../../core/config.ts'
import { PUBLISHED } from '../../../facts/models.ts'
import type { Readings } from '../../frame/define.ts'

export type Sizes = Pick<ModelConfig, 'nLayer' | 'nHead' | 'nEmbd' | 'nCtx'>

export interface Model {
  id: string
  name: string
  config: Sizes
}

/** Those of the published models that are drawn. */
export const SHOWN: readonly Model[] = PUBLISHED.filter(({ id }) => ['gpt1', 'gpt2-xl', 'gpt3'].includes(id))

/** The most key-value heads for which at least `sharing` query heads use each; heads are shared evenly. 0: one for all. */
export function keyValueHeads(heads: number, sharing: number): number {
  if (sharing === 0) return 1
  for (let kept = Math.max(1, Math.floor(heads / sharing)); kept > 1; kept--) if (heads % kept === 0) return kept
  return 1
}

/** A key and a value for each block, key-value head and token. */
export const cacheBytes = ({ nLayer, nHead, nEmbd, nCtx }: Sizes, keyValue: number, bytes: number): number =>
  2 * nLayer * keyValue * (nEmbd / nHead) * nCtx * bytes

export interface Row extends Model {
  keyValue: number
  /** a full context, each head with keys and values of its own */
  all: number
  shared: number
}

export const rowOf = (model: Model, sharing: number, bytes: number): Row => {
  const keyValue = keyValueHeads(model.config.nHead, sharing)
  return { ...model, keyValue, all: cacheBytes(model.config, model.config.nHead, bytes), shared: cacheBytes(model.config, keyValue, bytes) }
}

export const rowsOf = (sharing: number, bytes: number): Row[] => SHOWN.map((model) => rowOf(model, sharing, bytes))

export function readingsOf(rows: readonly Row[]): Readings {
  const of = (id: string) => rows.find((row) => row.id === id)!
  return { gpt1: of('gpt1').shared, gpt3: of('gpt3').shared, gpt3KeyValueHeads: of('gpt3').keyValue }
}
