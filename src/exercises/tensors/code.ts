/** Tensors and gradients: what the learner begins with, and the lesson's own code. */

export const start = `// a·b: rows of a, columns of b. [m,k]·[k,n] → [m,n]
// A b of [N,k,n] holds N matrices, and each multiplies its own m rows of a.
function matmul(a: Tensor, b: Tensor): Tensor {
  const [k, n] = b.shape.slice(-2)
  const m = (a.data.length * n) / b.data.length
  const out = new Tensor([...a.shape.slice(0, -1), n], [a, b], () => {
    // Add to a.grad and b.grad what out.grad says of them.
  })
  // Fill out.data: a is row-major, so a[r][p] is a.data[r * k + p].
  return out
}

// A tensor of other numbers' copies: out[l][m][n] is x.data[at(l, m, n)].
function pick(x: Tensor, [L, M, N]: number[], at: At): Tensor {
  const out = new Tensor([L, M, N], [x], () => {
    // Each gradient goes back to where its number came from.
  })
  return out
}

// Fills the gradients of everything that the loss was computed from.
function backward(loss: Tensor): void {
  // loss.grad is 1. Then call back() of each tensor, when its own gradient is complete.
}
`

export const solution = `// a·b: rows of a, columns of b. [m,k]·[k,n] → [m,n]
// A b of [N,k,n] holds N matrices, and each multiplies its own m rows of a.
function matmul(a: Tensor, b: Tensor): Tensor {
  const [k, n] = b.shape.slice(-2)
  const m = (a.data.length * n) / b.data.length
  const out = new Tensor([...a.shape.slice(0, -1), n], [a, b], () => {
    const [A, B, dA, dB, dOut] = [a.data, b.data, a.grad, b.grad, out.grad]
    for (let r = 0; r < dOut.length / n; r++)
      for (let p = 0; p < k; p++) {
        const x = A[r * k + p], row = (Math.floor(r / m) * k + p) * n
        let sum = 0
        for (let j = 0; j < n; j++) {
          sum += dOut[r * n + j] * B[row + j]
          dB[row + j] += dOut[r * n + j] * x
        }
        dA[r * k + p] += sum
      }
  })
  const [A, B, O] = [a.data, b.data, out.data]
  for (let r = 0; r < O.length / n; r++)
    for (let p = 0; p < k; p++) {
      const x = A[r * k + p], row = (Math.floor(r / m) * k + p) * n
      for (let j = 0; j < n; j++) O[r * n + j] += x * B[row + j]
    }
  return out
}

// A tensor of other numbers' copies: out[l][m][n] is x.data[at(l, m, n)].
function pick(x: Tensor, [L, M, N]: number[], at: At): Tensor {
  const from = new Int32Array(L * M * N)
  for (let i = 0; i < from.length; i++) from[i] = at(Math.floor(i / (M * N)), Math.floor(i / N) % M, i % N)
  const out = new Tensor([L, M, N], [x], () => {
    for (let i = 0; i < from.length; i++) x.grad[from[i]] += out.grad[i]
  })
  for (let i = 0; i < from.length; i++) out.data[i] = x.data[from[i]]
  return out
}

// Fills the gradients of everything that the loss was computed from.
function backward(loss: Tensor): void {
  const order = new Set<Tensor>()
  const visit = (t: Tensor) => {
    if (order.has(t)) return
    t.parents.forEach(visit)
    order.add(t)
  }
  visit(loss)
  loss.grad.fill(1)
  for (const t of [...order].reverse()) t.back()
}
`
