/** Chooses the runtime, proves that it computes right, measures it, and opens it again after it was lost. */
import { familyOf, type ModelConfig } from '../core/config.ts'
import { CourseError, toPlainError } from '../core/errors.ts'
import { patience } from '../core/patience.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { differences } from '../core/config/variant.ts'
import type { Environment } from './environment.ts'
import type { DeviceInfo, RuntimeChoice } from './protocol.ts'
import { kindOf, selfTest } from '../core/model/selfTest.ts'
import { measureSpeed } from './speed.ts'

/** After so many losses in one session the GPU is not trusted any more. */
const MAX_LOSSES = 3

/** A real GPU is open and tried within seconds; one that is silent for longer may never answer, and a CPU is there. */
const GPU_PATIENCE_S = 20

export interface OpenDevice {
  runtime: Runtime
  /** With the speed, which is measured when it is first asked for: a model can speak before that. */
  info(): Promise<DeviceInfo>
}

export class Devices {
  private open: Promise<OpenDevice> | null = null
  private choice: RuntimeChoice = 'auto'
  private threads = 0
  private losses = 0
  /** why the GPU is not used any more: a kernel that was first tried after the start */
  private fault: string | null = null
  /** kinds of models that a device was tried with, beside GPT-1's */
  private readonly tried = new WeakMap<Runtime, Map<string, Promise<string | null>>>()

  constructor(private readonly env: Environment) {}

  /** Opens the runtime of this choice; another one that was open is given back. */
  async start(choice: RuntimeChoice, threads = 0): Promise<DeviceInfo> {
    const previous = this.open
    if (previous && choice === this.choice && threads === this.threads) return (await this.get()).info()
    this.choice = choice
    this.threads = threads
    this.losses = 0
    this.fault = null
    this.open = null
    await previous?.then(({ runtime }) => runtime.destroy()).catch(() => {})
    return (await this.get()).info()
  }

  /** The open device; opens one if there is none, or if the last one was lost. */
  get(): Promise<OpenDevice> {
    if (!this.open) {
      const opening = this.choose()
      this.open = opening
      opening.then(
        ({ runtime }) =>
          void runtime.lost.then(() => {
            if (this.open !== opening) return
            this.losses++
            this.open = null
          }),
        () => {
          if (this.open === opening) this.open = null
        },
      )
    }
    return this.open
  }

  /** The open device, seen to compute this kind of model right. A GPU is tried with GPT-1's kernels at its start, with others here, when they are first asked for. */
  async getFor(config: ModelConfig): Promise<OpenDevice> {
    const open = this.get()
    const device = await open
    const { runtime } = device
    if (runtime.kind !== 'webgpu' || (familyOf(config) === 'gpt' && Object.keys(differences(config)).length === 0)) return device
    const kinds = this.tried.get(runtime) ?? new Map<string, Promise<string | null>>()
    this.tried.set(runtime, kinds)
    const kind = kindOf(config)
    const key = JSON.stringify(kind)
    if (!kinds.has(key))
      kinds.set(
        key,
        selfTest(runtime, kind).then(({ fault }) => fault),
      )
    const fault = await kinds.get(key)!
    if (!fault) return device
    if (this.choice === 'webgpu') throw untrusted(runtime, fault)
    // Whoever else waited for the same trial has put it away already.
    if (this.open === open) {
      this.fault = fault
      this.open = null
      runtime.destroy()
    }
    return this.get()
  }

  /** Says that the open device failed: once this has resolved, `get` opens another. */
  async discard(runtime: Runtime): Promise<void> {
    const { open } = this
    const device = await open?.catch(() => null)
    if (device?.runtime !== runtime || this.open !== open) return
    this.losses++
    this.open = null
    runtime.destroy()
  }

  /** Lets a real GPU try its kernels' variants while nobody waits. One whose trial fails goes on with what it has. */
  async tune(): Promise<void> {
    const runtime = (await this.open?.catch(() => null))?.runtime
    if (runtime && !runtime.software) await runtime.tune?.().catch(() => {})
  }

  private async choose(): Promise<OpenDevice> {
    if (this.choice === 'wasm') return this.tryOut(await this.env.openWasm(this.threads), 'asked for by ?runtime=wasm')
    if (this.choice === 'webgpu') {
      const runtime = await this.openForcedGpu()
      return this.tryOut(runtime, 'asked for by ?runtime=webgpu')
    }
    const { runtime, reason } = await this.automatic()
    return this.tryOut(runtime, reason)
  }

  private async openForcedGpu(): Promise<Runtime> {
    try {
      return await this.env.openWebGpu()
    } catch (error) {
      throw new CourseError(
        'no-device',
        `WebGPU was asked for, but it cannot be had: ${toPlainError(error).message}`,
        'Leave ?runtime=webgpu out of the address: the course then runs on the CPU.',
      )
    }
  }

  /** A real GPU that passes the self-test, else the CPU with the reason. */
  private async automatic(): Promise<{ runtime: Runtime; reason: string }> {
    const wasm = async (reason: string) => ({ runtime: await this.env.openWasm(this.threads), reason })
    if (this.losses >= MAX_LOSSES) return wasm(`the GPU was lost ${this.losses} times`)
    if (this.fault) return wasm(`the GPU failed the self-test: ${this.fault}`)
    try {
      const found = await patience(GPU_PATIENCE_S).within(this.findGpu(), silent, (late) => typeof late === 'object' && late.destroy())
      return typeof found === 'string' ? wasm(found) : { runtime: found, reason: 'a GPU that passed the self-test' }
    } catch (error) {
      return wasm(`the GPU could not be used: ${toPlainError(error).message}`)
    }
  }

  /** A real GPU that passed the self-test, or why there is none. */
  private async findGpu(): Promise<Runtime | string> {
    const gpu = await this.env.probeGpu()
    if (gpu === 'none') return 'this browser offers no GPU (WebGPU)'
    if (gpu === 'software') return 'the only WebGPU adapter here is a software one, which is slower than the CPU'
    const runtime = await this.env.openWebGpu()
    const { fault } = await selfTest(runtime)
    if (!fault) return runtime
    runtime.destroy()
    return `the GPU failed the self-test: ${fault}`
  }

  private async tryOut(runtime: Runtime, reason: string): Promise<OpenDevice> {
    const fault = runtime.kind === 'webgpu' && this.choice === 'auto' ? null : (await selfTest(runtime)).fault
    if (fault) {
      runtime.destroy()
      throw untrusted(runtime, fault)
    }
    let measured: Promise<DeviceInfo> | undefined
    return { runtime, info: () => (measured ??= this.describe(runtime, reason)) }
  }

  private async describe(runtime: Runtime, reason: string): Promise<DeviceInfo> {
    const { kind, adapter, threads, software } = runtime
    if (kind === 'reference') throw new Error('the reference runtime is not for training')
    return { kind, adapter, threads, software, gflopsPerSecond: await measureSpeed(runtime, this.env), reason }
  }
}

const silent = (seconds: number): CourseError =>
  new CourseError('no-device', `It has not answered for ${seconds} s.`, 'The course runs on the CPU instead; nothing is lost but speed.')

const untrusted = ({ adapter }: Runtime, fault: string): CourseError =>
  new CourseError(
    'kernel-failed',
    `${adapter} failed the self-test: ${fault}`,
    'Update the browser and the graphics driver, or add ?runtime=wasm to the address.',
  )
