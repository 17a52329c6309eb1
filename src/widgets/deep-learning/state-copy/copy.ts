/**
 * An encoder and the simplest decoder: a recurrent net with random weights reads a word, and one linear layer a place, fitted by least
 * squares, reads each letter back from its last state.
 */
import { streamKey, uniform } from '../../../core/random.ts'
import { linear } from '../../../core/ops/linear/reference.ts'
import { recurrence } from '../../../core/ops/recurrence/reference.ts'
import { idsOf, type Rnn } from '../../../experiments/rnn.ts'
import type { Readings } from '../../frame/define.ts'
import { randomRnn } from '../../../experiments/randomRnn.ts'
import { solve } from './leastSquares.ts'

export const LETTERS = 'abcdefgh'
const V = LETTERS.length
/** Words that the decoder is fitted on, and others that it is measured on. */
const FITTED = 300
const MEASURED = 80
/** Lengths whose share of right letters is drawn. */
export const LENGTHS = [2, 4, 6, 8, 12, 16, 24] as const

export interface Given {
  word: string
  width: number
  gain: number
  seed: number
}

export interface Copy {
  word: string
  /** what the decoder reads from the last state, letter by letter */
  read: string
  /** of the word's length: share of letters that are right at each place, on words that it was not fitted on */
  byPlace: number[]
  /** mean over all places, by length */
  byLength: { length: number; right: number }[]
}

/** Letters drawn evenly; the same words for every net. */
function words(count: number, length: number, stream: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const key = streamKey(n + 1, length, stream)
    return Array.from({ length }, (_, i) => LETTERS[Math.floor(uniform(key, i) * V)]).join('')
  })
}

/** Words of one length → the last state of each, and a 1 for the bias: [C+1] */
function encode(rnn: Rnn, all: readonly string[]): Float64Array[] {
  const [C, T] = [rnn.width, all[0]!.length]
  const brought = linear(rnn.embed, rnn.input, rnn.bias, rnn.vocabulary.length, C, C, false)
  const x = new Float64Array(all.length * T * C)
  for (const [n, word] of all.entries())
    for (const [t, id] of idsOf(rnn, word).entries()) x.set(brought.subarray(id * C, (id + 1) * C), (n * T + t) * C)
  const h = recurrence(x, rnn.state, { batch: all.length, time: T, width: C })
  return all.map((_, n) => {
    const code = new Float64Array(C + 1).fill(1)
    code.set(h.subarray(((n + 1) * T - 1) * C, (n + 1) * T * C))
    return code
  })
}

interface Decoder {
  /** [C+1, T·V] */
  weights: Float64Array
  length: number
}

function decoderOf(rnn: Rnn, length: number): Decoder {
  const fitted = words(FITTED, length, 21)
  const targets = fitted.map((word) => {
    const one = new Float64Array(length * V)
    for (const [t, letter] of Array.from(word).entries()) one[t * V + LETTERS.indexOf(letter)] = 1
    return one
  })
  return { weights: solve(encode(rnn, fitted), targets, 1e-3), length }
}

function decode({ weights, length }: Decoder, code: Float64Array): string {
  const scores = new Float64Array(length * V)
  for (const [k, value] of code.entries()) for (let j = 0; j < scores.length; j++) scores[j]! += value * weights[k * scores.length + j]!
  return Array.from({ length }, (_, t) => {
    const own = scores.subarray(t * V, (t + 1) * V)
    return LETTERS[own.indexOf(own.reduce((a, b) => Math.max(a, b)))]
  }).join('')
}

function measured(rnn: Rnn, decoder: Decoder): number[] {
  const right = new Array<number>(decoder.length).fill(0)
  const all = words(MEASURED, decoder.length, 22)
  for (const [n, code] of encode(rnn, all).entries()) {
    const [word, read] = [all[n]!, decode(decoder, code)]
    for (let t = 0; t < right.length; t++) if (read[t] === word[t]) right[t]! += 1 / MEASURED
  }
  return right
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Of the net at hand: typing a word changes nothing about the lengths. */
let lengths: { of: string; byLength: Copy['byLength'] } | null = null

function lengthsOf(rnn: Rnn, of: string): Copy['byLength'] {
  if (lengths?.of !== of)
    lengths = { of, byLength: LENGTHS.map((length) => ({ length, right: mean(measured(rnn, decoderOf(rnn, length))) })) }
  return lengths.byLength
}

export function copyOf({ word, width, gain, seed }: Given): Copy {
  const rnn = randomRnn({ passage: LETTERS, gain, seed }, width)
  const own = decoderOf(rnn, word.length)
  return {
    word,
    read: decode(own, encode(rnn, [word])[0]!),
    byPlace: measured(rnn, own),
    byLength: lengthsOf(rnn, JSON.stringify([width, gain, seed])),
  }
}

export function readingsOf({ word, read, byPlace, byLength }: Copy): Readings {
  return {
    right: mean(byPlace),
    first: byPlace[0]!,
    last: byPlace.at(-1)!,
    word: Array.from(word).filter((letter, t) => letter === read[t]).length / word.length,
    long: byLength.at(-1)!.right,
  }
}
