/** A saved model in memory, and what its parts have in common. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import { STATE } from './moments.ts'
import type { RunRecord } from './run.ts'
import type { Tensors } from './tensors.ts'

/** File names to contents, without folders. */
export type ModelFolder = Map<string, Uint8Array<ArrayBuffer>>

/** What makes a run go on as if it had never stopped: Adam's moments by parameter name, and the record with step and cursor. */
export interface TrainingState {
  step: number
  m: Tensors
  v: Tensors
  run: RunRecord
}

export interface Model {
  config: ModelConfig
  tokenizer: Tokenizer
  /** by the names of the model's parameters: Hugging Face's for GPT-1, without `transformer.` */
  weights: Tensors
  /** there where the model can be trained on */
  trainingState?: TrainingState
  /** how the model came to be; `trainingState.run` where that is given */
  run?: RunRecord
}

export const RUN = 'run.json'

/** Weights, moments and record are of one moment in time, or going on would not be exact. */
export function checkStep(step: number, run: RunRecord): void {
  if (step !== run.step) throw damaged(`${STATE} is of step ${step}, but ${RUN} of step ${run.step}`)
}

/** Tables are filled up to a multiple of this or of its own multiples, because matrices of such sizes are faster. */
const ROUND = 8
/** Of a table that is not of a round size, at most a third of the rows may be without a token: else the tokenizer is of another model. */
const MOST_PADDED = 1.5

/** A table may be longer than its tokenizer, filled up to a round size: those rows are never drawn. It cannot be shorter. */
export function checkVocabulary(tokenizer: Tokenizer, { nVocab }: ModelConfig): void {
  if (tokenizer.size <= nVocab && (nVocab % ROUND === 0 || nVocab <= MOST_PADDED * tokenizer.size)) return
  throw damaged(`The tokenizer has ${tokenizer.size} tokens, but the model's vocabulary is ${nVocab}`)
}

export function damaged(what: string): CourseError {
  return new CourseError(
    'bad-checkpoint',
    `${what}.`,
    'The files are damaged or do not belong together. Nothing was loaded; use another copy.',
  )
}
