/** `npm run bench`: the CPU on one thread and on all cores, and the GPU, at three sizes, each checked against the reference before it is timed; writes the README's tables. `npm run bench -- widgets` times what widgets ask instead, `-- gradebook` the grading of a class, `-- writing` writing from packed weights, and `-- shares` only says how much of this machine the kernels use. */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { type Measurement, measure } from '../../src/cli/measure.ts'
import { openRuntime } from '../../src/cli/runtime.ts'
import { type ModelConfig, parameterCount } from '../../src/core/config.ts'
import { toPlainError } from '../../src/core/errors.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { estimate } from '../../src/core/train/estimate.ts'
import { benchBpe } from './bpe.ts'
import { shares } from './shares.ts'
import { benchWriting } from './writing.ts'

interface Case {
  config: ModelConfig
  batch: number
  steps: number
}

const size = (nLayer: number, nEmbd: number, nCtx: number, batch: number, steps: number): Case => ({
  config: { nLayer, nHead: 4, nEmbd, nCtx, nVocab: 65, dropout: 0 },
  batch,
  steps,
})
const CASES = [size(2, 64, 64, 4, 50), size(4, 128, 128, 8, 20), size(4, 256, 128, 8, 10)]
/** A GPU that is played by the CPU gets only what it finishes in reasonable time. */
const SOFTWARE_LIMIT_FLOPS = 1e9
const README = join(import.meta.dirname, '../../README.md')
const MARKS = ['<!-- bench -->', '<!-- /bench -->'] as const

if (process.argv.includes('shares')) {
  for (const threads of new Set([1, availableParallelism()])) console.log(await shares(CASES[1]!.config, CASES[1]!.batch, threads))
  process.exit()
}
if (process.argv.includes('writing')) {
  console.log(await benchWriting())
  process.exit()
}
if (process.argv.includes('gradebook')) {
  const { benchGradebook } = await import('./gradebook.ts')
  console.log(await benchGradebook())
  process.exit()
}
if (process.argv.includes('widgets')) {
  const { benchWidgets } = await import('./widgets.ts')
  console.log(await benchWidgets())
  const { benchMap } = await import('./map.ts')
  console.log(`\n${await benchMap()}`)
  process.exit()
}

const rows: string[] = []
const cores = availableParallelism()
const [one, all] = [await benchRuntime('wasm', 1), cores > 1 ? await benchRuntime('wasm', cores) : undefined]
const gpu = await benchRuntime('webgpu')
for (const { rows: lines } of [one, ...(all ? [all] : []), gpu]) rows.push(...lines)
/** How many times as fast all threads are, in this one run. */
const gain = all?.medians.map((ms, i) => (one.medians[i]! / ms).toFixed(2)).join(', ')
const machine = `${cpus()[0]?.model.trim() ?? 'an unknown processor'}, ${cpus().length} logical cores, Node ${process.version}`
const table = [
  `Measured on ${machine}. A step is forward, backward and AdamW over batch × context tokens; its time is the median.`,
  '',
  '| runtime | layers, width, context, batch | parameters | ms a step | tokens/s | GFLOP/s | dispatches |',
  '|---|---|---|---|---|---|---|',
  ...rows,
  '',
  ...(gain ? [`${cores} threads are ${gain} times as fast as one, at these sizes.`, ''] : []),
  await shares(CASES[1]!.config, CASES[1]!.batch, 1),
  ...(all ? [await shares(CASES[1]!.config, CASES[1]!.batch, cores)] : []),
  await benchWriting(),
  benchBpe(),
].join('\n')
console.log(table)
quote(table)

interface Bench {
  rows: string[]
  /** milliseconds a step, of every case that was run */
  medians: number[]
}

async function benchRuntime(kind: 'wasm' | 'webgpu', threads = 1): Promise<Bench> {
  const runtime = await openRuntime(kind, threads).catch((error: unknown) => toPlainError(error).message)
  if (typeof runtime === 'string') return { rows: [`| ${kind} | not run: ${runtime} | | | | | |`], medians: [] }
  const bench: Bench = { rows: [], medians: [] }
  for (const one of CASES) {
    const { line, median } = await row(runtime, one)
    console.error(line)
    bench.rows.push(line)
    if (median !== undefined) bench.medians.push(median)
  }
  runtime.destroy()
  return bench
}

async function row(runtime: Runtime, { config, batch, steps }: Case): Promise<{ line: string; median?: number }> {
  const head = `| ${runtime.kind}: ${runtime.adapter} | ${config.nLayer}, ${config.nEmbd}, ${config.nCtx}, ${batch} | ${parameterCount(config).toLocaleString('en')}`
  const { flopsPerStep } = estimate(config, batch)
  if (runtime.kind === 'webgpu' && runtime.software && flopsPerStep > SOFTWARE_LIMIT_FLOPS) {
    return { line: `${head} | not run: ${(flopsPerStep / 1e9).toFixed(1)} GFLOP a step is too much for a GPU that the CPU plays | | | |` }
  }
  const measured = await measure(runtime, config, batch, { steps: runtime.software && runtime.kind === 'webgpu' ? 5 : steps, warmup: 3 })
  return { line: `${head} | ${figures(measured)} |`, median: measured.stepMs.median }
}

function figures({ stepMs, tokensPerSecond, gflopsPerSecond, dispatches }: Measurement): string {
  return [stepMs.median.toFixed(1), Math.round(tokensPerSecond).toLocaleString('en'), gflopsPerSecond.toFixed(1), dispatches].join(' | ')
}

/** Puts the table between the README's marks. */
function quote(text: string): void {
  const readme = readFileSync(README, 'utf8')
  const [start, end] = [readme.indexOf(MARKS[0]), readme.indexOf(MARKS[1])]
  if (start < 0 || end < start) throw new Error(`README.md has no ${MARKS.join(' … ')} to put the table between`)
  writeFileSync(README, `${readme.slice(0, start)}${MARKS[0]}\n${text}\n${readme.slice(end)}`)
}
