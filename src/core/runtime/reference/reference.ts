/** The reference runtime: replays any plan in float64, through the formulas; what a plan stores in half precision is rounded to it. Slow, exact, and what the tests trust. */
import { roundToHalf } from '../../float16.ts'
import { ops } from '../../ops/registry.ts'
import { elements, type ParameterLayout, type Plan, type ReplayScalars, type Tensor } from '../../plan/plan.ts'
import type { FlatBuffer, ParameterStore, Program, Runtime } from '../runtime.ts'
import { checkWrite, constants, findTensor, sharedTensors } from '../tensors.ts'

export function createReferenceRuntime(): Runtime {
  return {
    kind: 'reference',
    adapter: 'TypeScript, float64',
    threads: 1,
    software: true,
    f16: true,
    lost: new Promise(() => {}),
    createStore: async (layout) => createStore(layout),
    destroy() {},
  }
}

function createStore(layout: ParameterLayout): ParameterStore {
  const flat: Record<FlatBuffer, Float64Array> = {
    weight: new Float64Array(layout.size),
    grad: new Float64Array(layout.size),
    m: new Float64Array(layout.size),
    v: new Float64Array(layout.size),
  }
  return {
    layout,
    write: (buffer, data, offset = 0) => flat[buffer].set(data, offset),
    read: async (buffer, offset = 0, length = layout.size - offset) => Float32Array.from(flat[buffer].subarray(offset, offset + length)),
    compile: async (plan, beside) => createProgram(plan, flat, beside as ReferenceProgram | undefined),
    destroy() {},
  }
}

/** As a Program, and every tensor also in float64. */
export interface ReferenceProgram extends Program {
  values(name: string): Float64Array
}

function createProgram(plan: Plan, flat: Record<FlatBuffer, Float64Array>, beside?: ReferenceProgram): ReferenceProgram {
  const shared = sharedTensors(plan, beside?.plan)
  const own = new Map<string, Float64Array>()
  let bytes = 0
  const memory = (tensor: Tensor): Float64Array => {
    if (tensor.kind in flat) return flat[tensor.kind as FlatBuffer].subarray(tensor.offset, tensor.offset + elements(tensor.shape))
    return own.get(tensor.name)!.subarray(tensor.offset, tensor.offset + elements(tensor.shape))
  }
  for (const tensor of plan.tensors.values()) {
    if (tensor.kind in flat) continue
    if (shared.has(tensor.name)) {
      own.set(tensor.name, beside!.values(tensor.name))
      continue
    }
    own.set(tensor.name, new Float64Array(elements(tensor.shape)))
    bytes += 8 * elements(tensor.shape)
  }
  for (const { tensor, data } of constants(plan, shared)) memory(tensor).set(data)
  const values = (name: string) => memory(findTensor(plan, name))
  const replay = (scalars: ReplayScalars) => {
    for (const call of plan.calls) {
      ops[call.op].reference(call, memory, scalars)
      for (const tensor of Object.values(call.outputs)) if (tensor.dtype === 'f16') roundAll(memory(tensor))
    }
  }
  const read = async (name: string) => Float32Array.from(values(name))
  return {
    plan,
    bytes,
    values,
    dispatches: plan.calls.length,
    write(name, data) {
      checkWrite(findTensor(plan, name), data.length)
      values(name).set(data)
    },
    replay,
    replayAndRead(scalars, names) {
      replay(scalars)
      return Promise.all(names.map(read))
    },
    replayEach: (all) => all.forEach(replay),
    read,
    finish: async () => {},
    destroy() {},
  }
}

/** What half precision leaves of numbers. */
function roundAll(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = roundToHalf(values[i]!)
}
