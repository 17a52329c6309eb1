/** Which runtime is chosen and why, and what becomes of a run when its device is lost. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Runtime } from '../core/runtime/runtime.ts'
import { createCore } from './core.ts'
import { disguised } from './testing/disguised.ts'
import { listener, PROSE, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

/** Says when a training program has replayed its 15th step: the same step on a fast machine and on a slow one. */
const countingReplays = (wasm: Runtime, tell: () => void): Partial<Runtime> => ({
  async createStore(layout, options) {
    const store = await wasm.createStore(layout, options)
    return {
      ...store,
      async compile(plan) {
        const program = await store.compile(plan)
        let replays = 0
        const count = (): void => {
          if (plan.name === 'training' && ++replays === 15) tell()
        }
        return {
          ...program,
          replay(scalars) {
            program.replay(scalars)
            count()
          },
          replayAndRead(scalars, names) {
            const read = program.replayAndRead(scalars, names)
            count()
            return read
          },
        }
      },
    }
  },
})

/** From the 15th training step on nothing that is asked of it ever comes. */
const hanging =
  (tell: () => void) =>
  (wasm: Runtime): Partial<Runtime> => {
    let hangs = false
    const counting = countingReplays(wasm, () => {
      hangs = true
      tell()
    })
    return {
      async createStore(layout, options) {
        if (hangs) await new Promise(() => {})
        const store = await counting.createStore!(layout, options)
        return {
          ...store,
          async compile(plan) {
            const program = await store.compile(plan)
            const unlessHung = <T>(read: Promise<T>): Promise<T> => (hangs ? new Promise(() => {}) : read)
            return {
              ...program,
              read: (name) => unlessHung(program.read(name)),
              replayAndRead: (scalars, names) => unlessHung(program.replayAndRead(scalars, names)),
            }
          },
        }
      },
    }
  }

/** RMSNorm's kernels give a little too much, which GPT-1 does not use. */
const wrongNorms = (wasm: Runtime): Partial<Runtime> => ({
  async createStore(layout, options) {
    const store = await wasm.createStore(layout, options)
    return {
      ...store,
      async compile(plan) {
        const program = await store.compile(plan)
        if (!plan.calls.some(({ op }) => op === 'norm')) return program
        return { ...program, read: async (name) => (await program.read(name)).map((x) => x * 1.01) }
      },
    }
  },
})

const wrongGradients = (wasm: Runtime): Partial<Runtime> => ({
  async createStore(layout, options) {
    const store = await wasm.createStore(layout, options)
    return { ...store, read: async (buffer, ...rest) => (await store.read(buffer, ...rest)).map((x) => (buffer === 'grad' ? x * 1.01 : x)) }
  },
})

describe('the choice', () => {
  it('takes a real GPU that passes the self-test', async () => {
    const core = createCore(testEnvironment({ probeGpu: async () => 'real', openWebGpu: () => disguised() }))
    expect(await core.start('auto')).toMatchObject({ kind: 'webgpu', adapter: 'a GPU', reason: expect.stringContaining('passed') })
  })

  it('does not use a GPU that computes gradients 1 % wrong, and says so', async () => {
    const env = testEnvironment({ probeGpu: async () => 'real', openWebGpu: () => disguised(wrongGradients) })
    expect(await createCore(env).start('auto')).toMatchObject({
      kind: 'wasm',
      reason: expect.stringMatching(/failed the self-test: gradients at \d+ is/),
    })
    await expect(createCore(env).start('webgpu')).rejects.toMatchObject({ code: 'kernel-failed' })
  })

  it('takes as many threads as were asked for, and others when others are', async () => {
    const core = createCore(testEnvironment())
    expect(await core.start('wasm', 2)).toMatchObject({ adapter: expect.stringContaining('2 threads') })
    expect(await core.start('wasm', 1)).toMatchObject({ adapter: expect.stringContaining('1 thread') })
  })

  it('goes on with the CPU where a variant that the GPU computes wrong is first asked for', async () => {
    const core = createCore(testEnvironment({ probeGpu: async () => 'real', openWebGpu: () => disguised(wrongNorms) }))
    expect(await core.start('auto')).toMatchObject({ kind: 'webgpu' })
    const { ref } = await core.addText('Prose', PROSE)
    const heard = listener()
    const spec = tinySpec(ref)
    await trainOn(core, { ...spec, sizes: { ...spec.sizes, variant: { norm: 'pre' } } }, heard.hear)
    expect(await heard.ended).toMatchObject({ status: 'done' })
    expect(await core.start('auto')).toMatchObject({ kind: 'wasm', reason: expect.stringMatching(/failed the self-test: logits at 0 is/) })
  })

  it('prefers the CPU to a software adapter, unless it is asked for', async () => {
    const env = testEnvironment({ probeGpu: async () => 'software', openWebGpu: () => disguised() })
    expect(await createCore(env).start('auto')).toMatchObject({ kind: 'wasm', reason: expect.stringContaining('software') })
    expect(await createCore(env).start('webgpu')).toMatchObject({ kind: 'webgpu' })
  })
})

describe('a GPU that never answers', () => {
  afterEach(() => void vi.useRealTimers())
  const never = () => new Promise<never>(() => {})
  const started = async (changes: Parameters<typeof testEnvironment>[0]) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const starting = createCore(testEnvironment(changes)).start('auto')
    await vi.advanceTimersByTimeAsync(21_000)
    return starting
  }

  it.each([
    ['when it is asked for', { probeGpu: never }],
    ['when it is opened', { probeGpu: async () => 'real' as const, openWebGpu: never }],
    ['when it computes', { probeGpu: async () => 'real' as const, openWebGpu: () => disguised(() => ({ createStore: never })) }],
  ])('%s: the CPU is taken, and why is said', async (_, changes) => {
    expect(await started(changes)).toMatchObject({
      kind: 'wasm',
      reason: 'the GPU could not be used: It has not answered for 20 s.',
    })
  })
})

describe('a GPU whose answers come late', () => {
  /** Each read comes so much later, by the clock of the test. */
  const late =
    (tick: () => void) =>
    (wasm: Runtime): Partial<Runtime> => ({
      async createStore(layout, options) {
        const store = await wasm.createStore(layout, options)
        return {
          ...store,
          async compile(plan) {
            const program = await store.compile(plan)
            return {
              ...program,
              async read(name) {
                const copy = await program.read(name)
                tick()
                // A real clock tick, so that the watchdog may look.
                await new Promise((resolve) => setTimeout(resolve, 1))
                return copy
              },
            }
          },
        }
      },
    })

  it('is not given up while it writes a sample, however long that takes', async () => {
    let [opened, clock] = [0, 0]
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const env = testEnvironment({
      probeGpu: async () => 'real',
      openWebGpu() {
        opened++
        return disguised(
          late(() => {
            clock += 1000
            vi.advanceTimersByTime(1000)
          }),
        )
      },
      now: () => clock + performance.now(),
    })
    const core = createCore(env)
    const { ref } = await core.addText('Prose', PROSE)
    const heard = listener()
    await trainOn(core, tinySpec(ref, { steps: 30, evalEvery: 15 }), heard.hear)
    expect(await heard.ended).toMatchObject({ status: 'done', step: 30 })
    vi.useRealTimers()
    expect(opened).toBe(1)
  })
})

describe('a lost device', () => {
  it('that hangs without saying so is given up, and the run goes on on another', async () => {
    // While the device hangs, time flies.
    let [opened, speed] = [0, 1]
    const env = testEnvironment({
      probeGpu: async () => 'real',
      openWebGpu() {
        speed = 1
        return disguised(
          ++opened === 1
            ? hanging(() => {
                speed = 1000
              })
            : undefined,
        )
      },
      now: () => speed * performance.now(),
    })
    const core = createCore(env)
    const { ref } = await core.addText('Prose', PROSE)
    const heard = listener()
    await trainOn(core, tinySpec(ref, { steps: 30 }), heard.hear)
    expect(await heard.ended).toMatchObject({ status: 'done', step: 30 })
    expect(opened).toBe(2)
  })

  it('is opened again, and after three losses the CPU finishes the run with the same weights', async () => {
    let opened = 0
    const env = testEnvironment({
      probeGpu: async () => 'real',
      async openWebGpu() {
        const device = await disguised((wasm) => countingReplays(wasm, () => device.lose()))
        opened++
        return device
      },
    })
    const core = createCore(env)
    const { ref } = await core.addText('Prose', PROSE)
    const spec = tinySpec(ref, { steps: 60 })
    const heard = listener()
    await trainOn(core, spec, heard.hear)
    expect(await heard.ended).toMatchObject({ status: 'done', step: 60 })
    expect(opened).toBe(3)
    expect(await core.start('auto')).toMatchObject({ kind: 'wasm', reason: expect.stringContaining('lost 3 times') })

    const calm = createCore(testEnvironment())
    const { ref: same } = await calm.addText('Prose', PROSE)
    const undisturbed = listener()
    await trainOn(calm, { ...spec, text: same }, undisturbed.hear)
    await undisturbed.ended
    const last = (summaries: { curve: { step: number; loss: number }[] }[]) => summaries[0]!.curve.at(-1)
    expect(last(await core.models())).toEqual(last(await calm.models()))
  })
})
