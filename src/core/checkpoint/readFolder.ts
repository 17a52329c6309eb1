/** Reads a model folder: first what is small (config, names, shapes, formats), and only if that can be loaded, the numbers. */
import { type ModelConfig, parameterCount } from '../config.ts'
import { CourseError } from '../errors.ts'
import { elements } from '../plan/plan.ts'
import { fromTokenizerFiles, tokenizerFiles } from '../tokenizer/folder.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import { readHfConfig } from './hfConfig.ts'
import { refuseOtherModels } from './otherModels.ts'
import { checkStep, checkVocabulary, damaged, type Model, RUN, type TrainingState } from './model.ts'
import { type Format, formatOf, planWeights, refuseHead, type StoredTensorEntry, type WeightPlan } from './hfNames.ts'
import { checkSquares, parseMoments, STATE } from './moments.ts'
import { type RunRecord, readRun } from './run.ts'
import { readTensor, type TensorData } from './safetensors.ts'
import { headerEnd, LENGTH_BYTES, parseHeader, type SafetensorsHeader } from './safetensorsHeader.ts'
import { HEAD_BYTES, kindOf } from '../fileKinds.ts'
import { INDEX, MODEL, readIndex, partsOf, refuseMissing, weightFiles } from './shards.ts'
import { type SpanReader, readFrom, readNow, type SourceFolder } from './source.ts'
import { expectParameters } from './tensors.ts'

/** Weights over this size would not fit the memory that a browser gives to one page. */
const MAX_WEIGHT_BYTES = 2 ** 31
/** No text of a model folder is longer. */
const MAX_TEXT_BYTES = 24 * 2 ** 20
/** Numbers of an output matrix that are compared with the embedding at a time. */
const COMPARED = 2 ** 20

type Sizes = ReadonlyMap<string, number>

/** What a folder holds, known before its weights are read. */
export interface Examined {
  config: ModelConfig
  parameters: number
  /** of the weights in memory, 4 bytes each */
  weightBytes: number
  /** as the files store them: "F16" */
  dtypes: string[]
  /** the files that loading reads; all others are passed over */
  files: string[]
  /** which of Hugging Face's models it is */
  format: Format
  /** each parameter by our name, beside the file's, in the model's order */
  tensors: { ours: string; theirs: string; shape: readonly number[]; dtype: string }[]
  /** an output matrix that the file stores though it is the embedding; null where it does not */
  storedHead: string | null
  /** masks and position numbers that the file stores as well */
  passedOver: string[]
}

/**
 * Reads and checks everything, so that what it returns can be used without another look.
 * @throws CourseError 'bad-checkpoint', 'bad-config' or 'bad-tokenizer' that says which file is wrong and how
 */
export const readModelFolder = (folder: ReadonlyMap<string, Uint8Array>): Model => readNow(folder, reading)

/** As `readModelFolder`, from wherever the files lie. The weights are in memory once, with at most one stored tensor beside them. */
export const readModelSources = (folder: SourceFolder): Promise<Model> => readFrom(folder, reading)

/** Reads config and headers alone, a few kilobytes. @throws CourseError as loading would, but for what only the numbers and the vocabulary show */
export const examineModelSources = (folder: SourceFolder): Promise<Examined> => readFrom(folder, examining)

function* examining(sizes: Sizes): SpanReader<Examined> {
  const { config, plan } = yield* planning(sizes)
  const stored = [...plan.parameters.values(), ...(plan.head ? [plan.head.stored] : [])]
  const tables = tokenizerNames(sizes)
  const parameters = parameterCount(config)
  return {
    config,
    parameters,
    weightBytes: 4 * parameters,
    dtypes: [...new Set(stored.map(({ dtype }) => dtype))].sort(),
    files: [
      'config.json',
      ...(sizes.has(MODEL) ? [] : [INDEX]),
      ...new Set(stored.map(({ file }) => file)),
      ...tables,
      ...[RUN, STATE].filter((name) => sizes.has(name)),
    ],
    format: formatOf(config),
    tensors: [...plan.parameters].map(([ours, { key, shape, dtype }]) => ({ ours, theirs: key, shape, dtype })),
    storedHead: plan.head?.stored.key ?? null,
    passedOver: plan.passedOver,
  }
}

/** Config and names agree, and the weights would fit. */
function* planning(sizes: Sizes): SpanReader<{ config: ModelConfig; plan: WeightPlan }> {
  if (!sizes.has('config.json')) yield* refuseWithoutConfig(sizes)
  const json = yield* text(sizes, 'config.json')
  refuseOtherModels(json)
  const config = readHfConfig(json)
  checkSize(config)
  const shards = yield* weightTable(sizes)
  tokenizerNames(sizes)
  const stored: StoredTensorEntry[] = []
  for (const [file, listed] of shards) {
    const { entries } = yield* header(sizes, file)
    for (const [key, entry] of entries) if (!listed || listed.has(key)) stored.push({ ...entry, key, file })
    const absent = [...(listed ?? [])].find((key) => !entries.has(key))
    if (absent !== undefined) throw damaged(`${INDEX} says that "${absent.slice(0, 80)}" is in ${file}, but it is not`)
  }
  const what = shards.size === 1 ? [...shards.keys()][0]! : 'the parts'
  const [parameters, bytes] = [parameterCount(config), stored.reduce((sum, { from, to }) => sum + to - from, 0)]
  if (bytes < parameters) throw damaged(`config.json asks for ${parameters} parameters, but ${what} has only ${bytes} bytes`)
  return { config, plan: planWeights(stored, config, shards.size === 1 ? what : 'The model') }
}

/** The files of weights, each with the tensors that it must hold, or null for all that it has. */
function* weightTable(sizes: Sizes): SpanReader<Map<string, ReadonlySet<string> | null>> {
  const names = [...sizes.keys()]
  if (sizes.has(MODEL) || !sizes.has(INDEX)) {
    const files = weightFiles(names)
    for (const name of files) sizeOf(sizes, name)
    return new Map(files.map((name) => [name, null]))
  }
  const listed = readIndex(yield* text(sizes, INDEX))
  refuseMissing([...listed.keys()], names, `the ${listed.size} parts that ${INDEX} names`)
  return listed
}

function* reading(sizes: Sizes): SpanReader<Model> {
  const { config, plan } = yield* planning(sizes)
  const tokenizer = yield* readTokenizer(sizes)
  checkVocabulary(tokenizer, config)
  const weights = yield* readTensors(plan.parameters)
  if (plan.head) yield* compare(plan.head.stored, weights.get(plan.head.embedding)!.data)
  const run = sizes.has(RUN) ? readRun(yield* text(sizes, RUN)) : undefined
  const trainingState = run && sizes.has(STATE) ? yield* readState(sizes, config, run) : undefined
  return { config, tokenizer, weights, run, trainingState }
}

function* readTensors(stored: ReadonlyMap<string, StoredTensorEntry>): SpanReader<Map<string, TensorData>> {
  const tensors = new Map<string, TensorData>()
  for (const [name, entry] of stored) {
    const { file, from, to, key, shape } = entry
    tensors.set(name, { shape, data: readTensor(key, entry, yield { file, from, to }, file) })
  }
  return tensors
}

/** A tied output matrix equals the embedding; it is looked through, not kept. */
function* compare(head: StoredTensorEntry, embedding: Float32Array): SpanReader<void> {
  const width = (head.to - head.from) / elements(head.shape)
  for (let at = 0; at < embedding.length; at += COMPARED) {
    const n = Math.min(COMPARED, embedding.length - at)
    const from = head.from + at * width
    const part = readTensor(head.key, head, yield { file: head.file, from, to: from + n * width }, head.file)
    if (part.some((value, i) => value !== embedding[at + i])) refuseHead(head.file)
  }
}

/** At least tokenizer.json, or the two files that GPT-1 and GPT-2 came with. */
function tokenizerNames(sizes: Sizes): string[] {
  const names = tokenizerFiles(sizes)
  if (names.length === 0) sizeOf(sizes, 'tokenizer.json')
  return names
}

function* readTokenizer(sizes: Sizes): SpanReader<Tokenizer> {
  const files = new Map<string, Uint8Array>()
  for (const name of tokenizerNames(sizes)) {
    const bytes = yield { file: name, from: 0, to: textSize(sizes, name) }
    refuseKind(name, bytes)
    files.set(name, bytes)
  }
  return fromTokenizerFiles(files)
}

function* readState(sizes: Sizes, config: ModelConfig, run: RunRecord): SpanReader<TrainingState> {
  const { entries, metadata } = yield* header(sizes, STATE)
  checkStep(Number(metadata.step), run)
  const named = parseMoments(new Map([...entries].map(([key, entry]) => [key, { ...entry, key, file: STATE }])))
  const stored = [
    expectParameters(named.m, config, `${STATE}, under "m/",`),
    expectParameters(named.v, config, `${STATE}, under "v/",`),
  ] as const
  const [m, v] = [yield* readTensors(stored[0]), yield* readTensors(stored[1])]
  checkSquares(v)
  return { step: run.step, m, v, run }
}

function* header(sizes: Sizes, file: string): SpanReader<SafetensorsHeader> {
  const size = sizeOf(sizes, file)
  const end = headerEnd(yield { file, from: 0, to: Math.min(HEAD_BYTES, size) }, size, file)
  return parseHeader(yield { file, from: LENGTH_BYTES, to: end }, size, file)
}

/** Before anything of the model's size is allocated: would it fit? */
export function checkSize(config: ModelConfig): void {
  const parameters = parameterCount(config)
  if (parameters * 4 <= MAX_WEIGHT_BYTES) return
  throw new CourseError(
    'bad-checkpoint',
    `config.json asks for ${parameters} parameters, ${Math.ceil((parameters * 4) / 2 ** 20)} MiB of weights, but at most ${MAX_WEIGHT_BYTES / 2 ** 20} MiB can be held.`,
    'Load a smaller model.',
  )
}

function sizeOf(sizes: Sizes, name: string): number {
  const size = sizes.get(name)
  if (size !== undefined) return size
  const there =
    [...sizes.keys()]
      .slice(0, 8)
      .map((key) => key.slice(0, 40))
      .join(', ') || 'nothing'
  throw new CourseError(
    'bad-checkpoint',
    `The model folder has no ${name}; it has ${there}.`,
    'Choose the whole folder or zip that was exported.',
  )
}

function textSize(sizes: Sizes, file: string): number {
  const size = sizeOf(sizes, file)
  if (size > MAX_TEXT_BYTES) throw damaged(`${file} has ${size} bytes, but at most ${MAX_TEXT_BYTES} are read`)
  return size
}

function* text(sizes: Sizes, file: string): SpanReader<string> {
  const bytes = yield { file, from: 0, to: textSize(sizes, file) }
  refuseKind(file, bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw damaged(`${file} is not UTF-8 text`)
  }
}

/** A file that is another thing than its name says. */
function refuseKind(file: string, first: Uint8Array): void {
  const kind = kindOf(first)
  if (kind) throw new CourseError('bad-checkpoint', `${file.slice(0, 80)} is ${kind.what}.`, `${kind.hint} Nothing was loaded.`)
}

/** So many files without a config are looked at. */
const LOOKED_AT = 16

/** What was chosen instead of a model's folder. @throws CourseError 'bad-checkpoint' */
function* refuseWithoutConfig(sizes: Sizes): SpanReader<never> {
  if (sizes.has('adapter_config.json')) {
    throw new CourseError(
      'bad-checkpoint',
      'These are adapters (adapter_config.json), which are no model without the one that they were trained on.',
      'Choose the folder of that model; adapters are merged into it on the command line, with lora --merge.',
    )
  }
  for (const [file, size] of [...sizes].slice(0, LOOKED_AT)) refuseKind(file, yield { file, from: 0, to: Math.min(HEAD_BYTES, size) })
  const names = [...sizes.keys()]
  const weights = names.find((name) => name.endsWith('.safetensors'))
  if (weights !== undefined) {
    const parts = partsOf(weights)
    throw new CourseError(
      'bad-checkpoint',
      `There is no config.json: ${weights.slice(0, 60)} holds numbers alone${parts ? `, one of ${parts.length} parts of them` : ''}, and neither the sizes of the model nor its tokens.`,
      'Choose the whole folder: config.json, the weights, and tokenizer.json (or vocab.json and merges.txt).',
    )
  }
  sizeOf(sizes, 'config.json')
  throw damaged('There is no config.json')
}
