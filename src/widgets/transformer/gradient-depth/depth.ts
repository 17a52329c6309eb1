/** A stack trained for a moment, and the gradient at every depth before and after. */
import type { CoreApi, ModelHandle, RunSpec, TextRef } from '../../../worker/protocol.ts'
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { SHAPES, type ShapeName } from './shapes.ts'

export interface Depth {
  shape: ShapeName
  steps: number
  /** length of dL/d(what leaves block i), of the model at step 0, [layers] */
  start: number[]
  /** the same at the last step */
  end: number[]
  /** on held-out text at the end, nats per token */
  loss: number
}

/** Deep and narrow, so that a CPU trains it in seconds. */
export function specOf(shape: ShapeName, layers: number, steps: number, text: TextRef): RunSpec {
  return {
    text,
    sizes: { nLayer: layers, nHead: 2, nEmbd: 16, nCtx: 32, dropout: 0, ...SHAPES[shape].change(layers) },
    training: { batch: 4, steps, learningRate: 3e-3, warmup: Math.ceil(steps / 10), weightDecay: 0.01, clip: 1, evalEvery: steps, seed: 1 },
    samplePrompt: 'The ',
  }
}

export async function depthOf(
  core: CoreApi,
  { shape, layers, steps, text }: { shape: ShapeName; layers: number; steps: number; text: string },
  onProgress: (so: Experiment) => void = () => {},
): Promise<Depth> {
  const [first] = await core.texts()
  const names = Array.from({ length: layers }, (_, i) => `grad/${SHAPES[shape].output(i)}`)
  const result: Depth = { shape, steps, start: [], end: [], loss: Number.NaN }
  const lengths = async (handle: ModelHandle): Promise<number[]> => {
    const { tensors } = await core.probe(handle, text, names)
    return tensors.map(({ data }) => Math.sqrt(data.reduce((sum, g) => sum + g * g, 0)))
  }
  const { evaluations } = await experiment(core, specOf(shape, layers, steps, first!.ref), onProgress, async ({ id }) => {
    result.start = await lengths({ id, step: 0 })
    result.end = await lengths({ id, step: steps })
  })
  return { ...result, loss: evaluations.at(-1)!.validationLoss }
}

export function readingsOf({ start, end, loss, steps }: Depth) {
  return { ratioStart: start[0]! / start.at(-1)!, ratioEnd: end[0]! / end.at(-1)!, loss, layers: start.length, steps }
}
