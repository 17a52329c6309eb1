/** GPT-1 once more, in plain TensorFlow.js ops: an independent witness, through another autodiff. */
import * as tf from '@tensorflow/tfjs'
import { GPT1_VARIANT, type ModelConfig } from '../../src/core/config.ts'

export type Weights = Record<string, tf.Tensor>

/** ids, targets [B·T] → logits [B·T, V] and mean cross-entropy. Weights carry Hugging Face's names. */
export function gptLoss(config: ModelConfig, weights: Weights, ids: Int32Array, targets: Int32Array, batch: number, time: number) {
  const { nLayer, nEmbd: C, nVocab } = config
  const wte = weights['tokens_embed.weight'] as tf.Tensor2D
  const positions = tf.range(0, time, 1, 'int32')
  let x = tf.add(tf.gather(wte, tf.tensor2d(ids, [batch, time], 'int32')), tf.gather(weights['positions_embed.weight']!, positions))
  for (let i = 0; i < nLayer; i++) x = block(config, weights, `h.${i}`, x, batch, time)
  const logits = tf.matMul(x.reshape([batch * time, C]) as tf.Tensor2D, wte, false, true)
  const logProbabilities = tf.logSoftmax(logits)
  const chosen = tf.oneHot(tf.tensor1d(targets, 'int32'), nVocab)
  const loss = tf.neg(tf.mean(tf.sum(tf.mul(logProbabilities, chosen), -1))) as tf.Scalar
  return { logits, loss }
}

function block(config: ModelConfig, w: Weights, h: string, x: tf.Tensor, batch: number, time: number): tf.Tensor {
  const n = layerNorm(w, `${h}.ln_1`, tf.add(x, attention(config, w, `${h}.attn`, x, batch, time)))
  const wide = gelu(linear(w, `${h}.mlp.c_fc`, n))
  return layerNorm(w, `${h}.ln_2`, tf.add(n, linear(w, `${h}.mlp.c_proj`, wide)))
}

function attention({ nHead, nEmbd: C }: ModelConfig, w: Weights, name: string, x: tf.Tensor, batch: number, time: number): tf.Tensor {
  const heads = (t: tf.Tensor) => t.reshape([batch, time, nHead, C / nHead]).transpose([0, 2, 1, 3])
  const [q, k, v] = tf.split(linear(w, `${name}.c_attn`, x), 3, -1).map(heads) as [tf.Tensor, tf.Tensor, tf.Tensor]
  const scores = tf.div(tf.matMul(q, k, false, true), Math.sqrt(C / nHead))
  const future = tf.sub(1, tf.linalg.bandPart(tf.ones([time, time]), -1, 0))
  const probabilities = tf.softmax(tf.sub(scores, tf.mul(future, 1e9)))
  const mixed = tf.matMul(probabilities, v).transpose([0, 2, 1, 3]).reshape([batch, time, C])
  return linear(w, `${name}.c_proj`, mixed)
}

function linear(w: Weights, name: string, x: tf.Tensor): tf.Tensor {
  const weight = w[`${name}.weight`] as tf.Tensor2D
  const rows = x.reshape([-1, weight.shape[0]]) as tf.Tensor2D
  return tf.add(tf.matMul(rows, weight), w[`${name}.bias`]!).reshape([...x.shape.slice(0, -1), weight.shape[1]])
}

function layerNorm(w: Weights, name: string, x: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true)
  const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, GPT1_VARIANT.normEps)))
  return tf.add(tf.mul(normal, w[`${name}.weight`]!), w[`${name}.bias`]!)
}

/** The tanh approximation that GPT-1 used. */
function gelu(x: tf.Tensor): tf.Tensor {
  const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.pow(x, 3))))
  return tf.mul(tf.mul(0.5, x), tf.add(1, tf.tanh(inner)))
}
