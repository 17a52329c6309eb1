/** What a run will cost on this device, and a first run that fits it. */
import { type ModelConfig, validateConfig } from '../core/config.ts'
import { checkCorpus } from '../core/data/corpus.ts'
import { CourseError } from '../core/errors.ts'
import { evaluationPlan, modelLayout } from '../core/model/plans.ts'
import { flopsOf } from '../core/plan/flops.ts'
import { estimate } from '../core/train/estimate.ts'
import { evaluationCount } from '../core/train/evaluator.ts'
import { suggestRun } from '../core/train/preset.ts'
import { validateSettings } from '../core/train/settings.ts'
import type { Pace } from './pace.ts'
import type { DeviceInfo, Estimate, RunSpec } from './protocol.ts'
import type { LoadedText } from './texts.ts'

/** What one wasm memory can address, less what samples and inspection need beside a run. */
const WASM_BYTES = 3.5 * 2 ** 30
/** WebGPU does not tell a GPU's memory; above this even large ones refuse. */
const WEBGPU_BYTES = 8 * 2 ** 30

export const configOf = ({ sizes }: RunSpec, text: LoadedText): ModelConfig => ({ ...sizes, nVocab: text.tokenizer.size })

/** Everything that can be wrong with a run, found before anything is allocated. @throws CourseError */
export function checkRun(
  spec: RunSpec,
  text: LoadedText,
  device: DeviceInfo,
): { config: ModelConfig; flopsPerStep: number; bytes: number } {
  const config = validateConfig(configOf(spec, text))
  validateSettings(spec.training)
  checkCorpus(text.corpus, config.nCtx)
  const { bytes, flopsPerStep } = estimate(config, spec.training.batch)
  const available = device.kind === 'wasm' ? WASM_BYTES : WEBGPU_BYTES
  if (bytes > available) {
    throw new CourseError(
      'out-of-memory',
      `This run needs ${gigabytes(bytes)} of memory, and ${device.adapter} has at most ${gigabytes(available)} for it.`,
      'Make the batch, the context, the width or the number of layers smaller.',
    )
  }
  return { config, flopsPerStep, bytes }
}

/** @throws CourseError as training would */
export function estimateRun(spec: RunSpec, text: LoadedText, device: DeviceInfo, pace: Pace): Estimate {
  const { config, flopsPerStep } = checkRun(spec, text, device)
  const { batch, steps, evalEvery } = spec.training
  const { parameters, parts, bytes, calls } = estimate(config, batch)
  const stepMs = pace.predict(device, flopsPerStep)
  const { train, validation } = text.corpus
  const batches = [train, validation].reduce((sum, part) => sum + evaluationCount(part.length, batch, config.nCtx), 0)
  const evaluationFlops = batches * flopsOf(evaluationPlan(config, modelLayout(config), batch))
  const evaluations = 1 + (evalEvery > 0 ? Math.floor(steps / evalEvery) : 0)
  const seconds = (steps * stepMs + evaluations * pace.predict(device, evaluationFlops)) / 1000
  return { parameters, parts, bytes, flopsPerStep, dispatches: calls, stepMs, seconds }
}

/** A first run that a device of that speed finishes within a minute. @throws CourseError 'bad-text' */
export function suggestFor(text: LoadedText, gflopsPerSecond: number): RunSpec {
  const { sizes, training } = suggestRun({ gflopsPerSecond, vocab: text.tokenizer.size, trainTokens: text.corpus.train.length })
  return { text: text.info.ref, sizes, training, samplePrompt: firstWords(text) }
}

/** The opening of the part that the model is tested on, so that it has not learned what comes next by heart. */
function firstWords({ text, info }: LoadedText): string {
  const words = [...text.slice(-2 * info.validationTokens)]
    .slice(-info.validationTokens)
    .join('')
    .match(/[.!?]\s+(\S+(?: \S+){1,3}) /)
  return words ? `${words[1]} ` : text.slice(0, 12)
}

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(bytes < 1e8 ? 3 : 1)} GiB`
