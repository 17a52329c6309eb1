/** GPT-1 in plain TensorFlow.js ops, on one of its backends: node tfjs.mjs CASE.json wasm|webgpu|cpu */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { provideNavigator, run } from './peer.mjs'

const require = createRequire(import.meta.url)

await run(async (problem, backend) => {
  const adapter = backend === 'webgpu' ? await provideNavigator() : 'CPU'
  const tf = await open(backend)
  const { config, batch, ids, targets, weights, learningRate } = problem
  const w = Object.fromEntries(weights.map(({ name, shape, data }) => [name, tf.variable(tf.tensor(data, shape), true, name)]))
  const xs = tf.tensor1d(ids, 'int32')
  const chosen = tf.oneHot(tf.tensor1d(targets, 'int32'), config.nVocab)
  // Its wasm backend cannot differentiate a gather, so there the tokens' vectors are picked by a product.
  const hot = backend === 'wasm' ? tf.cast(tf.oneHot(xs, config.nVocab), 'float32') : undefined
  const embed = () => (hot ? tf.matMul(hot, w['tokens_embed.weight']) : tf.gather(w['tokens_embed.weight'], xs))
  const adam = tf.train.adam(learningRate)
  return {
    adapter: `${backend}: ${adapter}`,
    parameters: Object.values(w).reduce((sum, { size }) => sum + size, 0),
    sameWeights: true,
    async step() {
      const cost = adam.minimize(() => loss(tf, config, batch, w, embed(), chosen), true)
      const [value] = await cost.data()
      cost.dispose()
      return value
    },
  }
})

async function open(backend) {
  const tf = await import('@tensorflow/tfjs')
  if (backend === 'wasm') {
    const wasm = await import('@tensorflow/tfjs-backend-wasm')
    wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`)
  }
  if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu')
  if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend) throw new Error(`tfjs has no ${backend} backend here`)
  await tf.ready()
  return tf
}

/** Mean cross-entropy. Shapes: embedded [B·T, C], chosen [B·T, V]. */
function loss(tf, { nLayer, nHead, nEmbd: C, nCtx: T }, B, w, embedded, chosen) {
  const linear = (x, name) => tf.add(tf.matMul(x, w[`${name}.weight`]), w[`${name}.bias`])
  const norm = (x, name) => {
    const { mean, variance } = tf.moments(x, -1, true)
    return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-5))), w[`${name}.weight`]), w[`${name}.bias`])
  }
  const gelu = (x) => {
    const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.mul(x, tf.square(x)))))
    return tf.mul(tf.mul(0.5, x), tf.add(1, tf.tanh(inner)))
  }
  const future = tf.mul(-1e9, tf.sub(1, tf.linalg.bandPart(tf.ones([T, T]), -1, 0)))
  const attention = (x, name) => {
    const heads = (t) => tf.transpose(tf.reshape(t, [B, T, nHead, C / nHead]), [0, 2, 1, 3])
    const [q, k, v] = tf.split(linear(x, `${name}.c_attn`), 3, -1).map(heads)
    const shares = tf.softmax(tf.add(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(C / nHead)), future))
    return linear(tf.reshape(tf.transpose(tf.matMul(shares, v), [0, 2, 1, 3]), [B * T, C]), `${name}.c_proj`)
  }
  let x = tf.reshape(tf.add(tf.reshape(embedded, [B, T, C]), w['positions_embed.weight']), [B * T, C])
  for (let i = 0; i < nLayer; i++) {
    const h = `h.${i}`
    const n = norm(tf.add(x, attention(x, `${h}.attn`)), `${h}.ln_1`)
    x = norm(tf.add(n, linear(gelu(linear(n, `${h}.mlp.c_fc`)), `${h}.mlp.c_proj`)), `${h}.ln_2`)
  }
  const logits = tf.matMul(x, w['tokens_embed.weight'], false, true)
  return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), chosen), -1)))
}
