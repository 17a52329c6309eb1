/** What a GPU kernel is, as plain data, and the pieces of WGSL that several kernels share. */
import type { Tensor } from '../plan/plan.ts'
import { dropoutThreshold } from '../random.ts'
import { HALF, throughHalf } from './half.wgsl.ts'

/**
 * Partial sums on their way to `targets`: `count` blocks for the first target, then `count` for the next, and so on.
 * The runtime gives them memory and adds the blocks up in order, all of a plan's in one deferred dispatch.
 */
export interface Partials {
  readonly kind: 'partials'
  readonly targets: readonly Tensor[]
  readonly count: number
  /** 1: what the target holds is added too */
  readonly accumulate: number
}

/** Memory that one call's dispatches share; `name` is unique in the plan. */
export interface Scratch {
  readonly kind: 'scratch'
  readonly name: string
  readonly elements: number
}

/** Tensors of one shape in one buffer, bound together; tensor i starts `starts[i]` elements after the first bound one. */
export interface Stack {
  readonly kind: 'stack'
  readonly tensors: readonly Tensor[]
  readonly starts: readonly number[]
}

/** Numbers that are fixed when the plan is compiled. */
export interface Constants {
  readonly kind: 'constants'
  readonly data: Uint32Array
}

export interface Binding {
  /** the variable's name in WGSL */
  readonly name: string
  readonly type: 'f32' | 'vec4f' | 'i32' | 'u32' | 'vec4u'
  readonly access: 'read' | 'write' | 'uniform'
  readonly resource: Tensor | Stack | Partials | Scratch | Constants
}

export interface Dispatch {
  /** said in errors and in GPU debuggers */
  readonly label: string
  /** a whole WGSL module whose entry point is `main` */
  readonly code: string
  /** binding i of the list is @binding(i + 1); @binding(0) holds the replay's scalars */
  readonly bindings: readonly Binding[]
  readonly workgroups: readonly [x: number, y: number, z: number]
}

export type Size = Dispatch['workgroups']

/** What a kernel may know of its device beyond what WebGPU promises. */
export interface Target {
  /** the adapter only pretends to be a GPU (SwiftShader, lavapipe): barriers and gathered loads are dear, idle threads cost nothing */
  readonly software: boolean
  /** lanes of a subgroup can pass numbers to each other; a subgroup has four or more, consecutive ones of its workgroup */
  readonly subgroups: boolean
}
/** What a plan is scheduled for where no device is open. */
export const ANY_GPU: Target = { software: false, subgroups: false }

/** Reads `name` as an array of `type`. */
export const read = (name: string, resource: Binding['resource'], type: Binding['type'] = 'f32'): Binding => ({
  name,
  type,
  access: 'read',
  resource,
})
/** Reads and writes `name`. */
export const write = (name: string, resource: Binding['resource'], type: Binding['type'] = 'f32'): Binding => ({
  name,
  type,
  access: 'write',
  resource,
})
/** A constant `name` that differs between calls which share their code. */
export const uniform = (name: string, value: number): Binding => ({
  name,
  type: 'u32',
  access: 'uniform',
  resource: { kind: 'constants', data: Uint32Array.of(value) },
})

/** The scalars of a replay, in the order in which the runtime writes them. */
const SCALARS = `
struct Scalars {
  step: u32, seed: u32, position: u32, learning_rate: f32,
  // of AdamW, from float64: lr / (1 - beta1^t), 1 / sqrt(1 - beta2^t)
  step_size: f32, root_correction: f32,
  // of sampling; temperature 0: the most probable token
  temperature: f32, top_p: f32, dice: f32, top_k: u32,
}
@group(0) @binding(0) var<uniform> scalars: Scalars;
`

/** Does a binding hold halves? Only tensors do; those of a stack are all alike. */
function storesHalf({ resource }: Binding): boolean {
  const tensor = 'dtype' in resource ? resource : resource.kind === 'stack' ? resource.tensors[0] : undefined
  return tensor?.dtype === 'f16'
}

/** Puts the declarations of its bindings before a kernel's code, and before all of it what the kernel enables. */
export function dispatch(label: string, bindings: readonly Binding[], workgroups: Size, body: string, enable = ''): Dispatch {
  const halves = new Map<string, 'f32' | 'vec4f'>()
  const declarations = bindings.map((binding, i) => {
    const { name, type, access } = binding
    const place = `@group(0) @binding(${i + 1})`
    if (access === 'uniform') return `${place} var<uniform> ${name}: ${type};`
    if (storesHalf(binding) && (type === 'f32' || type === 'vec4f')) halves.set(name, type)
    const half = halves.get(name)
    return `${place} var<storage, ${access === 'read' ? 'read' : 'read_write'}> ${name}: array<${half ? HALF[half] : type}>;`
  })
  const enables = `${halves.size > 0 ? 'enable f16;\n' : ''}${enable}`
  return { label, code: `${enables}${SCALARS}${declarations.join('\n')}\n${throughHalf(body, halves)}`, bindings, workgroups }
}

export const ceilDiv = (a: number, b: number): number => Math.ceil(a / b)

/** A number that WGSL reads as f32: `1e-8` and `3` both get a form it takes. */
export const f32 = (value: number): string => `${Math.fround(value)}f`

/** Can rows of this length be read four numbers at a time? */
export const inFours = (...lengths: number[]): boolean => lengths.every((n) => n % 4 === 0)

/** What WebGPU promises along one dimension of a grid. */
const MAX_WORKGROUPS = 65535

/** A grid of at least `n` workgroups; the kernel finds its number with `SPREAD`. */
export const spread = (n: number): Size => [Math.min(n, MAX_WORKGROUPS), ceilDiv(n, MAX_WORKGROUPS), 1]
/** WGSL: the workgroup's number in a spread grid. */
export const SPREAD = `fn workgroup_number(id: vec3u) -> u32 { return id.x + id.y * ${MAX_WORKGROUPS}u; }\n`

/** WGSL: `dropout_scale(key, index)`, bit for bit what random.ts computes, and the key of this replay's `stream`. */
export function dropoutCode(p: number): string {
  if (p === 0) return 'fn stream_key(stream: u32) -> u32 { return 0u; }\nfn dropout_scale(key: u32, index: u32) -> f32 { return 1.0; }\n'
  return `
fn hash32(v: u32) -> u32 {
  var x = (v ^ (v >> 16u)) * 0x21f0aaadu;
  x = (x ^ (x >> 15u)) * 0x735a2d97u;
  return x ^ (x >> 15u);
}
fn stream_key(stream: u32) -> u32 { return hash32(stream + hash32(scalars.step + hash32(scalars.seed))); }
fn dropout_scale(key: u32, index: u32) -> f32 {
  return select(${f32(1 / (1 - p))}, 0.0, (hash32(hash32(index ^ key) + key) >> 8u) < ${dropoutThreshold(p)}u);
}
`
}
