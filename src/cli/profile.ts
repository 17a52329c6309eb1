/** Times every kernel call of a training step. */
import type { ModelConfig } from '../core/config.ts'
import { CourseError } from '../core/errors.ts'
import { initialWeights } from '../core/model/init.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { CallTime } from '../core/plan/print.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { middle, randomBatch } from './measure.ts'

/** The first replay warms caches and is not counted. */
const REPLAYS = 5

/** Median milliseconds of each call of a training plan of these sizes. @throws CourseError 'no-device' where the GPU has no timestamps */
export async function profile(runtime: Runtime, config: ModelConfig, batch: number, plan: Plan): Promise<CallTime[]> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout)
  const program = await store.compile(plan)
  try {
    if (!program.profile) {
      throw new CourseError(
        'no-device',
        `${runtime.adapter} has no timestamps, so its kernels cannot be timed one by one.`,
        'Use --runtime wasm, or bench, which times whole steps.',
      )
    }
    store.write('weight', initialWeights(layout, 1))
    const { ids, targets } = randomBatch(config, batch)
    program.write('ids', ids)
    program.write('targets', targets)
    const rounds: CallTime[][] = []
    for (let step = 1; step <= REPLAYS + 1; step++) rounds.push(await program.profile({ step, learningRate: 1e-3, seed: 1, position: 0 }))
    const [first, ...counted] = rounds
    return first!.map(({ label }, i) => ({ label, ms: middle(counted.map((round) => round[i]!.ms)) }))
  } finally {
    program.destroy()
    store.destroy()
  }
}
