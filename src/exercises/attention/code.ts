/** Embedding and attention: what the learner begins with, and the lesson's own code. */

export const start = `// Softmax of every row: x's last axis.
function softmax(x: Tensor): Tensor {
  const n = x.shape.at(-1)
  const out = new Tensor(x.shape, [x], () => {
    // dx = p · (dp − Σ p·dp), row by row
  })
  return out
}

// Rows of both tables, added. ids: B texts, one after another → [B,T,C]
function embed(ids: number[], B: number, p: Params): Tensor {
  const tokens = p['tokens_embed.weight'], places = p['positions_embed.weight']
  const T = ids.length / B, C = tokens.shape[1]
  return new Tensor([B, T, C])
}

// How much each token reads from each: [N,T,d] · [N,d,T] → [N,T,T]
function shares(q: Tensor, k: Tensor): Tensor {
  const [N, T, d] = q.shape
  return new Tensor([N, T, T])
}

// x·W + b
function linear(x: Tensor, p: Params, name: string): Tensor {
  return add(matmul(x, p[name + '.weight']), p[name + '.bias'])
}

// [B,T,C] → [B,T,C]. name + '.c_attn' makes q, k and v in one [C,3C]; '.c_proj' mixes the heads.
function attention(x: Tensor, p: Params, name: string, heads: number): Tensor {
  const [B, T, C] = x.shape, d = C / heads
  const qkv = linear(x, p, name + '.c_attn') // [B,T,3C]
  return linear(x, p, name + '.c_proj')
}
`

export const solution = `// Softmax of every row: x's last axis.
function softmax(x: Tensor): Tensor {
  const n = x.shape.at(-1)
  const out = new Tensor(x.shape, [x], () => {
    for (let r = 0; r < x.data.length; r += n) {
      let mean = 0
      for (let i = r; i < r + n; i++) mean += out.data[i] * out.grad[i]
      for (let i = r; i < r + n; i++) x.grad[i] += out.data[i] * (out.grad[i] - mean)
    }
  })
  for (let r = 0; r < x.data.length; r += n) {
    const top = Math.max(...x.data.subarray(r, r + n))
    let sum = 0
    for (let i = r; i < r + n; i++) sum += out.data[i] = Math.exp(x.data[i] - top)
    for (let i = r; i < r + n; i++) out.data[i] /= sum
  }
  return out
}

// Rows of both tables, added. ids: B texts, one after another → [B,T,C]
function embed(ids: number[], B: number, p: Params): Tensor {
  const tokens = p['tokens_embed.weight'], places = p['positions_embed.weight']
  const T = ids.length / B, C = tokens.shape[1]
  const rows = pick(tokens, [B, T, C], (b, t, c) => ids[b * T + t] * C + c)
  return add(rows, pick(places, [B, T, C], (b, t, c) => t * C + c))
}

// How much each token reads from each: [N,T,d] · [N,d,T] → [N,T,T]
function shares(q: Tensor, k: Tensor): Tensor {
  const [N, T, d] = q.shape, scale = 1 / Math.sqrt(d)
  const past = (i: number) => i % T <= Math.floor(i / T) % T
  return softmax(map(matmul(q, k), (s, i) => (past(i) ? s * scale : -Infinity), (s, i) => (past(i) ? scale : 0)))
}

// x·W + b
function linear(x: Tensor, p: Params, name: string): Tensor {
  return add(matmul(x, p[name + '.weight']), p[name + '.bias'])
}

// [B,T,C] → [B,T,C]. name + '.c_attn' makes q, k and v in one [C,3C]; '.c_proj' mixes the heads.
function attention(x: Tensor, p: Params, name: string, heads: number): Tensor {
  const [B, T, C] = x.shape, d = C / heads, N = B * heads
  const qkv = linear(x, p, name + '.c_attn') // [B,T,3C]
  const at = (n: number, t: number, c: number) => (Math.floor(n / heads) * T + t) * 3 * C + (n % heads) * d + c
  const q = pick(qkv, [N, T, d], (n, t, c) => at(n, t, c))
  const k = pick(qkv, [N, d, T], (n, c, t) => at(n, t, C + c))
  const v = pick(qkv, [N, T, d], (n, t, c) => at(n, t, 2 * C + c))
  const mixed = matmul(shares(q, k), v) // [N,T,d]
  const joined = pick(mixed, [B, T, C], (b, t, c) => ((b * heads + Math.floor(c / d)) * T + t) * d + (c % d))
  return linear(joined, p, name + '.c_proj')
}
`
