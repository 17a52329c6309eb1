/**
 * What a measure can be spoofed by, tried on the model itself: probabilities that add up to more than 1, a look at what comes later, a
 * loss that depends on the company it is measured in, numbers that are none.
 */
import type { CheckKind } from '../receipt/receipt.ts'
import type { Predictor } from './predictor.ts'

export interface Failure {
  kind: CheckKind
  said: string
}

/** Floats of another order of sums differ by less than a thousandth of this; every cheat that pays by more than a hundred times it. */
const TOLERANCE = 1e-3
/** Windows in the batch whose losses are compared with those of each alone. */
const COMPANY = 8
/** Places in a window after which everything is changed. */
const CUTS = [0.25, 0.5, 0.75]

/** The first check that fails; null: none does. @param ids of the text, all below nVocab */
export async function checkPredictor(predictor: Predictor, ids: Int32Array): Promise<Failure | null> {
  const { nCtx, nVocab } = predictor
  const starts = [0, Math.max(0, Math.floor((ids.length - nCtx - 1) / 2))]
  for (const start of new Set(starts)) {
    const window = padded(ids, start, nCtx)
    const logits = await predictor.logits(window)
    const counted = Math.min(nCtx, ids.length - start - 1)
    const failure =
      (await checkShares(predictor, window, padded(ids, start + 1, nCtx), counted, logits)) ??
      (nVocab > 1 ? await checkCausality(predictor, window, counted, logits) : null)
    if (failure) return failure
  }
  return checkBatches(predictor, ids)
}

/** The probability that a loss gives its target is that of the softmax over the logits, which is computed here and adds up to 1. */
async function checkShares(
  predictor: Predictor,
  window: Int32Array,
  targets: Int32Array,
  counted: number,
  logits: Float32Array,
): Promise<Failure | null> {
  const { nVocab: V } = predictor
  const losses = await predictor.losses(window, targets, 1)
  for (let t = 0; t < counted; t++) {
    const row = logits.subarray(t * V, (t + 1) * V)
    const bad = row.findIndex((value) => !Number.isFinite(value))
    if (bad >= 0) return { kind: 'finite', said: `After token ${t + 1} of a window the logit of token ${bad} is ${row[bad]}.` }
    const own = lossOf(row, targets[t]!)
    const claimed = losses[t]!
    if (!Number.isFinite(claimed) || Math.abs(own - claimed) > TOLERANCE * Math.max(1, own)) {
      return {
        kind: 'shares',
        said: `After token ${t + 1} of a window the next token has a loss of ${show(claimed)} nats, but the softmax over the logits, which adds up to 1, gives ${show(own)}: by that loss the probabilities of all tokens would add up to ${show(Math.exp(own - claimed))}.`,
      }
    }
  }
  return null
}

/** −log softmax(row)[target], in float64 */
export function lossOf(row: Float32Array, target: number): number {
  let top = Number.NEGATIVE_INFINITY
  for (const value of row) if (value > top) top = value
  let sum = 0
  for (const value of row) sum += Math.exp(value - top)
  return Math.log(sum) + top - row[target]!
}

/** Every token after a cut is changed; what was said before it must stay as it was. */
async function checkCausality(predictor: Predictor, window: Int32Array, counted: number, logits: Float32Array): Promise<Failure | null> {
  const { nVocab: V } = predictor
  for (const cut of CUTS.map((share) => Math.floor(share * counted))) {
    if (cut + 1 >= window.length) continue
    const changed = window.map((id, t) => (t > cut ? (id + 1 + (t % (V - 1))) % V : id))
    const after = await predictor.logits(changed)
    for (let i = 0; i < (cut + 1) * V; i++) {
      const [a, b] = [logits[i]!, after[i]!]
      if (Math.abs(a - b) > TOLERANCE * Math.max(1, Math.abs(a))) {
        const t = Math.floor(i / V)
        return {
          kind: 'causality',
          said: `What the model says after token ${t + 1} changes when token ${cut + 2} and those after it are changed (a logit from ${show(a)} to ${show(b)}): it looks at what it is to predict.`,
        }
      }
    }
  }
  return null
}

/** Windows are measured together to save time; alone they must have the same losses. */
async function checkBatches(predictor: Predictor, ids: Int32Array): Promise<Failure | null> {
  const { nCtx } = predictor
  const windows = Array.from({ length: COMPANY }, (_, i) => (i * nCtx) % Math.max(1, ids.length - nCtx))
  const all = (from: number) => Int32Array.from(windows.flatMap((start) => [...padded(ids, start + from, nCtx)]))
  const together = await predictor.losses(all(0), all(1), COMPANY)
  for (const [i, start] of windows.entries()) {
    const alone = await predictor.losses(padded(ids, start, nCtx), padded(ids, start + 1, nCtx), 1)
    for (let t = 0; t < nCtx; t++) {
      const [a, b] = [alone[t]!, together[i * nCtx + t]!]
      if (!(Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a)))) {
        return {
          kind: 'batches',
          said: `Token ${t + 2} of window ${i + 1} has a loss of ${show(a)} nats alone, and of ${show(b)} beside ${COMPANY - 1} other windows.`,
        }
      }
    }
  }
  return null
}

function padded(ids: Int32Array, start: number, length: number): Int32Array {
  const window = new Int32Array(length)
  window.set(ids.subarray(start, start + length))
  return window
}

const show = (value: number): string => (Number.isFinite(value) ? Number(value.toPrecision(4)).toString() : String(value))
