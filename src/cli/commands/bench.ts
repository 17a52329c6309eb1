/** `bench`: how fast this machine trains a model of these sizes, once it has been seen to compute the right loss. */
import { flag, parse, UsageError, whole } from '../arguments.ts'
import { decideForNew, halfFields } from '../half.ts'
import { type Measurement, measure } from '../measure.ts'
import { note, output } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { configOf, sizeOptions } from '../sizes.ts'

export const options = {
  ...sizeOptions,
  steps: whole(20, 1).help('steps that are timed'),
  'warmup-steps': whole(3).help('steps that are not counted'),
  threads: whole(0).help('CPU threads; 0: all cores'),
  runtime: runtimeOption,
  f16: flag.help('keep what waits for the backward pass in half precision, on GPUs that can'),
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  // Dropout has no part in a comparison with the reference's forward pass.
  if (args.dropout !== 0) throw new UsageError('--dropout is not for bench: its first loss is compared with one without dropout.')
  const config = configOf(args)

  await withRuntime(
    args.runtime,
    async (runtime) => {
      note(`${runtime.adapter}: checking the first loss against the reference …`)
      const counts = { steps: args.steps, warmup: args['warmup-steps'] }
      const whole = await measure(runtime, config, args.batch, counts)
      const half = args.f16 ? await decideForNew(runtime, config, args.batch) : undefined
      if (half) note(half.sentence)
      const measured = half?.on ? await measure(runtime, config, args.batch, counts, true) : whole
      const { loss, referenceLoss, ...figures } = measured
      note(`first loss ${loss.toFixed(6)}, by the reference ${referenceLoss.toFixed(6)}`)
      const { kind, adapter, threads } = runtime
      const f32 = { stepMs: whole.stepMs, peakBytes: whole.peakBytes }
      output(args.json).result(
        { runtime: kind, adapter, threads, ...figures, ...halfFields(half), ...(half?.on && { f32 }) },
        `${kind} on ${adapter}: ${inWords(measured)}${half?.on ? ` in f16; in f32 ${inWords(whole)}` : ''}`,
      )
    },
    args.threads,
  )
}

const inWords = ({ stepMs, tokensPerSecond, gflopsPerSecond, dispatches, peakBytes }: Measurement): string =>
  `median ${stepMs.median.toFixed(2)} ms, best ${stepMs.min.toFixed(2)} ms a step, ${Math.round(tokensPerSecond)} tokens/s, ${gflopsPerSecond.toFixed(1)} GFLOP/s, ${dispatches} dispatches, ${(peakBytes / 2 ** 20).toFixed(1)} MiB`
