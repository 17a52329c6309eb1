/** Weight gradients of one shape wait for each other and become one dispatch, as late as what needs them allows. */
import { overlap } from '../../plan/overlap.ts'
import { elements, type KernelCall, type Plan, type Tensor } from '../../plan/plan.ts'

/** Calls with their numbers in the plan: one of any op, or weight gradients that differ in their tensors alone. */
export interface Batch {
  readonly calls: readonly KernelCall[]
  readonly numbers: readonly number[]
}

interface Open {
  readonly key: string
  readonly accumulate: number
  readonly entries: { call: KernelCall; number: number }[]
}

/** What one dispatch binds of a buffer, in elements: 128 MiB, what every WebGPU device takes. */
const MOST = 2 ** 25

/** The plan's calls in the order in which they run. Sums that share a target stay in the plan's order. */
export function batches(plan: Plan): Batch[] {
  const order: Batch[] = []
  let open: Open[] = []
  const close = () => {
    order.push(...open.map(({ entries }) => inMemoryOrder(entries)))
    open = []
  }
  const waiting = () => open.flatMap(({ entries }) => entries.map(({ call }) => call))

  for (const [number, call] of plan.calls.entries()) {
    if (call.op !== 'linearBackwardWeight') {
      if (waiting().some((other) => clash(call, other))) close()
      order.push({ calls: [call], numbers: [number] })
      continue
    }
    const key = keyOf(call)
    const goal = call.outputs.dweight!
    const home = open.find(({ entries }) => entries.some((entry) => touches(entry.call, goal)))
    if (home && (home.key !== key || !fits(home, call))) close()
    const found = open.find(
      (batch) => batch.key === key && (batch === home || batch.accumulate === call.args.accumulate) && fits(batch, call),
    )
    if (found) found.entries.push({ call, number })
    else open.push({ key, accumulate: call.args.accumulate!, entries: [{ call, number }] })
  }
  close()
  return order
}

const keyOf = ({ args, inputs, outputs }: KernelCall): string =>
  [args.rows, args.in, args.out, args.transposed, outputs.dbias ? 'bias' : '', inputs.x!.dtype, inputs.dy!.dtype].join()

/** Weights in their order in the flat buffers, so that what a batch binds runs upwards; equal targets as they came. */
function inMemoryOrder(entries: Open['entries']): Batch {
  const sorted = entries.toSorted((a, b) => a.call.outputs.dweight!.offset - b.call.outputs.dweight!.offset)
  return { calls: sorted.map(({ call }) => call), numbers: sorted.map(({ number }) => number) }
}

/** Would one binding still reach all of the batch's operands, and all of its targets? */
function fits({ entries }: Open, added: KernelCall): boolean {
  const calls = [...entries.map(({ call }) => call), added]
  const goals = calls.map(({ outputs }) => outputs.dweight!)
  const largest = Math.max(...['x', 'dy'].map((slot) => elements(added.inputs[slot]!.shape)))
  const from = Math.min(...goals.map(({ offset }) => offset))
  const to = Math.max(...goals.map(({ offset, shape }) => offset + elements(shape)))
  return calls.length * (largest + 64) <= MOST && to - from <= MOST
}

const touches = ({ outputs }: KernelCall, tensor: Tensor): boolean => Object.values(outputs).some((output) => overlap(output, tensor))

/** May `call` not run before the waiting one: does it read or write its targets, or write what it reads? */
function clash(call: KernelCall, other: KernelCall): boolean {
  const reads = Object.values(call.inputs)
  const writes = Object.values(call.outputs)
  return (
    [...reads, ...writes].some((tensor) => touches(other, tensor)) ||
    Object.values(other.inputs).some((input) => writes.some((tensor) => overlap(tensor, input)))
  )
}
