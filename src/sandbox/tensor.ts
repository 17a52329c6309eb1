/** The tensor that a learner's code is written with: numbers, their gradients, and how to pass gradients on. All that the sandbox gives. */

/** Numbers in rows, row-major. `grad` says how much the result would change if one of them were moved. */
export class Tensor {
  readonly data: Float64Array
  readonly grad: Float64Array

  /**
   * @param parents the tensors that it was computed from
   * @param back adds to the parents' gradients what this tensor's gradient says of them
   */
  constructor(
    readonly shape: readonly number[],
    readonly parents: readonly Tensor[] = [],
    readonly back: () => void = () => {},
  ) {
    const size = shape.reduce((all, n) => all * n, 1)
    this.data = new Float64Array(size)
    this.grad = new Float64Array(size)
  }
}

/** A tensor of given numbers, which was computed from nothing. */
export function tensor(shape: readonly number[], numbers: ArrayLike<number>): Tensor {
  const made = new Tensor(shape)
  made.data.set(numbers)
  return made
}

/** a + b. A shorter b is added to every row of a: a bias, [n], to [..,n]. */
export function add(a: Tensor, b: Tensor): Tensor {
  const size = b.data.length
  const out = new Tensor(a.shape, [a, b], () => {
    for (let i = 0; i < out.grad.length; i++) {
      a.grad[i]! += out.grad[i]!
      b.grad[i % size]! += out.grad[i]!
    }
  })
  for (let i = 0; i < out.data.length; i++) out.data[i] = a.data[i]! + b.data[i % size]!
  return out
}

/** f of every number. `slope` is f's derivative; both are given the number, and its place. */
export function map(x: Tensor, f: (number: number, place: number) => number, slope: (number: number, place: number) => number): Tensor {
  const out = new Tensor(x.shape, [x], () => {
    for (let i = 0; i < x.grad.length; i++) x.grad[i]! += slope(x.data[i]!, i) * out.grad[i]!
  })
  for (let i = 0; i < x.data.length; i++) out.data[i] = f(x.data[i]!, i)
  return out
}
