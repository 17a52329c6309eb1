/** A model as a folder of files: Hugging Face's layout, and beside it what training needs to go on. */
import { toTokenizerJson } from '../tokenizer/files.ts'
import { writeGenerationConfig, writeHfConfig } from './hfConfig.ts'
import { toHfName } from './hfNames.ts'
import type { WrittenAs } from './dtypes.ts'
import { checkStep, checkVocabulary, type Model, type ModelFolder, RUN } from './model.ts'
import { STATE, writeMoments } from './moments.ts'
import { writeRun } from './run.ts'
import { writeSafetensors } from './safetensors.ts'
import { MODEL } from './shards.ts'
import { expectParameters } from './tensors.ts'

export { type Model, type ModelFolder, RUN, type TrainingState } from './model.ts'
export { readModelFolder } from './readFolder.ts'

/**
 * The files of a model. Equal models give equal bytes: there are no times in them.
 * @param as how the weights are stored; default: 32-bit floats
 * @throws CourseError for tensors that the config does not have or that are not finite: what cannot be loaded is not written
 */
export function writeModelFolder(
  { config, tokenizer, weights, trainingState, run = trainingState?.run }: Model,
  as: WrittenAs = 'F32',
): ModelFolder {
  checkVocabulary(tokenizer, config)
  const folder: ModelFolder = new Map()
  const put = (name: string, text: string) => folder.set(name, new TextEncoder().encode(text))

  put('config.json', writeHfConfig(config, as))
  put('generation_config.json', writeGenerationConfig(config))
  for (const [name, text] of Object.entries(toTokenizerJson(tokenizer, config.nCtx))) put(name, text)
  folder.set(
    MODEL,
    writeSafetensors(
      [...expectParameters(weights, config, 'The model')].map(([name, tensor]) => [toHfName(name, config), tensor] as const),
      undefined,
      as,
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
