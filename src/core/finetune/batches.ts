/** Examples in batches of one fixed shape, in an order that the seed and the epoch decide. */
import { CourseError } from '../errors.ts'
import { streamKey, uniform } from '../random.ts'
import type { Form, TaskInput } from './inputs.ts'
import type { SpecialIds } from './tokens.ts'

export interface Example {
  input: TaskInput
  /** the number of the right label, or of the right answer */
  label: number
}

export interface TaskShape {
  form: Form
  /** how many labels there are, or answers to choose from */
  labels: number
  /** examples in a step, B */
  batch: number
  /** tokens in a sequence, padding included, T */
  time: number
}

/** Sequences of one example, S. */
export const sequencesOf = ({ form, labels }: Pick<TaskShape, 'form' | 'labels'>): number =>
  form === 'similarity' ? 2 : form === 'choice' ? labels : 1

/** What a program of `plan.ts` is fed. Sequence s of example b is row b·S + s. */
export interface PackedBatch {
  /** [B·S,T] */
  ids: Int32Array
  /** [B·S,T]: the next token; what follows ⟨e⟩ is nothing, and has weight 0 */
  targets: Int32Array
  /**
   * [B·S,T]: each token's share of λ·L1. L1 is a mean over sequences of each sequence's mean over its tokens, so that long ones
   * do not count more (as in OpenAI's finetune-transformer-lm).
   */
  tokenWeights: Float32Array
  /** where the extract tokens stand, as rows of the hidden states [B·S·T]: for similarity both orders apart, each [B], else one [B·S] */
  at: Int32Array[]
  /** [B] */
  labels: Int32Array
  /** [B]: each example's share of L2; 0 where the last batch has no example */
  labelWeights: Float32Array
}

/** Packs up to B examples; rows without one are padding that nothing reads. @throws CourseError 'bad-argument' for an example that does not fit */
export function packBatch(examples: readonly Example[], shape: TaskShape, special: SpecialIds, lambda: number): PackedBatch {
  const { batch: B, time: T, form } = shape
  const S = sequencesOf(shape)
  const ids = new Int32Array(B * S * T).fill(special.delimiter)
  const targets = new Int32Array(B * S * T)
  const tokenWeights = new Float32Array(B * S * T)
  const extracts = Int32Array.from({ length: B * S }, (_, row) => row * T)
  const labels = new Int32Array(B)
  const labelWeights = new Float32Array(B)
  examples.forEach(({ input, label }, b) => {
    check(input, label, shape)
    labels[b] = label
    labelWeights[b] = 1 / examples.length
    input.sequences.forEach((sequence, s) => {
      const row = b * S + s
      const last = sequence.length - 1
      ids.set(sequence, row * T)
      targets.set(sequence.subarray(1), row * T)
      tokenWeights.fill(lambda / (examples.length * S * last), row * T, row * T + last)
      extracts[row] = row * T + last
    })
  })
  const at = form === 'similarity' ? [0, 1].map((order) => extracts.filter((_, row) => row % 2 === order)) : [extracts]
  return { ids, targets, tokenWeights, at, labels, labelWeights }
}

function check({ sequences }: TaskInput, label: number, shape: TaskShape): void {
  const wanted = sequencesOf(shape)
  if (sequences.length !== wanted) {
    throw new CourseError(
      'bad-argument',
      `An example has ${sequences.length} sequences, but ${shape.form} takes ${wanted}.`,
      'Make all examples with the same input transformation.',
    )
  }
  const longest = Math.max(...sequences.map(({ length }) => length))
  if (longest > shape.time)
    throw new CourseError(
      'bad-argument',
      `A sequence has ${longest} tokens, but the batch has room for ${shape.time}.`,
      'Cut it when it is made.',
    )
  if (!Number.isInteger(label) || label < 0 || label >= shape.labels) {
    throw new CourseError(
      'bad-argument',
      `An example has the label ${label}, but there are the labels 0 to ${shape.labels - 1}.`,
      'Check the data.',
    )
  }
}

const SHUFFLE_STREAM = 0x73687566

/**
 * The order of n examples in an epoch: a permutation that is a function of (seed, epoch) alone (Fisher and Yates 1938).
 * @param together so many neighbours stay neighbours
 */
export function epochOrder(n: number, seed: number, epoch: number, together = 1): Int32Array {
  const groups = Int32Array.from({ length: Math.ceil(n / together) }, (_, i) => i)
  const key = streamKey(seed, epoch, SHUFFLE_STREAM)
  for (let i = groups.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(key, i) * (i + 1))
    const kept = groups[i]!
    groups[i] = groups[j]!
    groups[j] = kept
  }
  if (together === 1) return groups
  return Int32Array.from(
    [...groups].flatMap((group) => Array.from({ length: together }, (_, k) => group * together + k)).filter((i) => i < n),
  )
}
