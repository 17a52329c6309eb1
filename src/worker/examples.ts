/** The labelled examples of a task: made of the small world, read from the file of reviews, or the learner's own. */
import type { LabelledSet } from '../core/data/labelled/labelled.ts'
import { reviewsFrom } from '../core/data/labelled/reviews.ts'
import { isWorldSetId, type SetCounts, WORLD_SETS } from '../core/data/labelled/sets.ts'
import { type TaskId, taskDefaults } from '../core/finetune/defaults.ts'
import { parseJsonAs } from '../core/json.ts'
import { checkOwnSet, OwnSetSchema } from '../core/data/labelled/own.ts'
import type { Environment } from './environment.ts'
import type { Examples } from './protocol.ts'

/** Examples and how they are kept beside a run that is not done: those of the course are made anew. */
export async function examplesOf(
  env: Environment,
  examples: Examples,
): Promise<{ set: LabelledSet; kept: Uint8Array<ArrayBuffer> | null }> {
  if ('own' in examples) {
    const set = checkOwnSet(examples.own)
    return { set, kept: new TextEncoder().encode(JSON.stringify(set)) }
  }
  const { set: id, counts = taskDefaults(id).counts } = examples
  return { set: await courseSet(env, id, counts), kept: null }
}

/** Sets that were made last: a page asks for the same again and again, and the world takes a second to tell some thousand stories. */
const made = new Map<string, LabelledSet>()
const MOST_MADE = 4

async function courseSet(env: Environment, id: TaskId, counts: SetCounts): Promise<LabelledSet> {
  const key = `${id} ${counts.train} ${counts.heldOut}`
  const set = made.get(key) ?? (await makerOf(env, id))!(counts)
  made.delete(key)
  made.set(key, set)
  for (const oldest of [...made.keys()].slice(0, -MOST_MADE)) made.delete(oldest)
  return set
}

/** What makes the examples of a run anew that was stopped; undefined for a set that this version has not. @param kept those of the learner's own */
export async function makerOf(env: Environment, id: string, kept?: Uint8Array): Promise<((counts: SetCounts) => LabelledSet) | undefined> {
  if (kept) {
    const set = checkOwnSet(parseJsonAs(OwnSetSchema, new TextDecoder().decode(kept), { name: 'examples.json' }))
    return () => set
  }
  if (isWorldSetId(id)) return WORLD_SETS[id]
  if (id !== 'reviews') return undefined
  const file = await env.reviews()
  return (counts) => reviewsFrom(file, counts)
}
