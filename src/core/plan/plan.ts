/** A static plan: named tensors and the kernel calls that fill them, in order. Plain data. */
import type { OpName } from '../ops/name.ts'

/**
 * Who owns a tensor's memory, and for how long.
 * - `weight` `grad` `m` `v`: four flat buffers of a ParameterStore, shared by all plans over it
 * - `input`: written by the host before a replay
 * - `activation`: computed by the plan, overwritten at each replay
 * - `state`: kept from replay to replay (a KV cache)
 * - `constant`: `data`, known when the plan is made (sinusoidal positions); runtimes write it once, when they compile
 */
export type TensorKind = 'weight' | 'grad' | 'm' | 'v' | 'input' | 'activation' | 'state' | 'constant'

export interface Tensor {
  /** unique in the plan: `h.0.attn.c_attn.weight`, `h.0.attn.out`, `grad/h.0.attn.out` */
  readonly name: string
  readonly shape: readonly number[]
  /** f16: stored in half precision, computed with in f32; only activations (see half.ts) */
  readonly dtype: 'f32' | 'i32' | 'f16'
  readonly kind: TensorKind
  /** element offset inside its flat buffer, for weight, grad, m, v; of the first element, for rows of another tensor (`rowsOf`); else 0 */
  readonly offset: number
  /** the numbers of a constant, row-major */
  readonly data?: Float32Array | Int32Array
}

/** One kernel call. Slots are named by the op: `x`, `weight`, `dy` … */
export interface KernelCall {
  readonly op: OpName
  readonly inputs: Readonly<Record<string, Tensor>>
  readonly outputs: Readonly<Record<string, Tensor>>
  readonly args: Readonly<Record<string, number>>
}

export interface Parameter {
  readonly name: string
  readonly shape: readonly number[]
  /** element offset in each of the four flat buffers (a multiple of 64, for GPU binding alignment) */
  readonly offset: number
  readonly init: { readonly kind: 'normal'; readonly std: number } | { readonly kind: 'constant'; readonly value: number }
  /** weight decay applies: every tensor with two or more dimensions */
  readonly decay: boolean
}

/** Where each parameter lives in the flat buffers. */
export interface ParameterLayout {
  readonly parameters: readonly Parameter[]
  /** elements in one flat buffer, padding included */
  readonly size: number
}

export interface Plan {
  readonly name: string
  readonly calls: readonly KernelCall[]
  /** every tensor the plan touches, by name */
  readonly tensors: ReadonlyMap<string, Tensor>
  readonly layout: ParameterLayout
  /**
   * For each activation or weight x, the tensor that holds dL/dx after a replay; several x may share one. Absent where the
   * plan never makes it, as for the output of a GELU whose slope is fused into the next gradient. Empty without a backward pass.
   */
  readonly gradients: ReadonlyMap<string, string>
}

/** Per-replay scalars that kernels read; set by the host before each replay. */
export interface ReplayScalars {
  /** optimizer step, counted from 1; seeds dropout and corrects Adam's bias */
  step: number
  /** learning rate of this step */
  learningRate: number
  /** dropout's seed */
  seed: number
  /** position of the token being decoded (KV-cache plans) */
  position: number
  /** how the next token is drawn (KV-cache plans); absent: the most probable one is taken */
  draw?: { temperature: number; topK: number; topP: number; dice: number }
}

export const elements = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** Bytes of one number. */
export const elementBytes = ({ dtype }: Pick<Tensor, 'dtype'>): number => (dtype === 'f16' ? 2 : 4)

/** Bytes of a tensor's numbers. */
export const tensorBytes = (tensor: Pick<Tensor, 'dtype' | 'shape'>): number => elementBytes(tensor) * elements(tensor.shape)

/** `count` rows of a tensor from row `from` on, under its name and in its memory. GPUs bind them where they begin a multiple of 256 bytes after it. */
export function rowsOf(tensor: Tensor, from: number, count: number, width = 1): Tensor {
  return { ...tensor, offset: tensor.offset + from * width, shape: width === 1 ? [count] : [count, width] }
}

export function bytesOf(plan: Plan, withStore = true): number {
  let bytes = withStore ? plan.layout.size * 4 * (usesKind(plan, 'm') ? 4 : usesKind(plan, 'grad') ? 2 : 1) : 0
  for (const t of plan.tensors.values()) if (['input', 'activation', 'state', 'constant'].includes(t.kind)) bytes += tensorBytes(t)
  return bytes
}

function usesKind(plan: Plan, kind: TensorKind): boolean {
  for (const t of plan.tensors.values()) if (t.kind === kind) return true
  return false
}
