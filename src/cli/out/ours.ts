/** Which files of a folder this tool wrote, by their names and what is in them, and what they are together. */
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { writeHfConfig } from '../../core/checkpoint/hfConfig.ts'
import { RUN } from '../../core/checkpoint/hfFolder.ts'
import { STATE } from '../../core/checkpoint/moments.ts'
import { readRun } from '../../core/checkpoint/run.ts'
import { MODEL } from '../../core/checkpoint/shards.ts'
import { QUANTIZED } from '../../core/compress/quantizedFolder.ts'
import { RECORD } from '../../core/finetune/stopped.ts'
import { filesOf, isScaffold } from './commit.ts'

const CONFIG = 'config.json'
const ADAPTERS = 'adapter_config.json'
const ADAPTER_WEIGHTS = 'adapter_model.safetensors'

type Json = Record<string, unknown>

const SIZES = { nLayer: 1, nHead: 1, nEmbd: 8, nCtx: 8, nVocab: 8, dropout: 0 }
const keysOf = (text: string) => Object.keys(JSON.parse(text) as Json)
/** What our config.json may have; transformers writes more, and people add to it. */
const CONFIG_KEYS = new Set([
  ...[SIZES, { ...SIZES, variant: { norm: 'pre' as const } }].flatMap((config) => keysOf(writeHfConfig(config))),
  ...['id2label', 'label2id', 'num_labels', 'problem_type', 'pad_token_id', 'task_form', 'task_keep'],
  ...['summary_type', 'summary_use_proj', 'summary_proj_to_labels', 'summary_activation', 'summary_first_dropout', 'n_ctx'],
])
const ADAPTER_KEYS = new Set([
  ...['peft_type', 'task_type', 'base_model_name_or_path', 'r', 'lora_alpha', 'lora_dropout', 'bias', 'fan_in_fan_out'],
  ...['target_modules', 'inference_mode', 'base_model'],
])

const within = (json: Json, keys: ReadonlySet<string>) => Object.keys(json).every((key) => keys.has(key))
const has = (json: Json, ...keys: string[]) => keys.every((key) => key in json)

/** Is the file with that name one of ours? Whatever it throws says no. */
export type Marks = Record<string, (path: string) => boolean>
const MARKS: Marks = {
  [CONFIG](path) {
    const json = readJson(path)
    if (json.model_type === QUANTIZED || json.model_type === 'pathway-gpt') return true
    return has(json, 'model_type', 'vocab_size', 'n_embd', 'layer_norm_epsilon', 'initializer_range') && within(json, CONFIG_KEYS)
  },
  [ADAPTERS](path) {
    const json = readJson(path)
    return json.peft_type === 'LORA' && within(json, ADAPTER_KEYS)
  },
  [MODEL]: isSafetensors,
  [ADAPTER_WEIGHTS]: isSafetensors,
  [STATE]: isSafetensors,
  'tokenizer.json': (path) => has(readJson(path), 'model', 'added_tokens'),
  'tokenizer_config.json': (path) => has(readJson(path), 'tokenizer_class'),
  'generation_config.json': (path) => has(readJson(path), 'do_sample', 'max_length'),
  [RUN]: (path) => readRun(readFileSync(path, 'utf8')) !== undefined,
  [RECORD]: (path) => has(readJson(path), 'settings', 'data', 'step'),
}

/** Every name that a model, a classifier or adapters of ours may have. */
export const NAMES = Object.keys(MARKS)

export interface Holding {
  /** what this tool wrote there and may replace */
  ours: ReadonlySet<string>
  /** everything else, folders among it */
  strangers: string[]
  /** does a model, a classifier or adapters of ours lie there? */
  model: boolean
  /** can a run go on from it? */
  resumable: boolean
  /** it in words: "step 500 of 500, validation loss 2.4511, saved 2026-11-29 22:50"; undefined where there is none */
  words: string | undefined
}

/** @param more names of other files that the command writes, and how it knows them again */
export function lookInto(folder: string, more: Marks = {}): Holding {
  const files = filesOf(folder)
  const marks = { ...MARKS, ...more }
  const ours = new Set(Object.keys(marks).filter((name) => files.has(name) && isOurs(marks[name]!, files.get(name)!)))
  const strangers = readdirSync(folder).filter((name) => !ours.has(name) && !isScaffold(name))
  const model = ours.has(CONFIG) || ours.has(ADAPTERS)
  return { ours, strangers, model, resumable: ours.has(STATE), words: model ? describe(files, ours) : undefined }
}

function isOurs(mark: Marks[string], path: string): boolean {
  try {
    return mark(path)
  } catch {
    return false
  }
}

function describe(files: ReadonlyMap<string, string>, ours: ReadonlySet<string>): string {
  const path = (name: string) => files.get(name)!
  const saved = ours.has(MODEL) ? path(MODEL) : path(ours.has(ADAPTERS) ? ADAPTERS : CONFIG)
  const when = `saved ${statSync(saved).mtime.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return [...contents(path, ours), when].join(', ')
}

function contents(path: (name: string) => string, ours: ReadonlySet<string>): string[] {
  if (!ours.has(CONFIG)) return [`adapters of rank ${readJson(path(ADAPTERS)).r}`]
  const config = readJson(path(CONFIG))
  const what =
    config.model_type === QUANTIZED
      ? [`a model in ${(config.quantization as Json | undefined)?.bits} bits`]
      : config.task_form !== undefined
        ? ['a fine-tuned model']
        : ['a model']
  if (ours.has(RECORD)) what.push(`stopped at step ${readJson(path(RECORD)).step}`)
  if (!ours.has(RUN)) return what
  const { step, settings, evaluations, curve } = readRun(readFileSync(path(RUN), 'utf8'))
  const [evaluation, point] = [evaluations.at(-1), curve.at(-1)]
  return [
    ...what,
    `step ${step} of ${settings.steps}`,
    ...(evaluation ? [`validation loss ${evaluation.valLoss.toFixed(4)}`] : point ? [`training loss ${point.loss.toFixed(4)}`] : []),
  ]
}

/** Objects only; the file is small or it is not ours. */
function readJson(path: string): Json {
  const { size } = statSync(path)
  if (size > 2 ** 26) throw new Error('too large')
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('no object')
  return json as Json
}

/** The length of a header that fits into the file, and the header's first character. */
function isSafetensors(path: string): boolean {
  const { size } = statSync(path)
  const start = new Uint8Array(9)
  const file = openSync(path, 'r')
  try {
    readSync(file, start)
  } finally {
    closeSync(file)
  }
  const length = Number(new DataView(start.buffer).getBigUint64(0, true))
  return size >= 10 && length <= size - 8 && start[8] === 0x7b
}
