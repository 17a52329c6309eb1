/** GPT-1 in jax-js, the whole training step in one `jit`: node jax.mjs CASE.json wasm|webgpu. An array is consumed by its use; `.ref` keeps it. */
import { provideNavigator, run } from './peer.mjs'

await run(async ({ config, batch: B, ids, targets, weights, learningRate }, device) => {
  const adapter = device === 'webgpu' ? await provideNavigator() : 'CPU'
  const jax = await import('@jax-js/jax')
  const { numpy: np, nn, tree } = jax
  const found = await jax.init(device)
  if (!found.includes(device)) throw new Error(`jax-js has no ${device} device here; it has ${found.join(', ')}`)
  jax.defaultDevice(device)
  const { nLayer, nHead, nEmbd: C, nCtx: T, nVocab: V } = config

  const lossOf = (w, hot, chosen) => {
    const linear = (x, name) => np.matmul(x, w[`${name}.weight`]).add(w[`${name}.bias`])
    const norm = (x, name) => nn.standardize(x, -1, { epsilon: 1e-5 }).mul(w[`${name}.weight`]).add(w[`${name}.bias`])
    const attention = (x, name) => {
      const [q, k, v] = np.split(linear(x, `${name}.c_attn`), 3, -1).map((t) => t.reshape([B, T, nHead, C / nHead]))
      return linear(nn.dotProductAttention(q, k, v, { isCausal: true }).reshape([B * T, C]), `${name}.c_proj`)
    }
    // jax-js has no gradient of a gather, so the tokens' vectors are picked by a product.
    let x = np
      .matmul(hot, w['tokens_embed.weight'].ref)
      .reshape([B, T, C])
      .add(w['positions_embed.weight'])
      .reshape([B * T, C])
    for (let i = 0; i < nLayer; i++) {
      const h = `h.${i}`
      const n = norm(x.ref.add(attention(x, `${h}.attn`)), `${h}.ln_1`)
      x = norm(n.ref.add(linear(nn.gelu(linear(n, `${h}.mlp.c_fc`)), `${h}.mlp.c_proj`)), `${h}.ln_2`)
    }
    const logits = np.matmul(x, w['tokens_embed.weight'].transpose())
    return nn
      .logSoftmax(logits, -1)
      .mul(chosen)
      .sum()
      .mul(-1 / (B * T))
  }

  const [beta1, beta2, eps] = [0.9, 0.999, 1e-8]
  /** Adam. `rates` is [α/(1−β1ᵗ), 1/(1−β2ᵗ)]. */
  const step = jax.jit((w, m, v, rates, hot, chosen) => {
    const [loss, grads] = jax.valueAndGrad(lossOf)(tree.ref(w), hot, chosen)
    const [rate, second] = np.split(rates, 2)
    const out = { w: {}, m: {}, v: {} }
    for (const name of Object.keys(w)) {
      const g = grads[name]
      const mNext = m[name].mul(beta1).add(g.ref.mul(1 - beta1))
      const vNext = v[name].mul(beta2).add(g.ref.mul(g).mul(1 - beta2))
      const denominator = np.sqrt(vNext.ref.mul(second.ref)).add(eps)
      out.w[name] = w[name].sub(mNext.ref.mul(rate.ref).div(denominator))
      out.m[name] = mNext
      out.v[name] = vNext
    }
    rate.dispose()
    second.dispose()
    return [loss, out.w, out.m, out.v]
  })

  const oneHot = (values) => nn.oneHot(np.array(values, { dtype: np.int32 }), V).astype(np.float32)
  const [hot, chosen] = [oneHot(ids), oneHot(targets)]
  let w = Object.fromEntries(weights.map(({ name, shape, data }) => [name, np.array(Float32Array.from(data)).reshape(shape)]))
  let m = tree.map((x) => np.zeros(x.shape), w)
  let v = tree.map((x) => np.zeros(x.shape), w)
  let n = 0
  return {
    adapter: `${device}: ${adapter}`,
    parameters: weights.reduce((sum, { data }) => sum + data.length, 0),
    sameWeights: true,
    async step() {
      n++
      const rates = np.array([learningRate / (1 - beta1 ** n), 1 / (1 - beta2 ** n)])
      let loss
      ;[loss, w, m, v] = step(w, m, v, rates, hot.ref, chosen.ref)
      await jax.blockUntilReady(w)
      return (await loss.data())[0]
    },
  }
})
