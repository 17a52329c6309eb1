/**
 * A folder of files as what it is: a language model in floats or packed in a few bits, a model that was tuned for a task, or adapters.
 * Each can be read, and written again as it was; what answers with tokens in it is its language model (`languageModel.ts`).
 */
import { damaged, type Model, type ModelFolder } from '../checkpoint/model.ts'
import { writeModelFolder } from '../checkpoint/hfFolder.ts'
import { STATE } from '../checkpoint/moments.ts'
import { readModelSources } from '../checkpoint/readFolder.ts'
import { MODEL } from '../checkpoint/shards.ts'
import { inMemory, type SourceFolder, wholeFiles } from '../checkpoint/source.ts'
import { ADAPTER_CONFIG, ADAPTER_WEIGHTS } from '../compress/adapterFolder.ts'
import { isQuantizedFolder, type QuantizedModel, readQuantizedSources, writeQuantizedFolder } from '../compress/quantizedFolder.ts'
import { type ClassifierModel, isClassifierConfig, readClassifierFolder } from '../finetune/classifierFolder.ts'
import { type FineTuneRecord, RECORD, readRecord } from '../finetune/stopped.ts'

export type Saved =
  | { kind: 'language'; model: Model }
  | { kind: 'quantized'; packed: QuantizedModel }
  /** `record`: of a run that was stopped; it goes on from the files */
  | { kind: 'classifier'; classifier: ClassifierModel; files: ModelFolder; record?: FineTuneRecord }
  /** which model they belong to is not in the files, so they are read when it is known */
  | { kind: 'adapter'; files: ModelFolder }

/** Examples of one's own, which no version of the course can make anew. */
export const EXAMPLES = 'examples.json'

/** No config.json is longer, and no other text of a model's folder. */
const MOST_CONFIG_BYTES = 2 ** 20
const MOST_TEXT_BYTES = 64 * 2 ** 20
/** No tuned model and no adapters are larger: they are read whole. */
const MOST_WEIGHT_BYTES = 2 ** 30

/** @throws CourseError 'bad-checkpoint', 'bad-config' or 'bad-tokenizer' that says which file is wrong and how */
export async function readSaved(sources: SourceFolder): Promise<Saved> {
  const head = await wholeFiles(sources, ['config.json'], MOST_CONFIG_BYTES)
  const config = head.get('config.json')
  if (!config && sources.has(ADAPTER_CONFIG)) return { kind: 'adapter', files: await readWhole(sources, [ADAPTER_CONFIG, ADAPTER_WEIGHTS]) }
  if (isQuantizedFolder(head)) return { kind: 'quantized', packed: await readQuantizedSources(sources) }
  if (config && isClassifierConfig(new TextDecoder().decode(config))) {
    const files = await readWhole(sources, [
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'generation_config.json',
      MODEL,
      RECORD,
      STATE,
      EXAMPLES,
    ])
    const record = files.has(RECORD) && files.has(STATE) ? readRecord(files, 'this model') : undefined
    return { kind: 'classifier', classifier: readClassifierFolder(files), files, ...(record && { record }) }
  }
  return { kind: 'language', model: await readModelSources(sources) }
}

/** As `readSaved`, for files that lie in memory. */
export const readSavedFiles = (files: ReadonlyMap<string, Uint8Array>): Promise<Saved> =>
  readSaved(new Map([...files].map(([name, bytes]) => [name, inMemory(bytes)])))

/** The files of it: what is stored, and what is exported. */
export function writeSaved(saved: Saved): ModelFolder {
  switch (saved.kind) {
    case 'language':
      return writeModelFolder(saved.model)
    case 'quantized':
      return writeQuantizedFolder(saved.packed)
    default:
      return saved.files
  }
}

async function readWhole(sources: SourceFolder, names: readonly string[]): Promise<ModelFolder> {
  for (const name of names) {
    const [size, most] = [sources.get(name)?.size ?? 0, name.endsWith('.json') ? MOST_TEXT_BYTES : MOST_WEIGHT_BYTES]
    if (size > most) throw damaged(`${name} has ${size} bytes, but at most ${most} are read`)
  }
  return wholeFiles(sources, names)
}
