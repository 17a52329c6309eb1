/** A block, a model: what the learner begins with, and the lesson's own code. */

export const start = `// Every row to mean 0 and variance 1, then times a gain, plus a bias. name + '.weight' and name + '.bias'
function layerNorm(x: Tensor, p: Params, name: string): Tensor {
  const gain = p[name + '.weight'], bias = p[name + '.bias'], n = gain.data.length
  const hat = new Float64Array(x.data.length) // (x − mean) / √(variance + 1e-5)
  const inverse = new Float64Array(x.data.length / n) // 1 / √(variance + 1e-5), of each row
  const out = new Tensor(x.shape, [x, gain, bias], () => {
    // With g = out.grad · gain: x.grad += (g − mean(g) − hat · mean(g · hat)) · inverse. And the gain, and the bias?
  })
  return out
}

// GPT's, by tanh: ½x(1 + tanh(√(2/π)(x + 0.044715x³)))
function gelu(x: Tensor): Tensor {
  return map(x, (v) => v, (v) => 1)
}

// What one layer does. name is 'h.0', 'h.1', …; inside are '.attn', '.ln_1', '.mlp.c_fc', '.mlp.c_proj', '.ln_2'
function block(x: Tensor, p: Params, name: string, heads: number): Tensor {
  return x
}

// ids: B texts, one after another → logits [B,T,V]
function gpt(ids: number[], B: number, p: Params, { nLayer, nHead }: Config): Tensor {
  const h = embed(ids, B, p)
  return h
}
`

export const solution = `// Every row to mean 0 and variance 1, then times a gain, plus a bias. name + '.weight' and name + '.bias'
function layerNorm(x: Tensor, p: Params, name: string): Tensor {
  const gain = p[name + '.weight'], bias = p[name + '.bias'], n = gain.data.length
  const hat = new Float64Array(x.data.length) // (x − mean) / √(variance + 1e-5)
  const inverse = new Float64Array(x.data.length / n) // 1 / √(variance + 1e-5), of each row
  const out = new Tensor(x.shape, [x, gain, bias], () => {
    for (let r = 0; r < inverse.length; r++) {
      let mean = 0, along = 0
      for (let j = 0, i = r * n; j < n; j++, i++) {
        mean += (out.grad[i] * gain.data[j]) / n
        along += (out.grad[i] * gain.data[j] * hat[i]) / n
        gain.grad[j] += out.grad[i] * hat[i]
        bias.grad[j] += out.grad[i]
      }
      for (let j = 0, i = r * n; j < n; j++, i++)
        x.grad[i] += (out.grad[i] * gain.data[j] - mean - hat[i] * along) * inverse[r]
    }
  })
  for (let r = 0; r < inverse.length; r++) {
    const row = x.data.subarray(r * n, r * n + n)
    const mean = row.reduce((sum, v) => sum + v, 0) / n
    inverse[r] = 1 / Math.sqrt(row.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n + 1e-5)
    for (let j = 0, i = r * n; j < n; j++, i++) {
      hat[i] = (x.data[i] - mean) * inverse[r]
      out.data[i] = hat[i] * gain.data[j] + bias.data[j]
    }
  }
  return out
}

// GPT's, by tanh: ½x(1 + tanh(√(2/π)(x + 0.044715x³)))
function gelu(x: Tensor): Tensor {
  const c = Math.sqrt(2 / Math.PI), tanh = (v: number) => Math.tanh(c * (v + 0.044715 * v ** 3))
  const slope = (v: number, t = tanh(v)) => 0.5 * (1 + t) + 0.5 * v * (1 - t * t) * c * (1 + 3 * 0.044715 * v * v)
  return map(x, (v) => 0.5 * v * (1 + tanh(v)), (v) => slope(v))
}

// What one layer does. name is 'h.0', 'h.1', …; inside are '.attn', '.ln_1', '.mlp.c_fc', '.mlp.c_proj', '.ln_2'
function block(x: Tensor, p: Params, name: string, heads: number): Tensor {
  const n = layerNorm(add(x, attention(x, p, name + '.attn', heads)), p, name + '.ln_1')
  const inner = gelu(linear(n, p, name + '.mlp.c_fc'))
  return layerNorm(add(n, linear(inner, p, name + '.mlp.c_proj')), p, name + '.ln_2')
}

// ids: B texts, one after another → logits [B,T,V]
function gpt(ids: number[], B: number, p: Params, { nLayer, nHead }: Config): Tensor {
  const table = p['tokens_embed.weight'], [V, C] = table.shape
  let h = embed(ids, B, p)
  for (let l = 0; l < nLayer; l++) h = block(h, p, 'h.' + l, nHead)
  return matmul(h, pick(table, [1, C, V], (_, c, v) => v * C + c))
}
`
