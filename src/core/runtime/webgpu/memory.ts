/** The memory of one program: a buffer for each tensor of its own, and what its kernels need beside them. */
import type { Binding, Constants } from '../../ops/wgsl.ts'
import { elementBytes, elements, type Plan, type Tensor, tensorBytes } from '../../plan/plan.ts'
import type { FlatBuffer } from '../runtime.ts'
import { allocating, checkSize } from './device.ts'
import { allPartials } from './reduction.ts'
import { packSizes } from './packs.ts'
import { boundTensors, isTensor, partialsSize, type Schedule } from './schedule.ts'

export type FlatBuffers = Partial<Record<FlatBuffer, GPUBuffer>>

/** Where a tensor lies: bytes. */
export interface Region {
  readonly buffer: GPUBuffer
  readonly offset: number
  readonly size: number
}

export interface ProgramMemory {
  readonly bytes: number
  readonly scalars: GPUBuffer
  place(tensor: Tensor): Region
  resource(binding: Binding): GPUBufferBinding
  destroy(): void
}

const FLAT: readonly string[] = ['weight', 'grad', 'm', 'v']
/** Binding offsets of uniforms are multiples of this many bytes. */
const SLOT = 256
export const SCALAR_BYTES = 48
/** WebGPU binds and copies whole 32-bit words: an odd number of halves takes one more. */
const wholeWords = (bytes: number): number => 4 * Math.ceil(bytes / 4)

/** Allocates everything a schedule touches, but what is `shared` with another program. Throws CourseError 'out-of-memory'. */
export async function allocate(
  device: GPUDevice,
  plan: Plan,
  { dispatches, packs, partialOffsets, partialElements }: Schedule,
  flat: FlatBuffers,
  shared: ReadonlyMap<string, Region>,
): Promise<ProgramMemory> {
  // Bytes of each buffer.
  const sizes = packSizes(plan, packs)
  for (const tensor of plan.tensors.values()) {
    if (packs.has(tensor.name) || shared.has(tensor.name)) continue
    if (!FLAT.includes(tensor.kind)) sizes.set(tensor.name, wholeWords(tensorBytes(tensor)))
    else if (!flat[tensor.kind as FlatBuffer])
      throw new Error(`plan ${plan.name} needs the flat buffer "${tensor.kind}", but its store was made with training: false`)
  }
  const uniforms = new Map<Constants, number>()
  const tables: Constants[] = []
  for (const { bindings } of dispatches) {
    for (const { resource, access, name } of bindings) {
      for (const tensor of boundTensors(resource))
        if (FLAT.includes(tensor.kind)) checkSize(device, `${tensor.name} (${name})`, 0, 4 * elements(tensor.shape))
      if (isTensor(resource)) continue
      if (resource.kind === 'scratch') sizes.set(resource.name, 4 * resource.elements)
      else if (resource.kind === 'constants') {
        // An op's dispatches may share one constant.
        if (access === 'uniform') uniforms.set(resource, uniforms.get(resource) ?? uniforms.size * SLOT)
        else tables.push(resource)
      }
    }
  }
  sizes.set('', 4 * Math.max(64, partialElements))
  for (const [name, size] of sizes) checkSize(device, name || 'The partial sums of the weight gradients', size)
  const bytes =
    [...sizes.values()].reduce((a, b) => a + b, 0) +
    tables.reduce((sum, { data }) => sum + data.byteLength, 0) +
    uniforms.size * SLOT +
    SCALAR_BYTES

  const made: GPUBuffer[] = []
  const storage = (label: string, size: number, usage: number = GPUBufferUsage.STORAGE) => {
    const buffer = device.createBuffer({ label, size, usage: usage | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST })
    made.push(buffer)
    return buffer
  }
  const release = () => {
    for (const buffer of made) buffer.destroy()
  }
  const { own, tableBuffers, uniformBuffer, scalars } = await allocating(
    device,
    bytes,
    () => ({
      own: new Map(Array.from(sizes, ([name, size]) => [name, storage(name || 'partial sums', size)])),
      tableBuffers: new Map(tables.map((table) => [table, storage('table', table.data.byteLength)])),
      uniformBuffer: storage('constants', Math.max(1, uniforms.size) * SLOT, GPUBufferUsage.UNIFORM),
      scalars: storage('scalars', SCALAR_BYTES, GPUBufferUsage.UNIFORM),
    }),
    release,
  )
  for (const [table, buffer] of tableBuffers) device.queue.writeBuffer(buffer, 0, table.data as Uint32Array<ArrayBuffer>)
  for (const [constants, offset] of uniforms) device.queue.writeBuffer(uniformBuffer, offset, constants.data as Uint32Array<ArrayBuffer>)

  const find = (name: string): GPUBuffer => {
    const buffer = own.get(name)
    if (!buffer) throw new Error(`plan ${plan.name} binds ${name}, which it does not list among its tensors`)
    return buffer
  }
  const place = (tensor: Tensor): Region => {
    const each = elementBytes(tensor)
    const size = wholeWords(tensorBytes(tensor))
    const elsewhere = shared.get(tensor.name)
    if (elsewhere) return { buffer: elsewhere.buffer, offset: elsewhere.offset + each * tensor.offset, size }
    const packed = packs.get(tensor.name)
    const buffer = FLAT.includes(tensor.kind) ? flat[tensor.kind as FlatBuffer]! : find(packed?.pack ?? tensor.name)
    return { buffer, offset: each * ((packed?.start ?? 0) + tensor.offset), size }
  }
  return {
    bytes,
    scalars,
    place,
    resource({ resource, access }) {
      if (isTensor(resource)) return place(resource)
      switch (resource.kind) {
        case 'stack': {
          const places = resource.tensors.map(place)
          const offset = Math.min(...places.map((at) => at.offset))
          return { buffer: places[0]!.buffer, offset, size: Math.max(...places.map((at) => at.offset + at.size)) - offset }
        }
        case 'scratch':
          return { buffer: find(resource.name) }
        case 'constants':
          return access === 'uniform'
            ? { buffer: uniformBuffer, offset: uniforms.get(resource), size: 16 }
            : { buffer: tableBuffers.get(resource)! }
        case 'partials':
          return resource === allPartials
            ? { buffer: find('') }
            : { buffer: find(''), offset: 4 * partialOffsets.get(resource)!, size: 4 * partialsSize(resource) }
      }
    },
    destroy: release,
  }
}
