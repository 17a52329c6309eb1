/** Is the contract test worth its name? Faults are planted in the kernels, one at a time, and it must see every one. */
import { setMaxListeners } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Runtime } from '../../../src/core/runtime/runtime.ts'
import { openWasm } from '../../../src/core/runtime/wasm/node.ts'
import type { WebGpuRuntime } from '../../../src/core/runtime/webgpu/webgpu.ts'
import { type Case, cases } from '../../contract/cases.ts'
import { expectContract } from '../../contract/run.ts'
import { openRealGpu, openSoftwareGpu } from '../../support/runtimes.ts'
import { assemblyScriptMutants } from './assemblyScript.ts'
import { type Mutant, mutateAssemblyScript, mutateWgsl, type Mutated } from './mutant.ts'
import { wgslMutants } from './wgsl.ts'

const MINUTE = 60_000
const table: string[] = []
afterAll(() => console.log(`| kernels | fault | seen by | as |\n|---|---|---|---|\n${table.join('\n')}\n${table.length} faults seen`))

const casesOf = ({ cases: pattern }: Mutant): readonly Case[] => cases.filter(({ op, title }) => pattern.test(`${op} ${title}`))

/** The first case that fails, and how; undefined where the fault lives on. */
async function firstFailure(runtime: Runtime, tests: readonly Case[]): Promise<{ name: string; message: string } | undefined> {
  for (const test of tests) {
    try {
      await expectContract(runtime, test)
    } catch (error) {
      const [message = ''] = String(error instanceof Error ? error.message : error).split('\n')
      return { name: `${test.op} ${test.title}`, message: message.slice(0, 90) }
    }
  }
  return undefined
}

/** A case that fails without a fault proves nothing, so each passes first, once. */
const sound = new Set<string>()
async function expectSound(kernels: string, runtime: Runtime, tests: readonly Case[]): Promise<void> {
  for (const test of tests) {
    const name = `${kernels}: ${test.op} ${test.title}`
    if (sound.has(name)) continue
    await expectContract(runtime, test)
    sound.add(name)
  }
}

async function expectSeen(kernels: string, whole: Runtime, mutant: Mutant, plant: () => Promise<Mutated>): Promise<void> {
  const tests = casesOf(mutant)
  expect(tests.length, `no contract case is called ${mutant.cases}`).toBeGreaterThan(0)
  await expectSound(kernels, whole, tests)
  const { runtime, planted } = await plant()
  const failure = await firstFailure(runtime, tests)
  expect(planted(), `the kernels have no ${mutant.find} any more: plant the fault where it is now`).toBeGreaterThan(0)
  expect(failure, `nothing sees that: ${mutant.fault}`).toBeDefined()
  table.push(`| ${kernels} | ${mutant.fault} | ${failure!.name} | ${failure!.message} |`)
}

const named = (mutants: readonly Mutant[]) => mutants.map((mutant) => [mutant.fault, mutant] as const)

describe('faults in AssemblyScript are seen', () => {
  let whole: Runtime
  beforeAll(async () => {
    whole = await openWasm({ relaxed: false })
  }, MINUTE)

  it.each(named(assemblyScriptMutants))('%s', { timeout: 2 * MINUTE }, (_, mutant) =>
    expectSeen('AssemblyScript', whole, mutant, () => mutateAssemblyScript(mutant)),
  )
})

describe.each([
  { kernels: 'WGSL of a software adapter', mutants: wgslMutants.filter(({ real }) => !real), open: openSoftwareGpu },
  { kernels: 'WGSL of a real GPU', mutants: wgslMutants.filter(({ real }) => real), open: openRealGpu },
])('faults in $kernels are seen', ({ kernels, mutants, open }) => {
  let whole: WebGpuRuntime
  beforeAll(async () => {
    whole = await open()
    // Every planted runtime listens to the one device.
    setMaxListeners(100, whole.device)
  }, MINUTE)
  afterAll(() => whole?.destroy())

  it.each(named(mutants))('%s', { timeout: 4 * MINUTE }, (_, mutant) => expectSeen(kernels, whole, mutant, () => mutateWgsl(whole, mutant)))
})

it('there are at least twenty faults', () => {
  expect(assemblyScriptMutants.length + wgslMutants.length).toBeGreaterThanOrEqual(20)
})
