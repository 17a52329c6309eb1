/** Windows of a corpus: random ones to train on, evenly spaced ones to measure on. */
import { CourseError } from '../errors.ts'
import { streamKey, uniform } from '../random.ts'
import { checkWindow } from './corpus.ts'

/** `batch` windows of `time` tokens each, row after row; the target of a token is the token after it. */
export interface Batch {
  /** [B*T] */
  ids: Int32Array
  /** [B*T] */
  targets: Int32Array
}

/** The stream of random numbers that chooses windows; dropout and initial weights have others. */
const BATCH_STREAM = 0x62617463

/**
 * Draws batches whose windows start anywhere, uniformly. Batch k depends on the seed and on k only,
 * so a run that is resumed at `state` k sees exactly what an uninterrupted one sees.
 */
export class Batcher {
  private drawn = 0

  /** @throws CourseError 'bad-text' where the tokens hold no window of `time` tokens and a target */
  constructor(
    private readonly tokens: Int32Array,
    private readonly options: { batch: number; time: number; seed: number },
  ) {
    checkWindow(tokens, options.time, 'training')
  }

  /** The cursor: how many batches have been drawn. */
  get state(): number {
    return this.drawn
  }

  set state(drawn: number) {
    if (!Number.isSafeInteger(drawn) || drawn < 0) {
      throw new CourseError(
        'bad-argument',
        `The data cursor is ${drawn}, but it counts batches: a whole number from 0.`,
        'Start a new run.',
      )
    }
    this.drawn = drawn
  }

  next(): Batch {
    const { batch, time, seed } = this.options
    const key = streamKey(seed, this.drawn++, BATCH_STREAM)
    const places = this.tokens.length - time
    // 48 random bits: 24 could not reach every place of a text of 20 million tokens.
    const starts = Array.from({ length: batch }, (_, row) =>
      Math.floor((uniform(key, 2 * row) + uniform(key, 2 * row + 1) / 2 ** 24) * places),
    )
    return gather(this.tokens, starts, time)
  }
}

/**
 * `count` batches of evenly spaced windows, the first at the start of the tokens and the last at their end: always the same ones.
 * @throws CourseError 'bad-text' where the tokens hold no window of `time` tokens and a target
 */
export function evaluationBatches(tokens: Int32Array, options: { batch: number; time: number; count: number }): Batch[] {
  const { batch, time, count } = options
  checkWindow(tokens, time, 'validation')
  const windows = batch * count
  const lastStart = tokens.length - time - 1
  const start = (window: number) => (windows === 1 ? 0 : Math.floor((window * lastStart) / (windows - 1)))
  return Array.from({ length: count }, (_, k) =>
    gather(
      tokens,
      Array.from({ length: batch }, (_, row) => start(k * batch + row)),
      time,
    ),
  )
}

function gather(tokens: Int32Array, starts: number[], time: number): Batch {
  const ids = new Int32Array(starts.length * time)
  const targets = new Int32Array(starts.length * time)
  starts.forEach((start, row) => {
    ids.set(tokens.subarray(start, start + time), row * time)
    targets.set(tokens.subarray(start + 1, start + time + 1), row * time)
  })
  return { ids, targets }
}
