/** A quantized model as a folder: the model's files, its matrices packed, and a config.json that says so. */
import * as v from 'valibot'
import { damaged, type Model, type ModelFolder, RUN } from '../checkpoint/model.ts'
import { readHfConfig, writeGenerationConfig, writeHfConfig } from '../checkpoint/hfConfig.ts'
import { checkSize } from '../checkpoint/readFolder.ts'
import { type RunRecord, readRun, writeRun } from '../checkpoint/run.ts'
import { readTensor } from '../checkpoint/safetensors.ts'
import { headerEnd, LENGTH_BYTES, parseHeader, type StoredEntry } from '../checkpoint/safetensorsHeader.ts'
import { MODEL } from '../checkpoint/shards.ts'
import { type SourceFolder, wholeFiles } from '../checkpoint/source.ts'
import { type ModelConfig, parameterCount } from '../config.ts'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import { groupsOf, wordsOf } from '../ops/linear-quantized/reference.ts'
import { modelParameters } from '../model/model.ts'
import { fromTokenizerJson, toTokenizerJson } from '../tokenizer/files.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import { type Bits, BITS, packingOf, type PackedMatrix } from './pack.ts'
import { narrowed, widened } from './bitStream.ts'
import { packable, plainLayout, type QuantizedWeights, unpacked } from './quantize.ts'
import { writeMixedSafetensors } from './writeMixed.ts'

/** No other program reads this kind, and none of the readers for floats may try. */
export const QUANTIZED = 'pathway-gpt-quantized'

export interface QuantizedModel {
  config: ModelConfig
  tokenizer: Tokenizer
  weights: QuantizedWeights
  /** how the model came to be that was packed */
  run?: RunRecord
}

/** Does config.json say that the folder is a quantized model's? */
export function isQuantizedFolder(folder: ReadonlyMap<string, Uint8Array>): boolean {
  const bytes = folder.get('config.json')
  return bytes !== undefined && isQuantizedConfig(new TextDecoder().decode(bytes))
}

const isQuantizedConfig = (json: string): boolean => json.includes(`"${QUANTIZED}"`)

/**
 * The files. Of a matrix `X` they hold `X.packed`, I8 [rows,columns] or U8 [rows, two numbers a byte, the lower first], and `X.scales`,
 * F32 [rows, groups]; with 6, 3 or 2 bits U8 [rows, numbers one after the other, the lower bits first]. A linear layer's rows are its outputs. Everything else is as in any model folder.
 */
export function writeQuantizedFolder({ config, tokenizer, weights, run }: QuantizedModel): ModelFolder {
  const folder: ModelFolder = new Map()
  const put = (name: string, text: string) => folder.set(name, new TextEncoder().encode(text))
  put(
    'config.json',
    `${JSON.stringify({ model_type: QUANTIZED, quantization: { bits: weights.bits }, model: JSON.parse(writeHfConfig(config)) }, null, 2)}\n`,
  )
  put('generation_config.json', writeGenerationConfig(config))
  for (const [name, text] of Object.entries(toTokenizerJson(tokenizer, config.nCtx))) put(name, text)
  folder.set(MODEL, writePacked(weights))
  if (run) put(RUN, writeRun(run))
  return folder
}

/** The weights' own file. */
export function writePacked({ bits, matrices, plain }: QuantizedWeights): Uint8Array<ArrayBuffer> {
  return writeMixedSafetensors([
    ...[...plain].map(([name, { shape, data }]) => ({ name, dtype: 'F32' as const, shape, bytes: bytesOf(data) })),
    ...[...matrices].map(([name, { rows, scales }]) => ({
      name: `${name}.scales`,
      dtype: 'F32' as const,
      shape: [rows, scales.length / rows],
      bytes: bytesOf(scales),
    })),
    ...[...matrices].map(([name, matrix]) => ({ name: `${name}.packed`, ...stored(matrix, bits) })),
  ])
}

const bytesOf = (data: Float32Array | Int32Array): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

/** Bytes of a row in the file; in memory a row is whole words. */
const fileRow = (columns: number, bits: Bits): number => Math.ceil((columns * bits) / 8)

function stored({ rows, columns, words }: PackedMatrix, bits: Bits) {
  const width = fileRow(columns, bits)
  const { bits: places } = packingOf(bits, columns)
  if (places !== bits)
    return { dtype: 'U8' as const, shape: [rows, width], bytes: narrowed(bytesOf(words), { rows, columns, bits, places }) }
  const bytes = new Uint8Array(rows * width)
  const from = bytesOf(words)
  for (let row = 0; row < rows; row++) bytes.set(from.subarray((row * from.length) / rows, (row * from.length) / rows + width), row * width)
  return { dtype: bits === 8 ? ('I8' as const) : ('U8' as const), shape: [rows, width], bytes }
}

const Config = v.object({
  model_type: v.literal(QUANTIZED, `must be "${QUANTIZED}"`),
  quantization: v.strictObject(
    { bits: v.picklist(BITS, `must be ${BITS.slice(0, -1).join(', ')} or ${BITS.at(-1)}`) },
    'must be an object',
  ),
  model: v.looseObject({}, 'must be an object'),
})

/** What config.json says of a quantized model, without its weights. @throws CourseError 'bad-checkpoint' or 'bad-config' */
export function readQuantizedConfig(json: string): { bits: Bits; config: ModelConfig } {
  const file = parseJsonAs(Config, json, { name: 'config.json', maxBytes: 2 ** 20 })
  const config = readHfConfig(JSON.stringify(file.model))
  checkSize(config)
  return { bits: file.quantization.bits, config }
}

/** @throws CourseError 'bad-checkpoint', 'bad-config' or 'bad-tokenizer' that says which file is wrong and how */
export function readQuantizedFolder(folder: ReadonlyMap<string, Uint8Array>): QuantizedModel {
  const text = (name: string) => new TextDecoder().decode(file(folder, name))
  const { bits, config } = readQuantizedConfig(text('config.json'))
  const tokenizer = fromTokenizerJson(text('tokenizer.json'))
  if (tokenizer.size > config.nVocab)
    throw damaged(`The tokenizer has ${tokenizer.size} tokens, but the model's vocabulary is ${config.nVocab}`)

  const weights = readPacked(config, bits, file(folder, MODEL))
  const run = folder.has(RUN) ? readRun(text(RUN)) : undefined
  return { config, tokenizer, weights, ...(run && { run }) }
}

/** What `writePacked` wrote. @throws CourseError 'bad-checkpoint' */
export function readPacked(config: ModelConfig, bits: Bits, bytes: Uint8Array): QuantizedWeights {
  const end = headerEnd(bytes, bytes.length, MODEL)
  const { entries } = parseHeader(bytes.subarray(LENGTH_BYTES, end), bytes.length, MODEL)
  const take = (name: string, dtype: string, shape: readonly number[]): { entry: StoredEntry; data: Uint8Array<ArrayBuffer> } => {
    const entry = entries.get(name)
    if (!entry) throw damaged(`${MODEL} has no tensor "${name}" ([${shape}])`)
    if (entry.dtype !== dtype || String(entry.shape) !== String(shape)) {
      throw damaged(`${MODEL} has "${name}" as ${entry.dtype} [${entry.shape}], but config.json makes it ${dtype} [${shape}]`)
    }
    entries.delete(name)
    return { entry, data: bytes.slice(entry.from, entry.to) as Uint8Array<ArrayBuffer> }
  }
  const floats = (name: string, shape: readonly number[]) => {
    const { entry, data } = take(name, 'F32', shape)
    return readTensor(name, entry, data, MODEL)
  }
  const plain = new Map(plainLayout(config).parameters.map(({ name, shape }) => [name, { shape, data: floats(name, shape) }]))
  const matrices = new Map<string, PackedMatrix>()
  for (const [name, { rows, columns }] of shapes(config)) {
    const packing = packingOf(bits, columns)
    const scales = floats(`${name}.scales`, [rows, groupsOf(columns, packing)])
    const { data } = take(`${name}.packed`, bits === 8 ? 'I8' : 'U8', [rows, fileRow(columns, bits)])
    const words = new Int32Array(rows * wordsOf(columns, packing))
    const into = new Uint8Array(words.buffer)
    if (packing.bits !== bits) widened(data, into, { rows, columns, bits, places: packing.bits })
    else
      for (let row = 0; row < rows; row++)
        into.set(data.subarray((row * data.length) / rows, ((row + 1) * data.length) / rows), (row * into.length) / rows)
    matrices.set(name, { rows, columns, words, scales })
  }
  const extra = [...entries.keys()]
  if (extra.length > 0)
    throw damaged(`${MODEL} has ${extra.length} tensors that config.json knows nothing of, "${extra[0]!.slice(0, 80)}" among them`)
  return { bits, matrices, plain }
}

/** The texts that a quantized model is read from; one that is longer is none of ours, and its start is refused. */
const TEXTS = ['config.json', 'tokenizer.json', RUN]
const MOST_TEXT_BYTES = 24 * 2 ** 20
/** Of a file of weights, beside the numbers. */
const MOST_HEADER_BYTES = 2 ** 22

/** As `readQuantizedFolder`, from wherever the files lie. */
export async function readQuantizedSources(sources: SourceFolder): Promise<QuantizedModel> {
  const texts = await wholeFiles(sources, TEXTS, MOST_TEXT_BYTES)
  const { config } = readQuantizedConfig(new TextDecoder().decode(file(texts, 'config.json')))
  const [most, size] = [4 * parameterCount(config) + MOST_HEADER_BYTES, sources.get(MODEL)?.size ?? 0]
  if (size > most) throw damaged(`${MODEL} has ${size} bytes, but the model that config.json describes takes at most ${most}`)
  return readQuantizedFolder(new Map([...texts, ...(await wholeFiles(sources, [MODEL]))]))
}

/** The model that the packed weights stand for, in floats: what reads any model reads this one. */
export const plainModel = ({ config, tokenizer, weights, run }: QuantizedModel): Model => ({
  config,
  tokenizer,
  weights: unpacked(config, weights),
  ...(run && { run }),
})

/** [outputs, inputs] of every packed matrix. */
function shapes(config: ModelConfig): Map<string, { rows: number; columns: number }> {
  const turned = packable(config)
  const all = new Map(modelParameters(config).map(({ name, shape }) => [name, shape]))
  return new Map(
    [...turned].map(([name, { turned: turn }]) => {
      const [height, width] = all.get(name) as [number, number]
      return [name, turn ? { rows: width, columns: height } : { rows: height, columns: width }]
    }),
  )
}

function file(folder: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = folder.get(name)
  if (bytes) return bytes
  throw new CourseError('bad-checkpoint', `The model folder has no ${name}.`, 'Choose the whole folder that was written.')
}
