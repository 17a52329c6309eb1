/** Plans in half precision: what they store so, what their kernels become, and that a GPU computes what the reference does. */
import { describe, expect, it } from 'vitest'
import type { ModelConfig } from '../../src/core/config.ts'
import { HALF_ROUNDING } from '../../src/core/float16.ts'
import { gradientPlan, modelLayout } from '../../src/core/model/plans.ts'
import { halfPlan, halfTensors } from '../../src/core/plan/half.ts'
import { bytesOf, type Plan } from '../../src/core/plan/plan.ts'
import { createReferenceRuntime } from '../../src/core/runtime/reference/reference.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { schedule } from '../../src/core/runtime/webgpu/schedule.ts'
import { expectClose } from '../support/compare.ts'
import { allModels, fewModels, gptVariants } from '../support/variants.ts'
import { B, passOf, T } from '../support/wholeModel.ts'

const planOf = (config: ModelConfig): Plan => gradientPlan(config, modelLayout(config), B, T, { dropout: 0.2 })
const targets = [true, false].flatMap((software) => [true, false].map((subgroups) => ({ software, subgroups })))

/** Every access in a module of the array `name`, up to the end of its statement. */
const accesses = (code: string, name: string): string[] => {
  const body = code.slice(code.indexOf(`var<storage`))
  return [...body.matchAll(new RegExp(`(.{0,6})(?<![\\w.])${name}\\[[^;]*`, 'g'))].map(([text]) => text)
}

describe.each(allModels)('$name', ({ config }) => {
  const plan = halfPlan(planOf(config))
  const half = new Set(halfTensors(plan))

  it('stores the forward pass in halves, and nothing else', () => {
    if (config.family !== 'bigram') expect(half.size).toBeGreaterThan(2)
    for (const name of half) expect(plan.tensors.get(name)!.kind).toBe('activation')
    for (const name of plan.gradients.values()) expect(half.has(name), name).toBe(false)
    for (const name of ['losses', 'logits', 'gradNorm', 'ids']) expect(half.has(name), name).toBe(false)
    for (const name of half) expect(name).not.toMatch(/^grad\/|mean|rstd|lse/)
  })

  it('has kernels that convert wherever they touch a half', () => {
    let seen = 0
    for (const target of targets) {
      for (const { code, bindings, label } of schedule(plan, target).dispatches) {
        const halves = bindings.flatMap(({ name, resource }) => {
          const tensors = 'dtype' in resource ? [resource] : resource.kind === 'stack' ? resource.tensors : []
          expect(new Set(tensors.map(({ name }) => half.has(name))).size, `${label} ${name}`).toBeLessThan(2)
          return tensors.length > 0 && half.has(tensors[0]!.name) ? [name] : []
        })
        expect(code.startsWith('enable f16;'), label).toBe(halves.length > 0)
        for (const name of halves) {
          const [, declared] = new RegExp(`var<storage, \\w+> ${name}: array<(\\w+)>;`).exec(code)!
          expect(['f16', 'vec4h'], label).toContain(declared)
          for (const access of accesses(code, name)) {
            seen++
            expect(access, `${label} ${name}`).toMatch(/(f32|vec4f)\(\w+\[|\] = (f16|vec4h)\(/)
          }
        }
      }
    }
    if (half.size > 0) expect(seen).toBeGreaterThan(4)
  })
})

it('takes less memory, which the plan says', () => {
  const config = { nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, nVocab: 65, dropout: 0 }
  const whole = gradientPlan(config, modelLayout(config), 8)
  const half = halfPlan(whole)
  // 18 numbers for each token and column in a layer, and the embedding; the last layer's output too.
  expect(bytesOf(whole, false) - bytesOf(half, false)).toBe(2 * 8 * 128 * 128 * (18 * 4 + 1))
})

const gpu = await openWebGpu()

it('is refused by whoever cannot store it', async () => {
  const { config } = gptVariants[0]!
  const refused = [await openWasm(), ...(gpu.f16 ? [] : [gpu])]
  for (const runtime of refused) {
    const store = await runtime.createStore(modelLayout(config))
    await expect(store.compile(halfPlan(planOf(config)))).rejects.toMatchObject({
      code: 'no-device',
      message: expect.stringContaining('half precision'),
    })
  }
})

/** Relative L2 distance of all losses and gradients of a model, between two passes. */
async function distance(a: Awaited<ReturnType<typeof passOf>>, b: typeof a, config: ModelConfig): Promise<number> {
  let [difference, size] = [0, 0]
  for (const name of ['losses', ...modelLayout(config).parameters.map((parameter) => `grad/${parameter.name}`)]) {
    const [x, y] = [await a.read(name), await b.read(name)]
    for (let i = 0; i < x.length; i++) {
      difference += (x[i]! - y[i]!) ** 2
      size += y[i]! ** 2
    }
  }
  return Math.sqrt(difference / size)
}

describe(`in halves on ${gpu.adapter}${gpu.f16 ? '' : ', which has no shader-f16: skipped'}`, () => {
  it.skipIf(!gpu.f16)('every kernel of every model is sound WGSL, also those that only a real GPU gets', async () => {
    const plans = allModels.map(({ config }) => halfPlan(planOf(config)))
    const dispatches = plans.flatMap((plan) => targets.flatMap((target) => schedule(plan, target).dispatches))
    const codes = new Set(dispatches.map(({ code }) => code).filter((code) => code.startsWith('enable f16;')))
    expect(codes.size).toBeGreaterThan(100)
    for (const code of codes) {
      const { messages } = await gpu.device.createShaderModule({ code }).getCompilationInfo()
      expect(messages.filter(({ type }) => type === 'error').map(({ message, lineNum }) => `line ${lineNum}: ${message}\n${code}`)).toEqual(
        [],
      )
    }
  })

  const models = [...new Set([gptVariants[0]!, ...fewModels])]
  it.skipIf(!gpu.f16).each(models)('$name', { timeout: 240_000 }, async ({ config }) => {
    const pass = (runtime: Runtime, plan = halfPlan) => passOf(runtime, config, plan)
    const reference = createReferenceRuntime()
    const [half, expected, exact] = [await pass(gpu), await pass(reference), await pass(reference, (plan) => plan)]
    // Each number is rounded once where it is stored, to 2^-11 of itself; what is computed from many is off by about as much.
    const rounding = await distance(expected, exact, config)
    expect(rounding).toBeGreaterThan(HALF_ROUNDING / 50)
    expect(rounding).toBeLessThan(2 * HALF_ROUNDING)
    // Both store the same tensors so, but a kernel may go on with a sum as it was before it was stored, or after.
    for (const other of [expected, exact]) expect(await distance(half, other, config)).toBeLessThan(2 * rounding)
    for (const name of halfTensors(half.plan)) {
      const values = await exact.read(name)
      // A sum of large numbers may be small: it is off by what they are.
      const atol = 4 * HALF_ROUNDING * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      expectClose(await half.read(name), values, { rtol: 0, atol, name })
    }
    half.destroy()
  })
})
