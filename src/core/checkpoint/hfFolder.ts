/** A model as a folder of files: Hugging Face's layout, and beside it what training needs to go on. */
import { type ModelConfig, parameterCount } from '../config.ts'
import { CourseError } from '../errors.ts'
import { fromVocabAndMerges } from '../tokenizer/bpe/vocabAndMerges.ts'
import { fromTokenizerJson, toTokenizerJson } from '../tokenizer/files.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import { readHfConfig, writeGenerationConfig, writeHfConfig } from './hfConfig.ts'
import { fromHfNames, toHfName } from './hfNames.ts'
import { type RunRecord, readRun, writeRun } from './run.ts'
import { readSafetensors, type TensorData, writeSafetensors } from './safetensors.ts'
import { expectParameters, type Tensors } from './tensors.ts'

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

const MODEL = 'model.safetensors'
const STATE = 'training_state.safetensors'
const RUN = 'run.json'
/** Weights over this size would not fit the memory that a browser gives to one page. */
const MAX_WEIGHT_BYTES = 2 ** 31

/**
 * The files of a model. Equal models give equal bytes: there are no times in them.
 * @throws CourseError for tensors that the config does not have or that are not finite: what cannot be loaded is not written
 */
export function writeModelFolder({ config, tokenizer, weights, trainingState, run = trainingState?.run }: Model): ModelFolder {
  checkVocabulary(tokenizer, config)
  const named = (tensors: Tensors, rename: (name: string) => string, what: string) =>
    [...expectParameters(tensors, config, what)].map(([name, tensor]) => [rename(name), tensor] as const)
  const folder: ModelFolder = new Map()
  const put = (name: string, text: string) => folder.set(name, new TextEncoder().encode(text))

  put('config.json', writeHfConfig(config))
  put('generation_config.json', writeGenerationConfig(config))
  for (const [name, text] of Object.entries(toTokenizerJson(tokenizer, config.nCtx))) put(name, text)
  folder.set(MODEL, writeSafetensors(named(weights, (name) => toHfName(name, config), 'The model')))
  if (run) put(RUN, writeRun(run))
  if (trainingState) {
    const { m, v, step } = trainingState
    checkStep(step, trainingState.run)
    folder.set(
      STATE,
      writeSafetensors([...named(m, (name) => `m/${name}`, 'The first moment'), ...named(v, (name) => `v/${name}`, 'The second moment')], {
        format: 'pt',
        step: String(step),
      }),
    )
  }
  return folder
}

/**
 * Reads and checks everything, so that what it returns can be used without another look.
 * @throws CourseError 'bad-checkpoint', 'bad-config' or 'bad-tokenizer' that says which file is wrong and how
 */
export function readModelFolder(folder: ReadonlyMap<string, Uint8Array>): Model {
  const config = readHfConfig(text(folder, 'config.json'))
  checkSize(config, file(folder, MODEL))
  const tokenizer = readTokenizer(folder)
  checkVocabulary(tokenizer, config)
  const weights = expectParameters(fromHfNames(readSafetensors(file(folder, MODEL), MODEL).tensors, config), config, MODEL)
  const run = folder.has(RUN) ? readRun(text(folder, RUN)) : undefined
  const trainingState = run && folder.has(STATE) ? readState(file(folder, STATE), config, run) : undefined
  return { config, tokenizer, weights, run, trainingState }
}

/** tokenizer.json, or the two files that GPT-1 came with. */
function readTokenizer(folder: ReadonlyMap<string, Uint8Array>): Tokenizer {
  if (!folder.has('tokenizer.json') && folder.has('vocab.json') && folder.has('merges.txt')) {
    return fromVocabAndMerges(text(folder, 'vocab.json'), text(folder, 'merges.txt'))
  }
  return fromTokenizerJson(text(folder, 'tokenizer.json'))
}

function readState(bytes: Uint8Array, config: ModelConfig, run: RunRecord): TrainingState {
  const { tensors, metadata } = readSafetensors(bytes, STATE)
  checkStep(Number(metadata.step), run)
  const moment = (prefix: string) => {
    const own = [...tensors]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => [name.slice(prefix.length), tensor] as const)
    return expectParameters(new Map<string, TensorData>(own), config, `${STATE}, under "${prefix}",`)
  }
  const [m, v] = [moment('m/'), moment('v/')]
  if (m.size + v.size !== tensors.size) throw damaged(`${STATE} has tensors that are neither under "m/" nor under "v/"`)
  for (const [name, { data }] of v) {
    const bad = data.findIndex((value) => value < 0)
    if (bad >= 0) throw damaged(`${STATE} has ${data[bad]} at index ${bad} of "v/${name}", but a mean of squares is never negative`)
  }
  return { step: run.step, m, v, run }
}

/** Weights, moments and record are of one moment in time, or going on would not be exact. */
function checkStep(step: number, run: RunRecord): void {
  if (step !== run.step) throw damaged(`${STATE} is of step ${step}, but ${RUN} of step ${run.step}`)
}

function checkVocabulary(tokenizer: Tokenizer, config: ModelConfig): void {
  if (tokenizer.size !== config.nVocab)
    throw damaged(`The tokenizer has ${tokenizer.size} tokens, but the model's vocabulary is ${config.nVocab}`)
}

/** Before anything of the model's size is allocated: would it fit, and can the file hold it at all? */
function checkSize(config: ModelConfig, bytes: Uint8Array): void {
  const parameters = parameterCount(config)
  if (parameters * 4 > MAX_WEIGHT_BYTES) {
    throw new CourseError(
      'bad-checkpoint',
      `config.json asks for ${parameters} parameters, ${Math.ceil((parameters * 4) / 2 ** 20)} MiB of weights, but at most ${MAX_WEIGHT_BYTES / 2 ** 20} MiB can be held.`,
      'Load a smaller model.',
    )
  }
  if (bytes.length < parameters) throw damaged(`config.json asks for ${parameters} parameters, but ${MODEL} has only ${bytes.length} bytes`)
}

function file(folder: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = folder.get(name)
  if (!bytes) {
    const there =
      [...folder.keys()]
        .slice(0, 8)
        .map((key) => key.slice(0, 40))
        .join(', ') || 'nothing'
    throw new CourseError(
      'bad-checkpoint',
      `The model folder has no ${name}; it has ${there}.`,
      'Choose the whole folder or zip that was exported.',
    )
  }
  return bytes
}

function text(folder: ReadonlyMap<string, Uint8Array>, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file(folder, name))
  } catch (error) {
    throw error instanceof CourseError ? error : damaged(`${name} is not UTF-8 text`)
  }
}

function damaged(what: string): CourseError {
  return new CourseError(
    'bad-checkpoint',
    `${what}.`,
    'The files are damaged or do not belong together. Nothing was loaded; use another copy.',
  )
}
