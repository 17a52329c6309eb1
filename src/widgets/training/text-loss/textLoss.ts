/** A text as training reads it: the loss at every token, the mean that is made small, and how it is pulled at every logit. */
import { crossEntropy } from '../../../core/ops/cross-entropy/reference.ts'
import type { CoreApi, ModelHandle } from '../../../worker/protocol.ts'
import { toBits } from '../../../ui/format.ts'
import type { Readings } from '../../frame/define.ts'

export interface TextLoss {
  /** the first token, which nothing foretells, and the T that are predicted */
  tokens: readonly string[]
  /** of the vocabulary, by id */
  names: readonly string[]
  /** ids of the tokens that came, [T] */
  targets: readonly number[]
  /** nats, [T] */
  losses: Float64Array
  /** [T,V] row-major */
  logits: Float64Array
  /** dL/dz of the mean loss, [T,V], as the core's pass backwards gives it */
  gradient: Float64Array
  /** characters of the tokens that were predicted */
  characters: number
  /** nats a token of a guess that gives all tokens the same */
  uniform: number
}

export async function readTextLoss(core: CoreApi, handle: ModelHandle, text: string): Promise<TextLoss> {
  const { candidates } = await core.nextToken(handle, text, { temperature: 1, topK: 0, topP: 1, seed: 1 })
  const { tokens, targets, tensors } = await core.probe(handle, text, ['losses', 'targets', 'logits', 'grad/logits'])
  const [losses, ids, logits, gradient] = tensors.map(({ data }) => Float64Array.from(data)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const V = tensors[2]!.shape.at(-1)!
  const names = new Array<string>(V).fill('<unk>')
  for (const { id, token } of candidates) names[id] = token
  return {
    tokens: [tokens[0]!, ...targets!],
    names,
    targets: Array.from(ids),
    losses,
    logits,
    gradient,
    characters: targets!.reduce((sum, token) => sum + Array.from(token).length, 0),
    uniform: Math.log(V),
  }
}

export const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0)

/** Nats a token. */
export const meanOf = ({ losses }: Pick<TextLoss, 'losses'>): number => sumOf(losses) / losses.length

/** Of one place: the probabilities [V], by the reference that the core is tested against. */
export function sharesAt({ logits, targets, names }: Pick<TextLoss, 'logits' | 'targets' | 'names'>, t: number): Float64Array {
  const V = names.length
  const target = targets[t]!
  const { dlogits } = crossEntropy(logits.slice(t * V, (t + 1) * V), [target], 1, V, [1])
  return dlogits.map((difference, id) => difference + (id === target ? 1 : 0))
}

export interface LogitNudge {
  /** of the mean loss, if it were a straight line: gradient · by */
  predicted: number
  /** the mean loss with the one logit moved, less the mean loss as it is */
  measured: number
}

/** Moves the logit of token `id` at place `t`. */
export function nudgeLogit({ logits, targets, names, gradient }: TextLoss, t: number, id: number, by: number): LogitNudge {
  const V = names.length
  const meanLoss = (moved: number): number => {
    const all = logits.slice()
    all[t * V + id]! += moved
    return (
      sumOf(
        crossEntropy(
          all,
          [...targets],
          targets.length,
          V,
          targets.map(() => 1 / targets.length),
        ).losses,
      ) / targets.length
    )
  }
  return { predicted: gradient[t * V + id]! * by, measured: meanLoss(by) - meanLoss(0) }
}

/** The tokens that are pulled at most over the text, by id, most first; the last number is how much of all pull they have. */
export function pulledMost({ gradient, names }: Pick<TextLoss, 'gradient' | 'names'>, most: number): { ids: number[]; share: number } {
  const V = names.length
  const pull = new Float64Array(V)
  gradient.forEach((value, i) => {
    pull[i % V]! += Math.abs(value)
  })
  const ids = Array.from(pull.keys())
    .sort((a, b) => pull[b]! - pull[a]! || a - b)
    .filter((id) => pull[id]! > 0)
    .slice(0, most)
  return { ids, share: sumOf(ids.map((id) => pull[id]!)) / (sumOf(pull) || 1) }
}

export function readingsOf(read: TextLoss): Readings {
  const loss = meanOf(read)
  const nats = loss * read.losses.length
  return {
    loss,
    perplexity: Math.exp(loss),
    bitsPerCharacter: toBits(loss, read.characters / read.losses.length),
    bits: toBits(nats),
    worst: Math.max(...read.losses),
    tokens: read.losses.length,
    characters: read.characters,
    uniform: read.uniform,
    overUniform: loss - read.uniform,
  }
}
