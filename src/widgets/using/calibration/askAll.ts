/** Many held-out stories asked without training, and a reliability diagram of the answers (Guo and others, 2017). */
import { STOPPED } from '../../../experiments/within.ts'
import { ask, type Asked, chosen, type PromptName, questionOf, type ZeroShotTask } from '../../../experiments/zeroShot.ts'
import type { CoreApi, ModelHandle } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export interface Settings {
  task: ZeroShotTask
  prompt: PromptName
  examples: number
}

export interface Answer {
  /** share of the likeliest answer */
  share: number
  right: boolean
}

export interface Progress extends Settings {
  answers: readonly Answer[]
}

export interface Outcome extends Progress {
  /** share of the most frequent answer */
  floor: number
}

export interface Bin {
  /** mean share of the likeliest answer, over the bin's stories */
  confidence: number
  accuracy: number
  count: number
}

/** Bins of equal width from 0 to 1; those without a story are left out. */
export function binsOf(answers: readonly Answer[], count = 10): Bin[] {
  const bins = Array.from({ length: count }, () => ({ confidence: 0, accuracy: 0, count: 0 }))
  for (const { share, right } of answers) {
    const bin = bins[Math.min(count - 1, Math.floor(share * count))]!
    bin.confidence += share
    bin.accuracy += Number(right)
    bin.count++
  }
  return bins
    .filter((bin) => bin.count > 0)
    .map((bin) => ({ confidence: bin.confidence / bin.count, accuracy: bin.accuracy / bin.count, count: bin.count }))
}

/** Mean distance between how sure and how right, weighted by the stories of each bin. */
export function calibrationError(answers: readonly Answer[]): number {
  return binsOf(answers).reduce((sum, bin) => sum + bin.count * Math.abs(bin.confidence - bin.accuracy), 0) / answers.length
}

interface World {
  core: CoreApi
  handle: ModelHandle
  /** tokens of the model's window */
  context: number
  signal: AbortSignal
}

export async function askAll(
  { core, handle, context, signal }: World,
  settings: Settings,
  report: (so: Progress) => void = () => {},
): Promise<Outcome> {
  const set = await core.labelled(settings.task, { train: 0, heldOut: settings.examples })
  const times = set.labels.map(() => 0)
  const answers: Answer[] = []
  for (const example of set.heldOut) {
    if (signal.aborted) throw STOPPED
    const asked: Asked = await ask(core, handle, questionOf(settings.task, set, example, settings.prompt), context)
    const answer = chosen(asked)
    answers.push({ share: asked.shares[answer]!, right: answer === example.label })
    times[example.label]!++
    report({ ...settings, answers: [...answers] })
  }
  return { ...settings, answers, floor: Math.max(...times) / answers.length }
}

export const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

export function readingsOf({ answers, floor }: Outcome): Readings {
  const accuracy = meanOf(answers.map(({ right }) => Number(right)))
  const confidence = meanOf(answers.map(({ share }) => share))
  return { accuracy, confidence, over: confidence - accuracy, error: calibrationError(answers), floor }
}
