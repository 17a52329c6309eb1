/**
 * What a real GPU gets: the contract of every op with its kernels, slow where the adapter is a software one; and what it
 * reaches, printed by the commands that anybody can run. Nothing is asked of a time but that it was measured.
 */
import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases } from '../contract/cases.ts'
import { expectContract } from '../contract/run.ts'
import { openRealGpu } from '../support/runtimes.ts'
import { findVulkan } from '../support/vulkan.ts'
import type { WebGpuRuntime } from '../../src/core/runtime/webgpu/webgpu.ts'

const MINUTE = 60_000

describe('the contract', () => {
  let runtime: WebGpuRuntime
  beforeAll(async () => {
    runtime = await openRealGpu()
  }, MINUTE)
  afterAll(() => runtime?.destroy())

  it.each(cases.map((test) => [`${test.op} ${test.title}`, test] as const))('%s', { timeout: 5 * MINUTE }, (_, test) =>
    expectContract(runtime, test),
  )
})

const vulkan = findVulkan()
const shape = (layers: number, width: number, ctx: number) => [
  '--layers',
  String(layers),
  '--heads',
  '4',
  '--embd',
  String(width),
  '--ctx',
  String(ctx),
]
const gpt = (command: string, ...args: string[]) => ['src/cli/main.ts', command, '--runtime', 'webgpu', ...args]

/** Self-test, products at best, a step and its share of them; then tokens a second; then the peers. */
const small = [
  { title: 'a step at width 64', argv: gpt('device', ...shape(2, 64, 64), '--batch', '4', '--steps', vulkan?.software ? '2' : '50') },
]
const large = [
  { title: 'a step at width 128', argv: gpt('device', ...shape(4, 128, 128), '--batch', '8', '--steps', '30') },
  { title: 'a step at width 384', argv: gpt('device', ...shape(4, 384, 128), '--batch', '8', '--steps', '30') },
  { title: 'reading a prompt and writing', argv: gpt('writing', ...shape(4, 128, 128)) },
  { title: 'other libraries', argv: ['tests/bench/peers/bench.ts', '--only', 'webgpu'] },
]

describe(`figures of ${vulkan?.adapter ?? 'no GPU'}`, () => {
  // The larger ones take a software adapter minutes each, and say nothing of a GPU.
  it.each(vulkan?.software ? small : [...small, ...large])('$title', { timeout: 30 * MINUTE }, async ({ title, argv }) => {
    const { status, text } = await run(argv)
    console.log(`${title}\n${text}`)
    expect(status, text).toBe(0)
    expect(text).toMatch(/GFLOP\/s|tokens\/s|times as fast/)
  })
})

function run(argv: readonly string[]): Promise<{ status: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...argv], { env: { ...process.env, ...vulkan?.env } })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
    child.on('error', reject).on('close', (status) => resolve({ status, text }))
  })
}
