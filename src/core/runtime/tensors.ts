/** Checks that every runtime makes before it touches a tensor, and what each writes when it compiles. */
import { elements, type Plan, type Tensor } from '../plan/plan.ts'

export function findTensor(plan: Plan, name: string): Tensor {
  const tensor = plan.tensors.get(name)
  if (!tensor) throw new Error(`plan ${plan.name} has no tensor "${name}"; it has ${[...plan.tensors.keys()].slice(0, 8).join(', ')} …`)
  return tensor
}

export function checkLength(tensor: Tensor, length: number): void {
  const expected = elements(tensor.shape)
  if (length !== expected) throw new Error(`${tensor.name} [${tensor.shape.join(',')}] holds ${expected} numbers, but ${length} were given`)
}

/** Checks that the host may write that many numbers into the tensor. */
export function checkWrite(tensor: Tensor, length: number): void {
  if (tensor.kind === 'constant') throw new Error(`${tensor.name} is a constant: the plan alone says what it holds`)
  checkLength(tensor, length)
}

/** The numbers of every constant of a plan, checked. */
export function constants(plan: Plan): { tensor: Tensor; data: Float32Array | Int32Array }[] {
  return [...plan.tensors.values()]
    .filter(({ kind }) => kind === 'constant')
    .map((tensor) => {
      if (!tensor.data) throw new Error(`${tensor.name} is a constant without numbers`)
      checkLength(tensor, tensor.data.length)
      return { tensor, data: tensor.data }
    })
}
