/** A folder of files as what it is: a language model in floats, or one whose matrices are packed in a few bits. */
import { type Model, readModelFolder } from '../checkpoint/hfFolder.ts'
import { readModelSources } from '../checkpoint/readFolder.ts'
import { type SourceFolder, wholeFiles } from '../checkpoint/source.ts'
import type { Bits } from '../compress/pack.ts'
import {
  isQuantizedFolder,
  plainModel,
  type QuantizedModel,
  readQuantizedFolder,
  readQuantizedSources,
} from '../compress/quantizedFolder.ts'

/** `model`: what answers with tokens, in floats. */
export type Saved = { kind: 'language'; model: Model } | { kind: 'quantized'; bits: Bits; model: Model }

/** @throws CourseError 'bad-checkpoint', 'bad-config' or 'bad-tokenizer' that says which file is wrong and how */
export function readSaved(folder: ReadonlyMap<string, Uint8Array>): Saved {
  return isQuantizedFolder(folder) ? unpack(readQuantizedFolder(folder)) : { kind: 'language', model: readModelFolder(folder) }
}

/** No config.json is longer. */
const MOST_CONFIG_BYTES = 2 ** 20

/** As `readSaved`, from wherever the files lie. */
export async function readSavedSources(sources: SourceFolder): Promise<Saved> {
  const head = await wholeFiles(sources, ['config.json'], MOST_CONFIG_BYTES)
  return isQuantizedFolder(head)
    ? unpack(await readQuantizedSources(sources))
    : { kind: 'language', model: await readModelSources(sources) }
}

const unpack = (packed: QuantizedModel): Saved => ({ kind: 'quantized', bits: packed.weights.bits, model: plainModel(packed) })
