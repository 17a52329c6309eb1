/**
 * `npm run bench:peers`: one training step of the same GPT on other libraries and on ours, side by side.
 * Each runs in a process of its own, one after the other, and is timed only once it has been seen to learn.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findVulkan } from '../../support/vulkan.ts'
import { gpt1Parameters, matrixFlops, SIZES, type Size, sizeName, writeCase } from './case.ts'

const here = import.meta.dirname
const root = join(here, '../../..')

type Side = 'ours' | 'peer'

interface Row {
  size: string
  stack: string
  side: Side
  /** where it computes; ratios compare rows of one kind */
  on: 'gpu' | 'cpu'
  adapter?: string
  parameters?: number
  matrixFlops?: number
  stepMs?: { median: number; min: number }
  firstLoss?: number
  lastLoss?: number
  failed?: string
}

const PEERS = [
  { stack: 'jax-js 0.1.25, WebGPU', script: 'jax.mjs', device: 'webgpu', on: 'gpu' },
  { stack: 'nanogpt 1.3.0, WebGPU', script: 'nanogpt.mjs', device: 'webgpu', on: 'gpu' },
  { stack: 'tfjs 4.22.0, WebGPU', script: 'tfjs.mjs', device: 'webgpu', on: 'gpu' },
  { stack: 'jax-js 0.1.25, wasm', script: 'jax.mjs', device: 'wasm', on: 'cpu' },
  { stack: 'tfjs 4.22.0, wasm', script: 'tfjs.mjs', device: 'wasm', on: 'cpu' },
  { stack: 'tfjs 4.22.0, JavaScript', script: 'tfjs.mjs', device: 'cpu', on: 'cpu' },
] as const

/** jax-js uses what Node 20 hides behind a flag. */
const NEWER = 'Iterator' in globalThis ? [] : ['--harmony-iterator-helpers']

const options = {
  size: { type: 'string', default: 'both' },
  only: { type: 'string' },
  json: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '300' },
} as const
const { values: args } = parseArgs({ options })
if (!['small', 'large', 'both'].includes(args.size)) throw new Error(`--size is ${args.size}, but must be small, large or both`)

install()
const vulkan = findVulkan()
const env = { ...process.env, ...vulkan?.env }
const scratch = mkdtempSync(join(tmpdir(), 'peers-'))
try {
  for (const name of ['small', 'large'] as const) if (args.size === name || args.size === 'both') await compare(SIZES[name], name)
} finally {
  rmSync(scratch, { recursive: true })
}

/** Into this folder alone, at first use. Its packages are no part of the course. */
function install(): void {
  if (existsSync(join(here, 'node_modules/@jax-js/jax'))) return
  console.error('installing the peers into tests/bench/peers …')
  // Not `npm ci`: it insists on optional packages for other platforms, which nothing here needs.
  const flags = ['--no-save', '--omit=optional', '--ignore-scripts', '--loglevel', 'error']
  const { status } = spawnSync('npm', ['install', ...flags], { cwd: here, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) throw new Error('npm install failed in tests/bench/peers')
}

async function compare(size: Size, name: string): Promise<void> {
  const file = join(scratch, `${name}.json`)
  await writeCase(file, size)
  const rows: Row[] = []
  const add = (row: Row): void => {
    rows.push(row)
    console.error(`${row.size}, ${row.stack}: ${row.failed ?? `${row.stepMs!.median.toFixed(1)} ms`}`)
  }
  const wanted = (stack: string) => !args.only || new RegExp(args.only, 'i').test(stack)
  for (const { stack, script, device, on } of PEERS) {
    if (wanted(stack))
      add({
        size: sizeName(size),
        stack,
        side: 'peer',
        on,
        matrixFlops: matrixFlops(size),
        ...(await ended(join(here, script), [file, device])),
      })
  }
  for (const [runtime, on] of [
    ['webgpu', 'gpu'],
    ['wasm', 'cpu'],
  ] as const) {
    const stack = `ours, ${runtime}`
    if (wanted(stack))
      add({
        size: sizeName(size),
        stack,
        side: 'ours',
        on,
        parameters: gpt1Parameters(size),
        matrixFlops: matrixFlops(size),
        ...(await ours(size, runtime)),
      })
  }
  print(size, rows)
}

/** `gpt bench` checks its first loss against the reference before it times. */
function ours({ config: c, batch, verifySteps, steps }: Size, runtime: string): Promise<Partial<Row>> {
  const sizes = { layers: c.nLayer, heads: c.nHead, embd: c.nEmbd, ctx: c.nCtx, vocab: c.nVocab, batch }
  const counts = { steps: runtime === 'wasm' ? 4 * steps : steps, 'warmup-steps': verifySteps - 1 }
  const flags = Object.entries({ ...sizes, ...counts, runtime }).flatMap(([key, value]) => [`--${key}`, String(value)])
  return ended(join(root, 'src/cli/main.ts'), ['bench', '--json', ...flags])
}

/** The last line that a process prints, or why there is none. */
function ended(script: string, argv: string[]): Promise<Partial<Row>> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...(script.endsWith('.ts') ? ['--import', 'tsx'] : NEWER), script, ...argv], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (data) => {
      stdout += data
    })
    child.stderr.on('data', (data) => {
      stderr += data
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), 1000 * Number(args.timeout))
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const line = stdout.trim().split('\n').at(-1)
      if (line?.startsWith('{')) return resolve(JSON.parse(line) as Partial<Row>)
      resolve({
        failed:
          signal === 'SIGKILL' ? `not finished in ${args.timeout} s` : `ended with ${code}: ${stderr.trim().split('\n').at(-1) ?? ''}`,
      })
    })
  })
}

function print(size: Size, rows: Row[]): void {
  if (args.json) for (const row of rows) console.log(JSON.stringify(row))
  if (args.json) return
  const load = loadavg()[0]!.toFixed(1)
  console.log(
    `\n${sizeName(size)}, vocabulary 65, one Adam step, ${(matrixFlops(size) / 1e9).toFixed(2)} GFLOP in matrix products; ${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, load ${load}; WebGPU on ${vulkan?.adapter ?? 'nothing'}`,
  )
  console.log(
    '| stack | parameters | ms a step | best | GFLOP/s | first → last loss | ours is so many times as fast |\n|---|---|---|---|---|---|---|',
  )
  for (const row of rows) console.log(line(row, rows))
  for (const on of ['gpu', 'cpu'] as const) console.log(verdict(on, rows))
}

function line({ stack, on, parameters, matrixFlops: flops, stepMs, firstLoss, lastLoss, failed }: Row, rows: Row[]): string {
  if (failed || !stepMs) return `| ${stack} | not run: ${failed} | | | | | |`
  const mine = rows.find((row) => row.side === 'ours' && row.on === on)?.stepMs
  const losses = firstLoss === undefined ? 'checked by `gpt bench`' : `${firstLoss.toFixed(3)} → ${lastLoss!.toFixed(3)}`
  return `| ${[stack, parameters!.toLocaleString('en'), stepMs.median.toFixed(1), stepMs.min.toFixed(1), (flops! / stepMs.median / 1e6).toFixed(2), losses, mine ? (stepMs.median / mine.median).toFixed(2) : ''].join(' | ')} |`
}

/** Ours beside the fastest peer that computes on the same device. */
function verdict(on: 'gpu' | 'cpu', rows: Row[]): string {
  const device = on === 'gpu' ? 'WebGPU' : 'CPU'
  const timed = rows.filter((row) => row.on === on && row.stepMs)
  const fastest = timed.filter(({ side }) => side === 'peer').toSorted((a, b) => a.stepMs!.median - b.stepMs!.median)[0]
  const mine = timed.find(({ side }) => side === 'ours')
  if (!fastest || !mine) return `${device}: nothing to compare.`
  return `${device}: ours takes ${mine.stepMs!.median.toFixed(1)} ms, the fastest peer (${fastest.stack}) ${fastest.stepMs!.median.toFixed(1)} ms: ${(fastest.stepMs!.median / mine.stepMs!.median).toFixed(2)} times as fast.`
}
