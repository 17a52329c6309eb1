/** Times writing at one size: a prompt in passes and one by one, then tokens, from weights in 32, 8 or 4 bits. */
import type { ModelConfig } from '../core/config.ts'
import { unflatten } from '../core/checkpoint/tensors.ts'
import { openQuantized } from '../core/compress/quantizedPlan.ts'
import { quantize, quantizedBytes } from '../core/compress/quantize.ts'
import { CourseError } from '../core/errors.ts'
import { initialWeights } from '../core/model/init.ts'
import { decodingPlan, modelLayout } from '../core/model/plans.ts'
import type { ParameterStore, Runtime } from '../core/runtime/runtime.ts'
import { Decoder } from '../core/sample/decoder.ts'
import { generate } from '../core/sample/generate.ts'
import { randomBatch } from './measure.ts'

export interface Writing {
  bits: 32 | 8 | 4
  weightBytes: number
  /** of that many tokens, with the logits after the last; the plans were ready */
  promptTokens: number
  promptMs: number
  oneByOneMs: number
  tokensPerSecond: number
}

/** A model of that size with random weights, which are the same in every form. @throws CourseError 'kernel-failed' where the prompt's two ways do not end in the same bits */
export async function measureWriting(
  runtime: Runtime,
  config: ModelConfig,
  bits: Writing['bits'],
  counts: { prompt: number; tokens: number },
): Promise<Writing> {
  const { store, weightBytes } = await open(runtime, config, bits)
  const layout = modelLayout(config)
  const prompt = randomBatch(config, 1).ids.slice(0, counts.prompt)
  const decoder = await Decoder.create(store, config, layout)
  try {
    const whole = await decoder.logitsAfter(prompt)
    decoder.reset()
    let begun = performance.now()
    await decoder.logitsAfter(prompt)
    const promptMs = performance.now() - begun

    const alone = await store.compile(decodingPlan(config, layout))
    begun = performance.now()
    prompt.forEach((id, position) => {
      alone.write('ids', Int32Array.of(id))
      alone.replay({ step: 0, learningRate: 0, seed: 0, position })
    })
    const logits = await alone.read('logits')
    const oneByOneMs = performance.now() - begun
    alone.destroy()
    const differs = logits.findIndex((z, i) => z !== whole[i])
    if (differs >= 0)
      throw new CourseError(
        'kernel-failed',
        `Logit ${differs} is ${whole[differs]} after the prompt in passes, but ${logits[differs]} one by one.`,
        'Report this with the name of the device.',
      )

    begun = performance.now()
    for await (const _ of generate(decoder, prompt, counts.tokens, { temperature: 1, topK: 0, topP: 1, seed: 1 })) {
    }
    return {
      bits,
      weightBytes,
      promptTokens: prompt.length,
      promptMs,
      oneByOneMs,
      tokensPerSecond: (counts.tokens * 1000) / (performance.now() - begun),
    }
  } finally {
    decoder.destroy()
    store.destroy()
  }
}

async function open(runtime: Runtime, config: ModelConfig, bits: Writing['bits']): Promise<{ store: ParameterStore; weightBytes: number }> {
  const layout = modelLayout(config)
  const weights = initialWeights(layout, 1)
  if (bits !== 32) {
    const packed = quantize(config, unflatten(layout, weights), bits)
    return { store: await openQuantized(runtime, config, packed), weightBytes: quantizedBytes(packed) }
  }
  const store = await runtime.createStore(layout, { training: false })
  store.write('weight', weights)
  return { store, weightBytes: 4 * layout.size }
}
