/** `device`: does this device compute right, how fast are its matrix products at best, and how much of that does a training step reach. */
import { CourseError } from '../../core/errors.ts'
import { kindOf, selfTest } from '../../core/model/selfTest.ts'
import type { Ceiling } from '../../core/runtime/webgpu/trials.ts'
import { isWebGpu } from '../../core/runtime/webgpu/webgpu.ts'
import { planOf } from '../../core/train/estimate.ts'
import { flag, parse, UsageError, whole } from '../arguments.ts'
import { measure } from '../measure.ts'
import { output } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { configOf, sizeOptions } from '../sizes.ts'

/** Products of a step whose best rate is sought: two of its largest, forward and back. */
const PRODUCTS = 2

export const options = {
  ...sizeOptions,
  steps: whole(10, 1).help('steps that are timed'),
  'self-test': flag.help('only whether it computes right'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  if (args.dropout !== 0) throw new UsageError('--dropout is not for device: its first loss is compared with one without dropout.')
  const config = configOf(args)
  await withRuntime(args.runtime, async (runtime) => {
    const out = output(args.json)
    const { kind, adapter } = runtime
    const test = await selfTest(runtime, kindOf(config))
    out.result(
      { runtime: kind, adapter, selfTest: test },
      `${kind} on ${adapter}\nself-test: ${test.fault ?? 'passed'}; ${test.compileMs.toFixed(0)} ms to compile, ${test.runMs.toFixed(0)} ms to run (some drivers only compile now)`,
    )
    if (test.fault)
      throw new CourseError(
        'kernel-failed',
        'What computes wrong is not timed.',
        'Report this with the name of the device, or use --runtime wasm.',
      )
    if (args['self-test']) return

    const ceilings: Ceiling[] = []
    if (isWebGpu(runtime)) {
      await runtime.tune([planOf(config, args.batch)])
      ceilings.push(...(await runtime.ceilings(planOf(config, args.batch), PRODUCTS)))
    }
    const { stepMs, gflopsPerSecond } = await measure(runtime, config, args.batch, { steps: args.steps, warmup: 2 })
    const best = Math.max(...ceilings.map((one) => one.gflopsPerSecond))
    const share = ceilings.length > 0 ? gflopsPerSecond / best : undefined
    const lines = ceilings.map(
      ({ product: { form, M, N, K }, tile, gflopsPerSecond: rate }) => `${form} ${M}×${N}×${K}: ${rate.toFixed(1)} GFLOP/s (${tile})`,
    )
    const inAll = `a step: median ${stepMs.median.toFixed(2)} ms, ${gflopsPerSecond.toFixed(1)} GFLOP/s`
    out.result(
      { ceilings, stepMs, gflopsPerSecond, share },
      [...lines, share === undefined ? inAll : `${inAll}, ${(100 * share).toFixed(0)} % of the best product`].join('\n'),
    )
  })
}
