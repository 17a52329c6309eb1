/**
 * A receipt, version 2: what a student hands in. Version 1 had no `read`, `estimates` and times of
 * answers, which may be left out. A zip of `receipt.json` and, for each task with a model, its folder under
 * `models/<item>/`. Its checksums notice what was changed by accident or by an editor; they are no proof, since whoever reads this can
 * compute them anew. What proves a model's measure is measuring it again.
 */
import * as v from 'valibot'

export const FORMAT = 'pathway-receipt'
export const VERSION = 2
/** All of them are read. */
export const VERSIONS: readonly number[] = [1, VERSION]
export const RECEIPT_JSON = 'receipt.json'

export const RECEIPT_LIMITS = { student: 120, words: 20_000, attempts: 50, items: 200, answers: 300, estimates: 100, said: 500 }

/**
 * What can be wrong with a task's result, its goal and beyond. A student’s page tells of the goal, of another text and of weights that are
 * no numbers; grading tries all of it on the model itself.
 */
export const CHECKS = {
  goal: 'the goal is not reached',
  size: 'the model is larger than the task allows',
  finite: 'a weight is no number',
  vocabulary: 'the model cannot read the text',
  shares: 'the probabilities of the next token do not add up to 1',
  causality: 'a later token changes what is said of an earlier one',
  batches: 'the same windows in another batch have another loss',
  range: 'the loss lies outside what is possible',
  text: 'the model was trained on another text',
  test: 'a test of the code fails',
} as const
export type CheckKind = keyof typeof CHECKS

const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
const finite = v.pipe(v.number(), v.finite())
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const moment = v.pipe(
  v.string(),
  v.check((value) => /^\d{4}-\d\d-\d\dT/.test(value) && Number.isFinite(Date.parse(value)), 'is no moment'),
)
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(200))

/** An answer as the learner's record has it: the index of a choice or a number, words, or indices. */
const given = v.union([finite, text(2000), v.pipe(v.array(finite), v.maxLength(100))])

const answer = v.object({
  /** `part/lesson#question` */
  key,
  /** each one that was given, the last one last */
  given: v.pipe(v.array(given), v.maxLength(RECEIPT_LIMITS.attempts)),
  right: v.boolean(),
  /** when each of them was given; version 1 does not say */
  at: v.optional(v.pipe(v.array(moment), v.maxLength(RECEIPT_LIMITS.attempts))),
})

/** The first guess of a prediction: later ones are informed by what was revealed. */
const prediction = v.object({
  key,
  choice: count,
  /** percent, 50 to 100; null: not said */
  confidence: v.nullable(v.pipe(v.number(), v.minValue(50), v.maxValue(100))),
  /** null: nothing says what was right */
  right: v.nullable(v.boolean()),
})

/** A number that was foretold to a figure: the first word on it stands. */
const estimate = v.object({
  /** by the figure and its settings */
  key,
  /** of the figure */
  title: text(RECEIPT_LIMITS.said),
  asked: text(RECEIPT_LIMITS.said),
  unit: text(100),
  guess: finite,
  /** how near counts as right */
  within: v.pipe(finite, v.minValue(0)),
  /** percent, 50 to 100; null: not said */
  confidence: v.nullable(v.pipe(v.number(), v.minValue(50), v.maxValue(100))),
  /** what was measured; null: nothing yet */
  outcome: v.nullable(finite),
})

const model = v.object({
  /** as it says of itself; measuring reads the folder's own config.json */
  config: v.record(v.string(), v.unknown()),
  seed: v.nullable(count),
  steps: count,
  /** the text that it was trained on */
  text: v.object({ title: text(200), sha256: digest }),
  /** of the weights’ file */
  weights: v.object({ sha256: digest, bytes: count }),
})

const attempt = v.object({
  at: moment,
  /** keys of everything that the item asks, answered or not; empty for a task */
  asked: v.optional(v.pipe(v.array(key), v.maxLength(RECEIPT_LIMITS.answers)), []),
  answers: v.optional(v.pipe(v.array(answer), v.maxLength(RECEIPT_LIMITS.answers)), []),
  predictions: v.optional(v.pipe(v.array(prediction), v.maxLength(RECEIPT_LIMITS.answers)), []),
  /** what was foretold to the figures of the lesson or the task */
  estimates: v.optional(v.pipe(v.array(estimate), v.maxLength(RECEIPT_LIMITS.estimates))),
  /** of a lesson that asks nothing: the student has said at its end that it is read */
  read: v.optional(v.boolean()),
  /** an answer in the student's own words */
  words: v.optional(text(RECEIPT_LIMITS.words), ''),
  /** what the widget or the Lab measured */
  readings: v.optional(v.record(v.pipe(v.string(), v.maxLength(60)), finite), {}),
  /** the first check that failed; null: none did */
  failed: v.optional(v.nullable(v.object({ kind: v.picklist(Object.keys(CHECKS) as CheckKind[]), said: text(RECEIPT_LIMITS.said) })), null),
  /** null: none was trained for it. The folder of the best attempt's model is under `models/<item>/`. */
  model: v.optional(v.nullable(model), null),
})

const itemRecord = v.object({
  /** `itemKey` of the assignment */
  item: key,
  /** oldest first */
  attempts: v.pipe(v.array(attempt), v.maxLength(RECEIPT_LIMITS.attempts)),
})

export const receiptSchema = v.object({
  assignment: v.object({ sha256: digest, title: text(200) }),
  /** as the student wrote it; empty: not said */
  student: text(RECEIPT_LIMITS.student),
  /** when it was written */
  at: moment,
  items: v.pipe(v.array(itemRecord), v.maxLength(RECEIPT_LIMITS.items)),
})

export type Receipt = v.InferOutput<typeof receiptSchema>
export type ReceiptInput = v.InferInput<typeof receiptSchema>
export type ItemRecord = v.InferOutput<typeof itemRecord>
export type EstimateRecord = v.InferOutput<typeof estimate>
export type Attempt = v.InferOutput<typeof attempt>
export type AttemptInput = v.InferInput<typeof attempt>
export type ModelRecord = v.InferOutput<typeof model>

/** Where the files of a task's model lie. */
export const modelFolder = (item: string): string => `models/${item}/`
