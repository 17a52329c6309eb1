/** A model that retells as two files: its words and sizes in config.json, its weights in 8 bits in model.safetensors. */
import * as v from 'valibot'
import { readHfConfig, writeHfConfig } from '../checkpoint/hfConfig.ts'
import { damaged, type ModelFolder } from '../checkpoint/model.ts'
import { checkSize } from '../checkpoint/readFolder.ts'
import { MODEL } from '../checkpoint/shards.ts'
import { flatten, unflatten } from '../checkpoint/tensors.ts'
import { readPacked, writePacked } from '../compress/quantizedFolder.ts'
import { quantize, unpacked } from '../compress/quantize.ts'
import { parseJsonAs } from '../json.ts'
import { modelLayout } from '../model/plans.ts'
import type { RetellerModel } from './reteller.ts'

/** No other program reads this kind. */
const KIND = 'pathway-gpt-reteller'
const BITS = 8

const Config = v.object({
  model_type: v.literal(KIND, `must be "${KIND}"`),
  model: v.looseObject({}, 'must be an object'),
  vocabulary: v.array(v.string('must be a word'), 'must be a list'),
  dictionary: v.array(v.strictTuple([v.string(), v.string()], 'must be two words'), 'must be a list'),
})

export const RETELLER_FILES = ['config.json', MODEL] as const

export function writeReteller({ config, vocabulary, dictionary, weights }: RetellerModel): ModelFolder {
  const json = JSON.stringify({ model_type: KIND, model: JSON.parse(writeHfConfig(config)), vocabulary, dictionary })
  return new Map([
    ['config.json', new TextEncoder().encode(`${json}\n`)],
    [MODEL, writePacked(quantize(config, unflatten(modelLayout(config), weights), BITS))],
  ])
}

/** @throws CourseError 'bad-checkpoint' or 'bad-config' */
export function readReteller(folder: ReadonlyMap<string, Uint8Array>): RetellerModel {
  const [json, bytes] = RETELLER_FILES.map((name) => folder.get(name))
  if (!json || !bytes) throw damaged('A file of the model is missing')
  const { model, vocabulary, dictionary } = parseJsonAs(Config, new TextDecoder().decode(json), { name: 'config.json', maxBytes: 2 ** 20 })
  const config = readHfConfig(JSON.stringify(model))
  checkSize(config)
  if (vocabulary.length !== config.nVocab) throw damaged(`There are ${vocabulary.length} words, but the model knows ${config.nVocab}`)
  return { config, vocabulary, dictionary, weights: flatten(modelLayout(config), unpacked(config, readPacked(config, BITS, bytes))) }
}
