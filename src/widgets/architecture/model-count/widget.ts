/** A GPT's parameters by part, and what it costs, for any sizes. */
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'
import { countOf, readingsOf, sizesOf } from './count.ts'

export default defineWidget({
  id: 'model-count',
  title: 'Parameters and costs',
  teaches: 'Layers, width, context and vocabulary decide how many parameters a GPT has, where they sit, and what a token costs.',
  params: {
    layers: whole(1, 128),
    heads: whole(1, 256),
    width: whole(1, 20_480),
    context: whole(1, 8192),
    vocabulary: whole(2, 300_000),
    norm: choice(['post', 'pre']),
    output: choice(['tied', 'own']),
  },
  needs: 'device',
  /** sizes that nobody has set are the open model's */
  fit: (params, { config }) => ({
    ...sizesOf(config),
    ...Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)),
  }),
  readings: {
    parameters: 'learned numbers',
    tokens: 'of them in the token table',
    positions: 'of them in the position table',
    attention: 'of them in attention, all blocks',
    feedForward: 'of them in feed-forward layers, all blocks',
    forward: 'floating-point operations to read a token, in a whole window',
    training: 'the same with all gradients',
    trainingBytes: 'bytes of weights, gradients, moments and activations to learn from one window',
    cacheBytes: 'bytes of keys and values of a whole context',
    context: 'tokens that it sees',
  },
  compute: (sizes, { core }) => countOf(core, sizes),
  readingsOf,
})
