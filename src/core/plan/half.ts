/**
 * A plan whose forward activations are stored in half precision: what a training step keeps for its backward pass takes half
 * the memory, and half the traffic. Kernels compute in f32 all the same (see ops/half.wgsl.ts).
 *
 * What stays f32, and why: gradients, of which many are below 6e-8 and would vanish unless the loss were scaled; weights,
 * moments and sums; a norm's mean and rstd and attention's row sums, one number a row; logits, whose rounding goes straight
 * into the loss (2^-11 of 16 is 0.008 nats), and which a large vocabulary only ever has in part (headLoss.ts); and whatever no
 * call reads, since the host does.
 */
import type { OpName } from '../ops/name.ts'
import type { KernelCall, Plan, Tensor } from './plan.ts'

/** Outputs of the forward pass with a number for each token and column; none of what computes logits, gradients or updates, or only decodes. */
const STORED: Readonly<Record<OpName, readonly string[]>> = {
  embedding: ['x'],
  embeddingBackward: [],
  linear: ['y', 'pre'],
  linearBackwardInput: [],
  linearBackwardWeight: [],
  embeddingQuantized: [],
  linearQuantized: [],
  attention: ['out'],
  attentionBackward: [],
  attentionDecode: [],
  sampleToken: [],
  addLayerNorm: ['y', 'sum'],
  addLayerNormBackward: [],
  rotary: ['y'],
  repeatHeads: ['y'],
  repeatHeadsBackward: [],
  contextWindow: ['y'],
  contextWindowBackward: [],
  gatherRows: ['y'],
  gatherRowsBackward: [],
  recurrence: ['h'],
  recurrenceBackward: [],
  add: ['y'],
  dropout: ['y'],
  scaleColumns: ['y'],
  activation: ['y'],
  activationBackward: [],
  swiglu: ['y'],
  swigluBackward: [],
  norm: ['y'],
  normBackward: [],
  crossEntropy: [],
  softCrossEntropy: [],
  gradNorm: [],
  adamW: [],
}

/** Calls that look at single logits. */
const EXACT: readonly OpName[] = ['crossEntropy', 'softCrossEntropy', 'sampleToken']

/** Bytes of which a GPU's binding offsets are multiples, in halves. */
const ALIGN = 128

export function halfPlan(plan: Plan): Plan {
  const read = new Set(plan.calls.flatMap(({ inputs }) => names(inputs)))
  const exact = new Set(plan.calls.flatMap(({ op, inputs }) => (EXACT.includes(op) ? names(inputs) : [])))
  // Rows that begin between two binding offsets could not be bound.
  for (const { inputs, outputs } of plan.calls)
    for (const { name, offset } of [...Object.values(inputs), ...Object.values(outputs)]) if (offset % ALIGN !== 0) exact.add(name)
  const stored = plan.calls.flatMap(({ op, outputs }) => STORED[op].flatMap((slot) => outputs[slot] ?? []))
  const halves = new Set(
    stored
      .filter(({ name, kind }) => kind === 'activation' && !name.startsWith('grad/') && read.has(name) && !exact.has(name))
      .map(({ name }) => name),
  )
  const store = (tensor: Tensor): Tensor => (halves.has(tensor.name) ? { ...tensor, dtype: 'f16' } : tensor)
  const all = (slots: KernelCall['inputs']) => Object.fromEntries(Object.entries(slots).map(([slot, tensor]) => [slot, store(tensor)]))
  return {
    ...plan,
    calls: plan.calls.map((call) => ({ ...call, inputs: all(call.inputs), outputs: all(call.outputs) })),
    tensors: new Map([...plan.tensors].map(([name, tensor]) => [name, store(tensor)])),
  }
}

/** The names of what a plan stores in half precision. */
export const halfTensors = (plan: Plan): string[] =>
  [...plan.tensors.values()].filter(({ dtype }) => dtype === 'f16').map(({ name }) => name)

const names = (slots: KernelCall['inputs']): string[] => Object.values(slots).map(({ name }) => name)
