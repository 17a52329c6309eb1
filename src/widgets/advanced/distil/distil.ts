/** A small model that is taught by the open one, beside the same model trained alone: same start, same batches, equally many steps. */
import { glance, make } from '../../../experiments/made.ts'
import { likeliest, softmaxRows } from '../../../instruments/map/softmax.ts'
import type { Candidate, CoreApi, ModelHandle, ModelSummary, TrainingSettings } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

/** Weight of the teacher's word, as `gpt distill` has it. */
const ALPHA = 0.9

export interface Taught {
  layers: number
  temperature: number
  steps: number
  seed: number
  parameters: number
  /** on windows of held-out text, nats a token */
  alone: number
  taught: number
}

export interface Value {
  /** what the teacher says of the place before the text's last character */
  candidates: readonly Candidate[]
  /** the character that came; null where the teacher does not know it */
  came: number | null
  /** on the students' windows; null until a student was trained */
  teacher: number | null
  done: readonly Taught[]
}

export interface Progress {
  who: 'alone' | 'taught'
  step: number
}

export interface Settings {
  layers: number
  temperature: number
  steps: number
  seed: number
}

/** The teacher before the last character of a text. */
export async function listen(core: CoreApi, handle: ModelHandle, text: string): Promise<Value> {
  const characters = Array.from(text)
  const sampling = { temperature: 1, topK: 0, topP: 1, seed: 1 }
  const { candidates } = await core.nextToken(handle, characters.slice(0, -1).join(''), sampling)
  return { candidates, came: candidates.find(({ token }) => token === characters.at(-1))?.id ?? null, teacher: null, done: [] }
}

export interface Said {
  id: number
  token: string
  share: number
}

/** softmax(logits / τ), the likeliest first. */
export function softened(candidates: readonly Candidate[], temperature: number): Said[] {
  const data = Float32Array.from(candidates, ({ logit }) => logit / temperature)
  const shares = softmaxRows({ data, rows: 1, width: candidates.length })
  return likeliest(shares, 0, candidates.length).map(({ id: at, share }) => ({
    id: candidates[at]!.id,
    token: candidates[at]!.token,
    share,
  }))
}

/** −Σ p log2 p, bits. */
export const entropyOf = (said: readonly Said[]): number =>
  said.reduce((sum, { share }) => sum - (share > 0 ? share * Math.log2(share) : 0), 0)

const training = ({ steps, seed }: Settings): TrainingSettings => ({
  batch: 4,
  steps,
  learningRate: 1.5e-3,
  warmup: Math.ceil(steps / 10),
  weightDecay: 0.01,
  clip: 1,
  evalEvery: 0,
  seed,
})

/** Trains a student alone, unless it was already, and with the teacher. */
export async function teach(
  core: CoreApi,
  model: ModelSummary,
  settings: Settings,
  report: (so: Progress) => void,
  before: Value,
): Promise<Value> {
  const { layers, temperature } = settings
  const { nHead, nEmbd } = model.config
  const trained = (who: Progress['who'], alpha: number) =>
    make(
      core,
      {
        kind: 'distill',
        keep: false,
        modelId: model.id,
        student: { nLayer: layers, nHead, nEmbd },
        how: { alpha, temperature: alpha === 0 ? 1 : temperature },
        training: training(settings),
      },
      (curve) => report({ who, step: curve.at(-1)?.step ?? 0 }),
    )
  const teacher = before.teacher ?? (await glance(core, model.id))
  const like = (each: Taught): boolean => each.layers === layers && each.steps === settings.steps && each.seed === settings.seed
  const alone = before.done.find(like)?.alone ?? (await trained('alone', 0)).loss
  const { loss: taught, parameters } = await trained('taught', ALPHA)
  const others = before.done.filter((each) => !(like(each) && each.temperature === temperature))
  return { ...before, teacher, done: [...others, { ...settings, parameters, alone, taught }] }
}

export function readingsOf({ candidates, teacher, done }: Value, temperature: number): Readings {
  const said = { entropy: entropyOf(softened(candidates, temperature)) }
  const last = done.at(-1)
  if (!last || teacher === null) return said
  return { ...said, teacher, alone: last.alone, taught: last.taught, gain: last.alone - last.taught, parameters: last.parameters }
}
