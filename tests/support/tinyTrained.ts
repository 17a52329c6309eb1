/** A core with a tiny model in it that was trained for some steps: for figures that make another model of it within seconds. */
import { runToEnd } from '../../src/experiments/runToEnd.ts'
import type { CoreApi, ModelSummary, TextRef } from '../../src/worker/protocol.ts'
import { openWorld } from './world.ts'

const TEXT: TextRef = { kind: 'bundled', id: 'state-of-the-union' }

/** One layer, two heads, a width of 16, a context of 16 characters. */
export async function tinyTrained(): Promise<{ core: CoreApi; model: ModelSummary }> {
  const { core } = await openWorld()
  const spec = {
    text: TEXT,
    sizes: { nLayer: 1, nHead: 2, nEmbd: 16, nCtx: 16, dropout: 0 },
    training: { batch: 4, steps: 30, learningRate: 1e-2, warmup: 5, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 1 },
    samplePrompt: 'The ',
  }
  const { model } = await runToEnd(core, { kind: 'train', keep: true, spec }, () => {})
  return { core, model: await core.describe({ id: model!.id }) }
}
