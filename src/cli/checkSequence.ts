/** Token ids from the command line against a model's sizes. */
import type { ModelConfig } from '../core/config.ts'
import { checkIds } from '../core/model/ids.ts'
import { attempt, UsageError } from './arguments.ts'

/** Returns the ids [T], or throws UsageError unless 1 ≤ T ≤ nCtx and every id is in the vocabulary. */
export function checkSequence(ids: Int32Array, { nCtx, nVocab }: ModelConfig, name = 'ids'): Int32Array {
  if (ids.length < 1 || ids.length > nCtx) throw new UsageError(`The ${name} are ${ids.length} tokens, but this model takes 1 to ${nCtx}.`)
  attempt(() => checkIds(ids, nVocab, name))
  return ids
}
