/** What a stopped fine-tuning run leaves beside its classifier, so that it goes on to the bit: Adam's moments, and what was asked for. */
import * as v from 'valibot'
import { checkSquares, parseMoments, STATE, writeMoments } from '../checkpoint/moments.ts'
import { readSafetensors } from '../checkpoint/safetensors.ts'
import { flatten, unflatten } from '../checkpoint/tensors.ts'
import type { LabelledSet } from '../data/labelled/labelled.ts'
import { sha256 } from '../sha256.ts'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import type { ModelLayout } from '../model/plans.ts'
import type { Snapshot } from '../train/snapshot.ts'

export const RECORD = 'finetuning.json'

const count = v.pipe(v.number('must be a number'), v.safeInteger('must be a whole number'), v.minValue(0, 'must not be negative'))
const finite = v.pipe(v.number('must be a number'), v.finite('must be finite'))
const text = v.string('must be a text')

const FineTuneRecordSchema = v.object(
  {
    version: v.literal(1, 'must be 1: this file was written by another version of the course'),
    /** steps taken */
    step: count,
    settings: v.object(
      {
        epochs: count,
        batch: count,
        learningRate: finite,
        warmup: finite,
        lambda: finite,
        classifierDropout: finite,
        weightDecay: finite,
        clip: finite,
        seed: count,
      },
      'must be an object',
    ),
    /** the examples, which are made anew: `sha256` says whether they are the same */
    data: v.object(
      { id: text, train: count, heldOut: count, sha256: v.pipe(text, v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')) },
      'must be an object',
    ),
    /** tokens that a sequence may have */
    context: count,
  },
  'must be an object',
)

/** The settings are as `FineTuneSettings`. */
export type FineTuneRecord = v.InferOutput<typeof FineTuneRecordSchema>

/** Steps of the whole run; the last of an epoch has the examples that are left. */
export const stepsOfRun = ({ settings, data }: Pick<FineTuneRecord, 'settings' | 'data'>): number =>
  settings.epochs * Math.ceil(data.train / settings.batch)

/** Of texts, labels and their order. */
export async function describeData({ id, train, heldOut }: LabelledSet): Promise<FineTuneRecord['data']> {
  return { id, train: train.length, heldOut: heldOut.length, sha256: await sha256(JSON.stringify([train, heldOut])) }
}

/** @param layout taskLayout @param record its step is the snapshot's */
export function writeStopped(
  layout: ModelLayout,
  { m, v: squares, step }: Snapshot,
  record: Omit<FineTuneRecord, 'version' | 'step'>,
): Map<string, Uint8Array<ArrayBuffer>> {
  const json = `${JSON.stringify({ version: 1, step, ...record } satisfies FineTuneRecord, null, 2)}\n`
  return new Map([
    [RECORD, new TextEncoder().encode(json)],
    [STATE, writeMoments(unflatten(layout, m), unflatten(layout, squares), step)],
  ])
}

/** @throws CourseError 'bad-checkpoint' where the run is done or was saved without its state, or a field that is wrong */
export function readRecord(folder: ReadonlyMap<string, Uint8Array>, name: string): FineTuneRecord {
  const bytes = folder.get(RECORD)
  if (!bytes || !folder.has(STATE)) {
    throw new CourseError(
      'bad-checkpoint',
      `"${name}" has no ${bytes ? STATE : RECORD}: there is no run in it to go on with.`,
      'A run leaves it where it was stopped before its last step. Start a new one with --model.',
    )
  }
  return parseJsonAs(FineTuneRecordSchema, new TextDecoder().decode(bytes), { name: RECORD })
}

/** The moments [layout.size] each. @throws CourseError 'bad-checkpoint' where they are not of this step or of another model */
export function readMoments(
  folder: ReadonlyMap<string, Uint8Array>,
  layout: ModelLayout,
  { step }: FineTuneRecord,
): Pick<Snapshot, 'm' | 'v'> {
  const { tensors, metadata } = readSafetensors(folder.get(STATE)!, STATE)
  if (Number(metadata.step) !== step) {
    throw new CourseError(
      'bad-checkpoint',
      `${STATE} is of step ${metadata.step}, but ${RECORD} of step ${step}.`,
      'The files do not belong together. Nothing was loaded; use another copy.',
    )
  }
  const moments = parseMoments(tensors)
  checkSquares(moments.v)
  return { m: flatten(layout, moments.m, `${STATE}, under "m/",`), v: flatten(layout, moments.v, `${STATE}, under "v/",`) }
}
