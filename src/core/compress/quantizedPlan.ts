/** Running packed weights: any forward plan, its linear layers and embeddings put onto the kernels that unpack as they go. */
import { flatten } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { modelLayout } from '../model/plans.ts'
import type { KernelCall, ParameterLayout, Plan, Tensor } from '../plan/plan.ts'
import type { ParameterStore, Runtime } from '../runtime/runtime.ts'
import { packingOf } from './pack.ts'
import { plainLayout, type QuantizedWeights } from './quantize.ts'

/**
 * The same plan over packed weights, which are its constants: every program holds its own. What stays floats lies in the flat buffer of `layout`.
 * @param plan without dropout and without gradients
 */
export function quantizedPlan(plan: Plan, { bits, matrices }: QuantizedWeights, layout: ParameterLayout): Plan {
  const tensors = new Map<string, Tensor>()
  const offsets = new Map(layout.parameters.map(({ name, offset }) => [name, offset]))
  const use = (tensor: Tensor): Tensor => {
    if (tensor.kind === 'grad' || tensor.kind === 'm' || tensor.kind === 'v')
      throw new Error(`plan ${plan.name} trains, but packed weights cannot`)
    if (tensor.kind !== 'weight') return add(tensor, plan.tensors.get(tensor.name))
    const offset = offsets.get(tensor.name)
    if (offset === undefined) throw new Error(`plan ${plan.name} reads ${tensor.name} by an op that takes no packed matrix`)
    return add({ ...tensor, offset })
  }
  // Rows of a tensor have its name, and it is the whole that has memory.
  const add = (tensor: Tensor, whole = tensor): Tensor => {
    if (!tensors.has(tensor.name)) tensors.set(tensor.name, whole)
    return tensor
  }
  const constant = (name: string, shape: readonly number[], data: Float32Array | Int32Array) =>
    add({ name, shape, data, kind: 'constant', dtype: data instanceof Int32Array ? 'i32' : 'f32', offset: 0 })
  const packed = ({ name }: Tensor) => {
    const { rows, words, scales } = matrices.get(name)!
    return {
      words: constant(`${name}.words`, [rows, words.length / rows], words),
      scales: constant(`${name}.scales`, [rows, scales.length / rows], scales),
    }
  }
  const all = (slots: KernelCall['inputs']) => Object.fromEntries(Object.entries(slots).map(([slot, tensor]) => [slot, use(tensor)]))

  const calls = plan.calls.map(({ op, inputs, outputs, args }): KernelCall => {
    if (op === 'linear' && matrices.has(inputs.weight!.name)) {
      const { weight, ...rest } = inputs
      const { rows, in: K, out } = args
      return {
        op: 'linearQuantized',
        inputs: { ...all(rest), ...packed(weight!) },
        outputs: all(outputs),
        args: { rows: rows!, in: K!, out: out!, ...packingOf(bits, K!) },
      }
    }
    if (op === 'embedding' && matrices.has(inputs.wte!.name)) {
      if (args.dropout) throw new Error(`plan ${plan.name} has dropout, but packed embeddings have none`)
      const { words: wte, scales: wteScales } = packed(inputs.wte!)
      const positions = inputs.wpe && (matrices.has(inputs.wpe.name) ? packed(inputs.wpe) : { words: use(inputs.wpe), scales: undefined })
      const tables = {
        ids: use(inputs.ids!),
        wte,
        wteScales,
        ...(positions && { wpe: positions.words, ...(positions.scales && { wpeScales: positions.scales }) }),
      }
      const { batch, time, width, decode } = args
      return {
        op: 'embeddingQuantized',
        inputs: tables,
        outputs: all(outputs),
        args: { batch: batch!, time: time!, width: width!, decode: decode!, ...packingOf(bits, width!) },
      }
    }
    return { op, inputs: all(inputs), outputs: all(outputs), args }
  })
  return { name: `${plan.name}, ${bits} bits`, calls, tensors, layout, gradients: new Map() }
}

/** A store in which any forward plan over the model's own layout runs from packed weights. It cannot train. */
export async function openQuantized(runtime: Runtime, config: ModelConfig, weights: QuantizedWeights): Promise<ParameterStore> {
  const layout = plainLayout(config)
  const store = await runtime.createStore(layout, { training: false })
  store.write('weight', flatten(layout, weights.plain))
  return { ...store, layout: modelLayout(config), compile: (plan, beside) => store.compile(quantizedPlan(plan, weights, layout), beside) }
}
