/** Logits of the open model, moved and divided as the learner asks, and what cross-entropy makes of them. */
import { crossEntropy } from '../../../core/ops/cross-entropy/reference.ts'
import type { CoreApi, ModelHandle } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export interface Logits {
  /** what was read, and the token that came after it */
  context: readonly string[]
  /** of the vocabulary, by id */
  names: readonly string[]
  /** [V], after the last token that was read */
  logits: Float64Array
  /** id of the token that came */
  target: number
  /** of the probe's logits: [rows, V] */
  shape: readonly number[]
}

export interface Settings {
  temperature: number
  moves: string
  add: number
}

export interface Softmax {
  /** as moved, without what is added to all */
  moved: Float64Array
  /** what softmax is taken of: (moved + add) ÷ T */
  scaled: Float64Array
  /** [V] */
  p: Float64Array
  /** dL/dz, of the logits before they are divided: (p − y) ÷ T */
  gradient: Float64Array
  loss: number
  entropy: number
}

/** "right:2.5,17:-1": by token id, or at the token that came */
export const MOVES = /^((right|\d{1,6}):-?\d{1,3}(\.\d+)?(,(?=\w)|$))*$/

export async function readLogits(core: CoreApi, handle: ModelHandle, text: string): Promise<Logits> {
  const { candidates } = await core.nextToken(handle, text, { temperature: 1, topK: 0, topP: 1, seed: 1 })
  const { tokens, tensors } = await core.probe(handle, text, ['logits', 'targets'])
  const [all, targets] = [tensors[0]!, tensors[1]!]
  const V = all.shape.at(-1)!
  const names = new Array<string>(V).fill('<unk>')
  for (const { id, token } of candidates) names[id] = token
  return { context: tokens, names, logits: Float64Array.from(all.data.slice(-V)), target: targets.data.at(-1)!, shape: all.shape }
}

export function movesOf(moves: string, target: number): Map<number, number> {
  const parts = moves === '' ? [] : moves.split(',')
  return new Map(
    parts.map((part) => {
      const [id, by] = part.split(':') as [string, string]
      return [id === 'right' ? target : Number(id), Number(by)]
    }),
  )
}

/** The same moves with one changed; a token that stands where it was is left out. */
export function withMove(moves: string, target: number, id: number, by: number): string {
  const next = movesOf(moves, target).set(id, Number(by.toFixed(1)))
  return [...next]
    .filter(([, moved]) => moved !== 0)
    .map(([token, moved]) => `${token === target ? 'right' : token}:${moved}`)
    .join(',')
}

/** Softmax, cross-entropy and gradient are those that the course's core is tested against. */
export function softmaxOf({ logits, target }: Pick<Logits, 'logits' | 'target'>, { temperature, moves, add }: Settings): Softmax {
  const by = movesOf(moves, target)
  const moved = logits.map((z, id) => z + (by.get(id) ?? 0))
  const scaled = moved.map((z) => (z + add) / temperature)
  const { losses, dlogits } = crossEntropy(scaled, [target], 1, scaled.length, [1])
  const p = dlogits.map((difference, id) => difference + (id === target ? 1 : 0))
  return {
    moved,
    scaled,
    p,
    gradient: dlogits.map((difference) => difference / temperature),
    loss: losses[0]!,
    entropy: p.reduce((sum, share) => sum - (share > 0 ? share * Math.log(share) : 0), 0),
  }
}

/** The largest, and ln Σ e^(z − largest). */
export function logSumExp(scaled: Float64Array): { top: number; rest: number } {
  const top = scaled.reduce((a, b) => Math.max(a, b))
  return { top, rest: Math.log(scaled.reduce((sum, z) => sum + Math.exp(z - top), 0)) }
}

/** e^z and Σ e^z as 32-bit numbers hold them, with nothing taken away first. */
export function plainly(scaled: Float64Array, id: number): { power: number; sum: number; share: number } {
  const powers = Float32Array.from(scaled, Math.exp)
  const sum = powers.reduce((total, power) => Math.fround(total + power), 0)
  return { power: powers[id]!, sum, share: Math.fround(powers[id]! / sum) }
}

export function readingsOf(read: Logits, settings: Settings): Readings {
  const { p, gradient, loss, entropy, scaled } = softmaxOf(read, settings)
  return {
    loss,
    right: p[read.target]!,
    gradient: gradient[read.target]!,
    gradientSum: gradient.reduce((sum, value) => sum + value, 0),
    entropy,
    entropyShare: entropy / Math.log(p.length),
    temperature: settings.temperature,
    moved: movesOf(settings.moves, read.target).get(read.target) ?? 0,
    overflow: Number.isFinite(plainly(scaled, read.target).sum) ? 0 : 1,
  }
}
