/** Tracing: a model function runs once over symbolic tensors and leaves a list of kernel calls. */
import type { OpName } from '../ops/name.ts'
import type { GradientTape } from './tape.ts'
import { elements, type KernelCall, type Parameter, type ParameterLayout, type Plan, type Tensor } from './plan.ts'

/** Flat-buffer alignment in elements: 256 bytes, what WebGPU asks of a binding offset. */
const ALIGN = 64
const align = (n: number): number => Math.ceil(n / ALIGN) * ALIGN

export type ParameterSpec = Omit<Parameter, 'offset' | 'decay'>

/**
 * Lays parameters out in one flat buffer: decayed ones (two or more dimensions) first, so that AdamW
 * needs a single boundary to know where weight decay ends.
 */
export function layOut(specs: readonly ParameterSpec[]): ParameterLayout & { decayUntil: number } {
  let end = 0
  const place = (decay: boolean) =>
    specs
      .filter((s) => s.shape.length >= 2 === decay)
      .map((s): Parameter => {
        const parameter = { ...s, decay, offset: end }
        end += align(elements(s.shape))
        return parameter
      })
  const decayed = place(true)
  const decayUntil = end
  return { parameters: [...decayed, ...place(false)], decayUntil, size: end }
}

export class Trace {
  readonly calls: KernelCall[] = []
  readonly tensors = new Map<string, Tensor>()
  /** see Plan.gradients; differentiate.ts fills it */
  readonly gradients = new Map<string, string>()
  /** calls that have brought their own gradients: differentiate leaves them out */
  readonly settled = new Set<KernelCall>()
  /** … and starts from these: what dL/d(tensor) was written to */
  readonly seeds = new Map<Tensor, Tensor>()
  /** gradient rules of single calls, in the place of their ops' own */
  readonly rules = new Map<KernelCall, (tape: GradientTape) => void>()

  constructor(
    readonly name: string,
    readonly layout: ParameterLayout,
  ) {}

  private add(tensor: Tensor): Tensor {
    const known = this.tensors.get(tensor.name)
    if (known) throw new Error(`tensor ${tensor.name} is defined twice in plan ${this.name}`)
    this.tensors.set(tensor.name, tensor)
    return tensor
  }

  private find(name: string): Parameter {
    const parameter = this.layout.parameters.find((p) => p.name === name)
    if (!parameter) throw new Error(`plan ${this.name} has no parameter ${name}`)
    return parameter
  }

  /** The weight of that name; its gradient is `grad/<name>`. */
  weight(name: string): Tensor {
    const p = this.find(name)
    return this.tensors.get(name) ?? this.add({ name, shape: p.shape, dtype: 'f32', kind: 'weight', offset: p.offset })
  }

  weightGradient(name: string): Tensor {
    const p = this.find(name)
    return (
      this.tensors.get(`grad/${name}`) ?? this.add({ name: `grad/${name}`, shape: p.shape, dtype: 'f32', kind: 'grad', offset: p.offset })
    )
  }

  /** A whole flat buffer as one tensor, for the optimizer. */
  flat(kind: 'weight' | 'grad' | 'm' | 'v'): Tensor {
    const name = `flat/${kind}`
    return this.tensors.get(name) ?? this.add({ name, shape: [this.layout.size], dtype: 'f32', kind, offset: 0 })
  }

  input(name: string, shape: readonly number[], dtype: 'f32' | 'i32' = 'f32'): Tensor {
    return this.add({ name, shape, dtype, kind: 'input', offset: 0 })
  }

  state(name: string, shape: readonly number[]): Tensor {
    return this.add({ name, shape, dtype: 'f32', kind: 'state', offset: 0 })
  }

  activation(name: string, shape: readonly number[]): Tensor {
    return this.add({ name, shape, dtype: 'f32', kind: 'activation', offset: 0 })
  }

  /** Numbers that the plan itself knows; the same name gives the same tensor. */
  constant(name: string, shape: readonly number[], data: Float32Array | Int32Array): Tensor {
    return (
      this.tensors.get(name) ??
      this.add({ name, shape, dtype: data instanceof Int32Array ? 'i32' : 'f32', kind: 'constant', offset: 0, data })
    )
  }

  call(
    op: OpName,
    inputs: Record<string, Tensor | undefined>,
    outputs: Record<string, Tensor | undefined>,
    args: Record<string, number>,
  ): void {
    this.calls.push({ op, inputs: present(inputs), outputs: present(outputs), args })
  }

  /** Says that the calls from number `first` on compute their gradients themselves, and where those lie. */
  settle(first: number, gradients: Iterable<readonly [of: Tensor, gradient: Tensor]>): void {
    for (const call of this.calls.slice(first)) this.settled.add(call)
    for (const [tensor, gradient] of gradients) this.seeds.set(tensor, gradient)
  }

  plan(): Plan {
    return { name: this.name, calls: this.calls, tensors: this.tensors, layout: this.layout, gradients: this.gradients }
  }
}

function present(slots: Record<string, Tensor | undefined>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(slots).filter((e): e is [string, Tensor] => e[1] !== undefined))
}
