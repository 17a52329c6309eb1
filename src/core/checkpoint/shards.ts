/** Which files of a folder hold the weights: one, or the parts that model.safetensors.index.json lists. */
import * as v from 'valibot'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'

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

/** Why there are no weights to read. */
export function refuseWithoutWeights(names: Iterable<string>): void {
  const unsafe = [...names].find((name) => UNSAFE.test(name))
  if (!unsafe) return
  throw new CourseError(
    'bad-checkpoint',
    `The model's weights are in ${unsafe.slice(0, 60)} only: a Python pickle, which can run any program when it is opened, so it is not read.`,
    'Convert it in Python: AutoModelForCausalLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER), or choose a copy that has model.safetensors.',
  )
}

function refuse(what: string): never {
  throw new CourseError('bad-checkpoint', `${INDEX} ${what}.`, 'Nothing was loaded; use another copy.')
}
