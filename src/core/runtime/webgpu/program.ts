/** A plan made ready for the GPU: pipelines and bind groups are made once, a replay only enqueues. */
import { fromFloat16, toFloat16 } from '../../float16.ts'
import { adamWFactors } from '../../ops/adamw/reference.ts'
import type { Tuned } from '../../ops/linear/tiles.ts'
import { elements, type Plan, type ReplayScalars } from '../../plan/plan.ts'
import { type CallTime, callLabel } from '../../plan/print.ts'
import type { Program } from '../runtime.ts'
import { checkWrite, constants, findTensor, refuseHalf, sharedTensors } from '../tensors.ts'
import type { DeviceWatch } from './device.ts'
import { allocate, type FlatBuffers, type Region, SCALAR_BYTES } from './memory.ts'
import type { Compile } from './pipelines.ts'
import { timeDispatches } from './profile.ts'
import { schedule } from './schedule.ts'
import type { Reader, Span } from './staging.ts'

/** What all programs of a device share. */
export interface Gpu {
  readonly device: GPUDevice
  readonly watch: DeviceWatch
  readonly reader: Reader
  readonly compile: Compile
  readonly target: Tuned
  /** Notes what a plan computes, for the trials of tiles. */
  meet(plan: Plan): void
}

/** As a Program, and where each tensor lies on the device: for tfjs, and for copies on the GPU. */
export interface WebGpuProgram extends Program {
  readonly device: GPUDevice
  place(name: string): Region
}

interface Step {
  readonly pipeline: GPUComputePipeline
  readonly group: GPUBindGroup
  readonly workgroups: readonly [number, number, number]
}

export async function createProgram(gpu: Gpu, plan: Plan, flat: FlatBuffers, beside?: WebGpuProgram): Promise<WebGpuProgram> {
  const { device, watch, reader } = gpu
  watch.check()
  if (!device.features.has('shader-f16')) refuseHalf(plan, 'This GPU')
  gpu.meet(plan)
  const planned = schedule(plan, gpu.target)
  const shared = sharedTensors(plan, beside?.plan)
  const memory = await allocate(device, plan, planned, flat, new Map([...shared].map((name) => [name, beside!.place(name)])))
  const compiled = await Promise.all(planned.dispatches.map(gpu.compile)).catch((error: unknown) => {
    memory.destroy()
    throw error
  })
  const steps = planned.dispatches.map(({ label, bindings, workgroups }, i): Step => {
    const { pipeline, layout } = compiled[i]
    const entries = bindings.map((binding, b) => ({ binding: b + 1, resource: memory.resource(binding) }))
    const group = device.createBindGroup({ label, layout, entries: [{ binding: 0, resource: { buffer: memory.scalars } }, ...entries] })
    return { pipeline, group, workgroups }
  })
  const fillScalars = scalarWriter(plan)
  const place = (name: string) => memory.place(findTensor(plan, name))
  const upload = (name: string, numbers: Float32Array | Int32Array) => {
    const { buffer, offset, size } = place(name)
    if (findTensor(plan, name).dtype !== 'f16') {
      device.queue.writeBuffer(buffer, offset, numbers.buffer as ArrayBuffer, numbers.byteOffset, numbers.byteLength)
      return
    }
    const words = new Uint16Array(size / 2)
    words.set(toFloat16(numbers))
    device.queue.writeBuffer(buffer, offset, words)
  }
  for (const { tensor, data } of constants(plan, shared)) upload(tensor.name, data)
  const encodeAll = (encoder: GPUCommandEncoder) => {
    const pass = encoder.beginComputePass({ label: plan.name })
    for (const step of steps) encode(pass, step)
    pass.end()
  }
  const spanOf = (name: string): Span => {
    const { buffer, offset, size } = place(name)
    return { source: buffer, offset: offset / 4, length: size / 4 }
  }
  const decode = (name: string, copy: Float32Array): Float32Array => {
    const { dtype, shape } = findTensor(plan, name)
    if (dtype === 'f16') return fromFloat16(new Uint16Array(copy.buffer, 0, elements(shape)))
    return dtype === 'i32' ? Float32Array.from(new Int32Array(copy.buffer)) : copy
  }
  let rows: GPUBuffer | undefined
  const allRows = (count: number): GPUBuffer => {
    if (rows && rows.size >= count * SCALAR_BYTES) return rows
    rows?.destroy()
    rows = device.createBuffer({
      label: 'scalars of each replay',
      size: count * SCALAR_BYTES,
      usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    })
    return rows
  }

  return {
    plan,
    device,
    place,
    dispatches: steps.length,
    bytes: memory.bytes,
    write(name, data) {
      checkWrite(findTensor(plan, name), data.length)
      upload(name, data)
    },
    replay(scalars) {
      watch.check()
      device.queue.writeBuffer(memory.scalars, 0, fillScalars(scalars))
      const encoder = device.createCommandEncoder({ label: plan.name })
      encodeAll(encoder)
      device.queue.submit([encoder.finish()])
    },
    replayAndRead(scalars, names) {
      watch.check()
      device.queue.writeBuffer(memory.scalars, 0, fillScalars(scalars))
      const encoder = device.createCommandEncoder({ label: plan.name })
      encodeAll(encoder)
      const copies = reader.stage(encoder, names.map(spanOf))
      device.queue.submit([encoder.finish()])
      return copies().then((all) => all.map((copy, i) => decode(names[i]!, copy)))
    },
    replayEach(all) {
      watch.check()
      const encoder = device.createCommandEncoder({ label: plan.name })
      // Each replay copies its scalars to where the kernels read them.
      const rows = allRows(all.length)
      all.forEach((scalars, i) => {
        device.queue.writeBuffer(rows, i * SCALAR_BYTES, fillScalars(scalars))
        encoder.copyBufferToBuffer(rows, i * SCALAR_BYTES, memory.scalars, 0, SCALAR_BYTES)
        encodeAll(encoder)
      })
      device.queue.submit([encoder.finish()])
    },
    ...(device.features.has('timestamp-query') && {
      async profile(scalars: ReplayScalars) {
        watch.check()
        device.queue.writeBuffer(memory.scalars, 0, fillScalars(scalars))
        const times = await timeDispatches(device, watch, reader, steps.length, (pass, i) => encode(pass, steps[i]))
        const calls = plan.calls.map((call) => ({ label: callLabel(call), ms: 0 }))
        const own: CallTime[] = []
        times.forEach((ms, i) => {
          const numbers = planned.callsOf[i]!
          if (numbers.length === 0) own.push({ label: planned.dispatches[i].label, ms })
          // What several calls share is shared out equally.
          for (const number of numbers) calls[number].ms += ms / numbers.length
        })
        return [...calls, ...own]
      },
    }),
    async read(name) {
      const { source, offset, length } = spanOf(name)
      return decode(name, await reader.read(source, offset, length))
    },
    async finish() {
      await watch.whileAlive(device.queue.onSubmittedWorkDone())
    },
    destroy() {
      rows?.destroy()
      memory.destroy()
    },
  }
}

function encode(pass: GPUComputePassEncoder, { pipeline, group, workgroups }: Step): void {
  pass.setPipeline(pipeline)
  pass.setBindGroup(0, group)
  pass.dispatchWorkgroups(workgroups[0], workgroups[1], workgroups[2])
}

/** Fills the uniform that wgsl.ts calls Scalars; AdamW's corrections are computed here, in float64. */
function scalarWriter(plan: Plan): (scalars: ReplayScalars) => ArrayBuffer {
  const update = plan.calls.find(({ op }) => op === 'adamW')?.args
  const bytes = new ArrayBuffer(SCALAR_BYTES)
  const integers = new Uint32Array(bytes)
  const floats = new Float32Array(bytes)
  return ({ step, seed, position, learningRate, draw }) => {
    integers.set([step, seed, position])
    floats[3] = learningRate
    floats.set([draw?.temperature ?? 0, draw?.topP ?? 1, draw?.dice ?? 0], 6)
    integers[9] = Math.min(draw?.topK ?? 0, 2 ** 32 - 1)
    if (update) {
      const { beta1, beta2, eps, weightDecay, clip, decayUntil } = update
      const factors = adamWFactors({ beta1, beta2, eps, weightDecay, clip, decayUntil, step, learningRate }, 0)
      floats[4] = factors.stepSize
      floats[5] = factors.rootCorrection
    }
    return bytes
  }
}
