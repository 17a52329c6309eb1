/** Checks that every runtime makes before it touches a tensor, and what each writes when it compiles. */
import { CourseError } from '../errors.ts'
import { halfTensors } from '../plan/half.ts'
import { elements, type Plan, type Tensor } from '../plan/plan.ts'

export function findTensor(plan: Plan, name: string): Tensor {
  const tensor = plan.tensors.get(name)
  if (!tensor) throw new Error(`plan ${plan.name} has no tensor "${name}"; it has ${[...plan.tensors.keys()].slice(0, 8).join(', ')} …`)
  return tensor
}

function checkLength(tensor: Tensor, length: number): void {
  const expected = elements(tensor.shape)
  if (length !== expected) throw new Error(`${tensor.name} [${tensor.shape.join(',')}] holds ${expected} numbers, but ${length} were given`)
}

/** Checks that the host may write that many numbers into the tensor. */
export function checkWrite(tensor: Tensor, length: number): void {
  if (tensor.kind === 'constant') throw new Error(`${tensor.name} is a constant: the plan alone says what it holds`)
  checkLength(tensor, length)
}

/** @throws CourseError 'no-device' for a plan in half precision, which this device cannot store */
export function refuseHalf(plan: Plan, adapter: string): void {
  const [name] = halfTensors(plan)
  if (name === undefined) return
  throw new CourseError(
    'no-device',
    `${adapter} cannot store ${name} in half precision (f16).`,
    'Go on without half precision: leave --f16 out.',
  )
}

/** The names of the states and constants that a plan takes from another's program: what has one name is one thing. */
export function sharedTensors(plan: Plan, other: Plan | undefined): ReadonlySet<string> {
  const shared = new Set<string>()
  for (const { name, kind, shape } of plan.tensors.values()) {
    const same = other?.tensors.get(name)
    if ((kind !== 'state' && kind !== 'constant') || same?.kind !== kind) continue
    checkLength(same, elements(shape))
    shared.add(name)
  }
  return shared
}

/** The numbers of every constant of a plan, checked; without those that are `shared`, which another program has written. */
export function constants(plan: Plan, shared?: ReadonlySet<string>): { tensor: Tensor; data: Float32Array | Int32Array }[] {
  return [...plan.tensors.values()]
    .filter(({ kind, name }) => kind === 'constant' && !shared?.has(name))
    .map((tensor) => {
      if (!tensor.data) throw new Error(`${tensor.name} is a constant without numbers`)
      checkLength(tensor, tensor.data.length)
      return { tensor, data: tensor.data }
    })
}
