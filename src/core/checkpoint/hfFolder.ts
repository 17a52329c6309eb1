/** A model as a folder of files: Hugging Face's layout, and beside it what training needs to go on. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { toTokenizerJson } from '../tokenizer/files.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import { writeGenerationConfig, writeHfConfig } from './hfConfig.ts'
import { toHfName } from './hfNames.ts'
import { STATE, writeMoments } from './moments.ts'
import { type RunRecord, writeRun } from './run.ts'
import { writeSafetensors } from './safetensors.ts'
import { MODEL } from './shards.ts'
import { expectParameters, type Tensors } from './tensors.ts'

export { readModelFolder } from './readFolder.ts'

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

/**
 * The files of a model. Equal models give equal bytes: there are no times in them.
 * @throws CourseError for tensors that the config does not have or that are not finite: what cannot be loaded is not written
 */
export function writeModelFolder({ config, tokenizer, weights, trainingState, run = trainingState?.run }: Model): ModelFolder {
  checkVocabulary(tokenizer, config)
  const folder: ModelFolder = new Map()
  const put = (name: string, text: string) => folder.set(name, new TextEncoder().encode(text))

  put('config.json', writeHfConfig(config))
  put('generation_config.json', writeGenerationConfig(config))
  for (const [name, text] of Object.entries(toTokenizerJson(tokenizer, config.nCtx))) put(name, text)
  folder.set(
    MODEL,
    writeSafetensors(
      [...expectParameters(weights, config, 'The model')].map(([name, tensor]) => [toHfName(name, config), tensor] as const),
    ),
  )
  if (run) put(RUN, writeRun(run))
  if (trainingState) {
    const { m, v, step } = trainingState
    checkStep(step, trainingState.run)
    folder.set(STATE, writeMoments(expectParameters(m, config, 'The first moment'), expectParameters(v, config, 'The second moment'), step))
  }
  return folder
}

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
