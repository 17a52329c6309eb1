/** Two tables of one size, and how alike their rows are by distance. */
import { sinusoids } from '../../../core/sinusoids.ts'
import { variantOf } from '../../../core/config.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

export interface Tables {
  /** places */
  context: number
  width: number
  /** [context,width] */
  sinusoidal: Float32Array
  /** null where the model learned none */
  learned: Float32Array | null
  /** mean cosine of two places by their distance, 0 … context − 1 */
  sinusoidalLikeness: number[]
  learnedLikeness: number[] | null
}

export async function tablesOf(core: CoreApi, handle: ModelHandle, { config }: ModelSummary): Promise<Tables> {
  const { family = 'gpt', nCtx: context, nEmbd: width, surgery } = config
  const sinusoidal = sinusoids(context, width)
  const hasTable = family === 'gpt' && variantOf(config).positions === 'learned' && !surgery?.noPositions
  const learned = hasTable ? (await core.weights(handle, ['positions_embed.weight']))[0]!.data : null
  return {
    context,
    width,
    sinusoidal,
    learned,
    sinusoidalLikeness: likeness(sinusoidal, width),
    learnedLikeness: learned && likeness(learned, width),
  }
}

/** table [T,C] → for each distance d, the mean over t of cos(row t, row t + d) [T]. */
export function likeness(table: Float32Array, C: number): number[] {
  const T = table.length / C
  const lengths = Array.from({ length: T }, (_, t) => Math.hypot(...table.subarray(t * C, (t + 1) * C)))
  return Array.from({ length: T }, (_, distance) => {
    let sum = 0
    for (let t = 0; t + distance < T; t++) {
      let dot = 0
      for (let c = 0; c < C; c++) dot += table[t * C + c]! * table[(t + distance) * C + c]!
      sum += dot / (lengths[t]! * lengths[t + distance]!)
    }
    return sum / (T - distance)
  })
}

export function readingsOf({ context, width, sinusoidalLikeness, learnedLikeness }: Tables): Record<string, number> {
  const half = Math.floor(context / 2)
  return {
    context,
    width,
    sinusoidalNext: sinusoidalLikeness[1]!,
    sinusoidalFar: sinusoidalLikeness[half]!,
    ...(learnedLikeness && { learnedNext: learnedLikeness[1]!, learnedFar: learnedLikeness[half]! }),
  }
}
