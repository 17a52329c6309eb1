/** How fast this device trains: GFLOP/s over whole training steps. */
import type { ModelConfig } from '../core/config.ts'
import { initialWeights } from '../core/model/init.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { Program, Runtime } from '../core/runtime/runtime.ts'
import { planOf } from '../core/train/estimate.ts'
import { flopsOf } from '../core/plan/flops.ts'
import type { Environment } from './environment.ts'

/** For an adapter that only pretends to be a GPU: it takes seconds where others take milliseconds. */
const TINY: typeof SMALL = { config: { nLayer: 1, nHead: 2, nEmbd: 32, nCtx: 32, nVocab: 65, dropout: 0 }, batch: 2 }
const SMALL: { config: ModelConfig; batch: number } = {
  config: { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 64, nVocab: 65, dropout: 0 },
  batch: 4,
}
/** One layer stands for many: its matrices are those of a real run, and a round is short enough for others to get a turn between. */
const WIDE: typeof SMALL = { config: { nLayer: 1, nHead: 4, nEmbd: 128, nCtx: 128, nVocab: 65, dropout: 0 }, batch: 8 }

/** Times a small step, and a wider one where the small one is over too soon to say much. */
export async function measureSpeed(runtime: Runtime, env: Environment): Promise<number> {
  if (runtime.software) return (await time(runtime, TINY, 0, env)).gflops
  const small = await time(runtime, SMALL, 60, env)
  return small.stepMs > 50 ? small.gflops : (await time(runtime, WIDE, 120, env)).gflops
}

async function time(
  runtime: Runtime,
  { config, batch }: typeof SMALL,
  budgetMs: number,
  env: Environment,
): Promise<{ stepMs: number; gflops: number }> {
  const layout = modelLayout(config)
  const plan = planOf(config, batch)
  const store = await runtime.createStore(layout)
  let program: Program | undefined
  try {
    store.write('weight', initialWeights(layout, 1))
    program = await store.compile(plan)
    const ids = Int32Array.from({ length: batch * config.nCtx }, (_, i) => i % config.nVocab)
    program.write('ids', ids)
    program.write('targets', ids)
    let best = Number.POSITIVE_INFINITY
    const start = env.now()
    // The first round compiles and warms caches; the best of the rest is what the device can do.
    for (let round = 0; round < 2 || env.now() - start < budgetMs; round++) {
      const before = env.now()
      program.replay({ step: round + 1, learningRate: 1e-3, seed: 1, position: 0 })
      await program.finish()
      if (round > 0) best = Math.min(best, env.now() - before)
      // Whoever asks the model something meanwhile gets a turn.
      await env.yieldToMessages()
    }
    // Browsers round clocks to 0.1 ms or coarser.
    const stepMs = Math.max(best, 0.05)
    return { stepMs, gflops: flopsOf(plan) / stepMs / 1e6 }
  } finally {
    program?.destroy()
    store.destroy()
  }
}
