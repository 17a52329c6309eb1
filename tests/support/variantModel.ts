/** A small model of another make than GPT-1's, trained for a few steps: for figures that must read every model there is. */
import type { Variant } from '../../src/core/config.ts'
import { createCore } from '../../src/worker/core.ts'
import type { CoreApi, JobEvent, ModelHandle, ModelSummary } from '../../src/worker/protocol.ts'
import { testEnvironment, trainOn } from '../../src/worker/testing/environment.ts'

export async function variantModel(variant: Partial<Variant>): Promise<{ core: CoreApi; handle: ModelHandle; model: ModelSummary }> {
  const core = createCore(testEnvironment())
  await core.start('wasm')
  const text = (await core.texts())[0]!
  const sizes = { nLayer: 2, nHead: 2, nEmbd: 16, nCtx: 32, dropout: 0, variant }
  const training = { batch: 4, steps: 20, learningRate: 1e-2, warmup: 2, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 1 }
  const { id } = await new Promise<ModelSummary>((resolve, reject) => {
    const hear = (event: JobEvent): void => {
      if (event.type !== 'ended') return
      const { status, error } = event
      if (status === 'done') begun.then(({ model }) => resolve(model), reject)
      else reject(new Error(`The model’s training ${status}: ${error?.message}`))
    }
    const begun = trainOn(core, { text: text.ref, sizes, training, samplePrompt: 'The ' }, hear)
    begun.catch(reject)
  })
  const handle = { id }
  return { core, handle, model: await core.describe(handle) }
}
