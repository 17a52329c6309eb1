/** The record of a training run, run.json: what was asked for, what came out, and all that going on needs besides the numbers. */
import * as v from 'valibot'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'

const count = v.pipe(v.number('must be a number'), v.safeInteger('must be a whole number'), v.minValue(0, 'must not be negative'))
const finite = v.pipe(v.number('must be a number'), v.finite('must be finite'))
const text = v.string('must be a text')
const MAX_POINTS = 100_000
const list = <T extends v.GenericSchema>(item: T) =>
  v.pipe(v.array(item, 'must be a list'), v.maxLength(MAX_POINTS, `must have at most ${MAX_POINTS} entries`))

export const RunRecordSchema = v.object(
  {
    version: v.literal(1, 'must be 1: this file was written by another version of the course'),
    /** steps taken */
    step: count,
    settings: v.object({
      batch: count,
      steps: count,
      learningRate: finite,
      warmup: count,
      weightDecay: finite,
      clip: finite,
      evalEvery: count,
      seed: count,
      schedule: v.optional(v.picklist(['cosine', 'constant'], 'must be cosine or constant')),
      initStd: v.optional(finite),
    }),
    corpus: v.object({
      id: text,
      title: text,
      sha256: v.pipe(text, v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')),
      characters: count,
    }),
    /** batches drawn */
    cursor: count,
    /** loss on the training batches, nats per token */
    curve: list(v.object({ step: count, loss: finite })),
    /** nats per token */
    evaluations: list(v.object({ step: count, trainLoss: finite, valLoss: finite, bitsPerCharacter: finite })),
    samples: list(v.object({ step: count, prompt: text, text, validationLoss: finite })),
    /** what guessing at random, and a table of counts, lose on the validation text, nats per token */
    uniformLoss: finite,
    bigramLoss: finite,
    /** activations were stored in half precision when this was saved; a run that goes on asks for it again */
    f16: v.optional(v.boolean('must be true or false')),
    /** of the validation text; 1 where absent */
    charactersPerToken: v.optional(v.pipe(finite, v.gtValue(0, 'must be above 0'))),
  },
  'must be an object',
)

export type RunRecord = v.InferOutput<typeof RunRecordSchema>

/** @throws CourseError 'bad-checkpoint' that names the field */
export function readRun(json: string): RunRecord {
  return parseJsonAs(RunRecordSchema, json, { name: 'run.json' })
}

/** @throws CourseError 'bad-checkpoint' for a record that could not be read back, one with a loss that is not finite, say */
export function writeRun(run: RunRecord): string {
  const result = v.safeParse(RunRecordSchema, run, { abortEarly: true })
  if (!result.success) {
    const [issue] = result.issues
    throw new CourseError(
      'bad-checkpoint',
      `The record of this run was not saved: ${v.getDotPath(issue)} ${issue.message}.`,
      'The last save is still there.',
    )
  }
  return `${JSON.stringify(result.output)}\n`
}
