/** Checks that every runtime makes before it touches a tensor. */
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
