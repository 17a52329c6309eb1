/** `plan`: what a training step will do and cost, read off the plan. Only `--measure` touches a device. */
import { schedule } from '../../core/runtime/webgpu/schedule.ts'
import { halfPlan } from '../../core/plan/half.ts'
import { bytesOf, type Plan } from '../../core/plan/plan.ts'
import { callRows, printRows } from '../../core/plan/print.ts'
import { estimate, planOf } from '../../core/train/estimate.ts'
import { flag, parse } from '../arguments.ts'
import { output } from '../output.ts'
import { profile } from '../profile.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { configOf, sizeOptions } from '../sizes.ts'

export const options = {
  ...sizeOptions,
  runtime: runtimeOption,
  measure: flag.help('time every call on the device'),
  f16: flag.help('keep what waits for the backward pass in half precision, on GPUs that can'),
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const config = configOf(args)
  const { parameters, flopsPerStep } = estimate(config, args.batch)
  const plan = args.f16 ? halfPlan(planOf(config, args.batch)) : planOf(config, args.batch)
  const bytes = bytesOf(plan)
  const measured = args.measure
    ? await withRuntime(args.runtime, async (runtime) => ({
        runtime: runtime.kind,
        adapter: runtime.adapter,
        times: await profile(runtime, config, args.batch, plan),
      }))
    : undefined
  // Without a device there is no choice to make: unless the GPU is asked for, the calls are the CPU's.
  const names = (measured?.runtime ?? args.runtime) === 'webgpu' ? dispatchNames(plan) : callNames(plan)
  const kernels = [...count(names)].map(([name, count]) => ({ name, count }))
  const calls = callRows(plan, measured?.times)
  const table = [
    `parameters      ${parameters}`,
    `FLOPs a step    ${flopsPerStep}`,
    `bytes           ${bytes}`,
    `dispatches      ${names.length}`,
    'submits         1',
    '',
    ...kernels.map(({ name, count }) => `${String(count).padStart(5)}  ${name}`),
    '',
    ...(measured ? [`measured on ${measured.adapter}: the median of a few steps`, ''] : []),
    printRows(calls),
  ]
  output(args.json).result(
    {
      parameters,
      flopsPerStep,
      bytes,
      f16: args.f16,
      dispatches: names.length,
      submits: 1,
      kernels,
      calls,
      ...(measured && { runtime: measured.runtime, adapter: measured.adapter }),
    },
    table.join('\n'),
  )
}

const callNames = (plan: Plan): string[] => plan.calls.map(({ op }) => op)
const dispatchNames = (plan: Plan): string[] => schedule(plan).dispatches.map(({ label }) => label.replace(/ .*/, ''))

function count(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
