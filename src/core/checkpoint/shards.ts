/** Which files of a folder hold the weights: one, or the parts that model.safetensors.index.json lists or their own names count. */
import * as v from 'valibot'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import { PYTORCH } from '../fileKinds.ts'

export const MODEL = 'model.safetensors'
export const INDEX = 'model.safetensors.index.json'
export const MAX_SHARDS = 64

const UNSAFE = /^(pytorch_model.*\.(bin|pt|pth)|.*\.(pkl|ckpt))$/

const Index = v.object(
  {
    weight_map: v.pipe(
      v.record(v.string(), v.string('must be the name of a file')),
      v.check((map) => Object.keys(map).length > 0, 'must not be empty'),
      v.check((map) => Object.keys(map).length <= 4096, 'has more than the 4096 tensors that are read'),
    ),
  },
  'must be an object with a weight_map',
)

/**
 * The parts of a model, in order of their names, each with the tensors that it must hold.
 * @throws CourseError 'bad-checkpoint'
 */
export function readIndex(json: string): Map<string, Set<string>> {
  const { weight_map: map } = parseJsonAs(Index, json, { name: INDEX, maxDepth: 4, maxBytes: 2 ** 20 })
  const shards = new Map<string, Set<string>>()
  for (const [tensor, file] of Object.entries(map)) {
    if (!/^[\w][\w.-]{0,120}\.safetensors$/.test(file))
      refuse(`names the file ${JSON.stringify(file.slice(0, 60))}, but parts are .safetensors files beside it`)
    shards.set(file, (shards.get(file) ?? new Set()).add(tensor))
  }
  if (shards.size > MAX_SHARDS) refuse(`names ${shards.size} parts, but at most ${MAX_SHARDS} are read`)
  return new Map([...shards].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Beside a model lie other tensors than its weights. */
const OTHERS = /^(training_state|adapter_model)\.safetensors$/
/** model-00002-of-00003.safetensors */
const PART = /^(.{1,80})-(\d{5})-of-(\d{5})\.safetensors$/

/**
 * The files of weights where no index lists them: model.safetensors, all parts by their numbers, or the only one there is.
 * @throws CourseError 'bad-checkpoint' that names the parts that are missing, or says why there are no weights to read
 */
export function weightFiles(names: readonly string[]): string[] {
  if (names.includes(MODEL)) return [MODEL]
  const found = names.filter((name) => name.endsWith('.safetensors') && !OTHERS.test(name)).sort()
  const [first] = found
  const parts = first === undefined ? null : partsOf(first)
  if (parts) {
    refuseMissing(parts, names, `the ${parts.length} parts of the weights, as their names count them`)
    return parts
  }
  if (found.length > 1) {
    throw new CourseError(
      'bad-checkpoint',
      `The folder has no ${MODEL}, and ${found.length} other files of weights: ${list(found)}.`,
      `Give the one that is meant the name ${MODEL}.`,
    )
  }
  if (first === undefined) refuseWithoutWeights(names)
  return [first ?? MODEL]
}

/** The names of all parts of which this is one, or null. */
export function partsOf(name: string): string[] | null {
  const [, stem, , count] = PART.exec(name) ?? []
  if (stem === undefined || Number(count) < 1 || Number(count) > MAX_SHARDS) return null
  return Array.from({ length: Number(count) }, (_, i) => `${stem}-${String(i + 1).padStart(5, '0')}-of-${count}.safetensors`)
}

/** @throws CourseError 'bad-checkpoint' that names every part that is not there */
export function refuseMissing(parts: readonly string[], names: readonly string[], of: string): void {
  const missing = parts.filter((part) => !names.includes(part))
  if (missing.length === 0) return
  throw new CourseError(
    'bad-checkpoint',
    `The model folder has no ${list(missing)}: of ${of}, ${missing.length === 1 ? 'one is' : `${missing.length} are`} missing.`,
    'Put all parts into the same folder. Nothing was loaded.',
  )
}

/** Why there are no weights to read. */
export function refuseWithoutWeights(names: Iterable<string>): void {
  const unsafe = [...names].find((name) => UNSAFE.test(name))
  if (!unsafe) return
  throw new CourseError('bad-checkpoint', `The model's weights are in ${unsafe.slice(0, 60)} only: ${PYTORCH.what}.`, PYTORCH.hint)
}

const list = (names: readonly string[]): string =>
  `${names
    .slice(0, 8)
    .map((name) => name.slice(0, 60))
    .join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}`

function refuse(what: string): never {
  throw new CourseError('bad-checkpoint', `${INDEX} ${what}.`, 'Nothing was loaded; use another copy.')
}
