/** `bench`: how fast this machine trains a model of these sizes, once it has been seen to compute the right loss. */
import { flag, parse, UsageError, whole } from '../arguments.ts'
import { measure } from '../measure.ts'
import { note, output } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { configOf, sizeOptions } from '../sizes.ts'

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, { ...sizeOptions, steps: whole(20, 1), 'warmup-steps': whole(3), threads: whole(0), runtime: runtimeOption, json: flag })
  // Dropout has no part in a comparison with the reference's forward pass.
  if (args.dropout !== 0) throw new UsageError('--dropout is not for bench: its first loss is compared with one without dropout.')
  const config = configOf(args)

  await withRuntime(args.runtime, async (runtime) => {
    note(`${runtime.adapter}: checking the first loss against the reference …`)
    const { stepMs, encodeMs, tokensPerSecond, gflopsPerSecond, dispatches, submits, peakBytes, loss, referenceLoss } =
      await measure(runtime, config, args.batch, { steps: args.steps, warmup: args['warmup-steps'] })
    note(`first loss ${loss.toFixed(6)}, by the reference ${referenceLoss.toFixed(6)}`)
    const { kind, adapter, threads } = runtime
    output(args.json).result({ runtime: kind, adapter, threads, stepMs, encodeMs, tokensPerSecond, gflopsPerSecond, dispatches, submits, peakBytes },
      `${kind} on ${adapter}: median ${stepMs.median.toFixed(2)} ms, best ${stepMs.min.toFixed(2)} ms a step, ${Math.round(tokensPerSecond)} tokens/s, ${gflopsPerSecond.toFixed(1)} GFLOP/s, ${dispatches} dispatches, ${(peakBytes / 2 ** 20).toFixed(1)} MiB`)
  }, args.threads)
}
