/** Where a token stands, as a table that is added to the embeddings: learned, or sines and cosines. */
import type { Tensor } from '../plan/plan.ts'
import { sinusoids } from '../sinusoids.ts'
import type { Pass } from './pass.ts'

/** The table [nCtx,C], or undefined where positions are rotary, absent or cut out. */
export function positionTable(p: Pass): Tensor | undefined {
  const { nCtx, nEmbd: C } = p.config
  if (p.surgery.noPositions) return undefined
  if (p.variant.positions === 'learned') return p.weight('positions_embed.weight')
  if (p.variant.positions === 'sinusoidal') return p.t.constant('positions', [nCtx, C], sinusoids(nCtx, C))
  return undefined
}
