/** How much of what this machine's WebAssembly can do each kernel of a training step reaches, and the whole step. */
import { openRuntime } from '../../src/cli/runtime.ts'
import { profile } from '../../src/cli/profile.ts'
import type { ModelConfig } from '../../src/core/config.ts'
import { callRows } from '../../src/core/plan/print.ts'
import { planOf } from '../../src/core/train/estimate.ts'
import { peak } from './peak.ts'

/** Calls that are too short to time, or do hardly any arithmetic, are summed up in one row. */
const LEAST_SHARE_OF_TIME = 0.01

/** A markdown table: probe, kernels, step; the probe is taken before and after, and the better one counts. */
export async function shares(config: ModelConfig, batch: number, threads: number): Promise<string> {
  const before = await peak(threads)
  const runtime = await openRuntime('wasm', threads)
  const plan = planOf(config, batch)
  const rows = callRows(plan, await profile(runtime, config, batch, plan))
  runtime.destroy()
  const after = await peak(threads)
  const best = Math.max(before.gflopsPerSecond, after.gflopsPerSecond)

  const kernels = new Map<string, { calls: number; flops: number; ms: number }>()
  for (const { kernel, flops, ms = 0 } of rows) {
    const sum = kernels.get(kernel) ?? { calls: 0, flops: 0, ms: 0 }
    kernels.set(kernel, { calls: sum.calls + 1, flops: sum.flops + flops, ms: sum.ms + ms })
  }
  const all = [...kernels.values()]
  const whole = { calls: rows.length, flops: total(all, 'flops'), ms: total(all, 'ms') }
  const named = [...kernels].filter(([, { ms }]) => ms >= LEAST_SHARE_OF_TIME * whole.ms).sort(([, a], [, b]) => b.ms - a.ms)
  const line = (name: string, { calls, flops, ms }: typeof whole) => {
    const rate = flops / ms / 1e6
    return `| ${name} | ${calls} | ${ms.toFixed(1)} | ${rate.toFixed(1)} | ${((100 * rate) / best).toFixed(0)} % |`
  }
  return [
    `${threads} thread${threads > 1 ? 's' : ''}: ${best.toFixed(1)} GFLOP/s of multiply-adds in registers${before.relaxed ? '' : ', without relaxed SIMD'}; a step of ${config.nLayer} layers of width ${config.nEmbd}, batch ${batch}:`,
    '',
    '| kernel | calls | ms | GFLOP/s | of the probe |',
    '|---|---|---|---|---|',
    ...named.map(([name, sum]) => line(name, sum)),
    line('the whole step', whole),
    '',
  ].join('\n')
}

const total = <K extends string>(rows: readonly Record<K, number>[], key: K): number => rows.reduce((sum, row) => sum + row[key], 0)
