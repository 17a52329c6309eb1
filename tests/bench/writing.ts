/** How fast models write from weights in 8 and in 4 bits, in turns on one thread; what each says is first held against floats that stand for the same. */
import { randomBatch } from '../../src/cli/measure.ts'
import { openRuntime } from '../../src/cli/runtime.ts'
import { flatten, unflatten } from '../../src/core/checkpoint/tensors.ts'
import { quantize, unpacked } from '../../src/core/compress/quantize.ts'
import { openQuantized } from '../../src/core/compress/quantizedPlan.ts'
import type { ModelConfig } from '../../src/core/config.ts'
import { initialWeights } from '../../src/core/model/init.ts'
import { modelLayout } from '../../src/core/model/plans.ts'
import type { ParameterStore, Runtime } from '../../src/core/runtime/runtime.ts'
import { Decoder } from '../../src/core/sample/decoder.ts'
import { generate } from '../../src/core/sample/generate.ts'

const BITS = [8, 4] as const
const SIZES: readonly ModelConfig[] = [
  { nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, nVocab: 87, dropout: 0 },
  { nLayer: 6, nHead: 6, nEmbd: 384, nCtx: 128, nVocab: 87, dropout: 0 },
  { nLayer: 2, nHead: 12, nEmbd: 768, nCtx: 128, nVocab: 1024, dropout: 0 },
]
const PROMPT = 16
const TOKENS = 48
/** Each takes its turn so often; the fastest counts, which other work on the machine has disturbed least. */
const ROUNDS = 15
/** A packed model's logits may lie so far from those of the floats, as a share of the largest. */
const APART = 1e-4

/** A markdown table. @throws Error where a packed model says something else than the floats that it stands for */
export async function benchWriting(): Promise<string> {
  const runtime = await openRuntime('wasm', 1)
  const lines: string[] = []
  for (const config of SIZES) {
    const { eight, four } = await inTurns(runtime, config)
    const rate = (ms: number) => ((1000 * TOKENS) / ms).toFixed(0)
    lines.push(
      `| ${config.nLayer}, ${config.nEmbd}, ${config.nVocab.toLocaleString('en')} | ${rate(eight)} | ${rate(four)} | ${(eight / four).toFixed(2)} |`,
    )
  }
  runtime.destroy()
  return [
    `Writing on one thread, tokens/s from packed weights, the best of ${ROUNDS} turns each.`,
    '',
    '| layers, width, vocabulary | 8 bits | 4 bits | 4 bits are faster by |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n')
}

/** Milliseconds for the tokens. */
async function inTurns(runtime: Runtime, config: ModelConfig): Promise<{ eight: number; four: number }> {
  const layout = modelLayout(config)
  const prompt = randomBatch(config, 1).ids.slice(0, PROMPT)
  const own: { store: ParameterStore; decoder: Decoder; best: number }[] = []
  for (const bits of BITS) {
    const packed = quantize(config, unflatten(layout, initialWeights(layout, 1)), bits)
    const store = await openQuantized(runtime, config, packed)
    const decoder = await Decoder.create(store, config, layout)
    const floats = await runtime.createStore(layout, { training: false })
    floats.write('weight', flatten(layout, unpacked(config, packed)))
    const plain = await Decoder.create(floats, config, layout)
    expectAlike(await decoder.logitsAfter(prompt), await plain.logitsAfter(prompt), `${config.nEmbd} wide, ${bits} bits`)
    plain.destroy()
    floats.destroy()
    own.push({ store, decoder, best: Number.POSITIVE_INFINITY })
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of own) {
      each.decoder.reset()
      // From the first token on: the prompt before it is read in one pass, by another kernel.
      let begun: number | undefined
      for await (const _ of generate(each.decoder, prompt, TOKENS + 1, { temperature: 1, topK: 0, topP: 1, seed: 1 }))
        begun ??= performance.now()
      each.best = Math.min(each.best, performance.now() - begun!)
    }
  }
  for (const { decoder, store } of own) {
    decoder.destroy()
    store.destroy()
  }
  return { eight: own[0]!.best, four: own[1]!.best }
}

function expectAlike(packed: ArrayLike<number>, floats: ArrayLike<number>, what: string): void {
  const most = Array.from(floats).reduce((largest, z) => Math.max(largest, Math.abs(z)), 0)
  for (let i = 0; i < floats.length; i++)
    if (!(Math.abs(packed[i]! - floats[i]!) <= APART * most))
      throw new Error(`${what}: logit ${i} is ${packed[i]} from packed weights and ${floats[i]} from floats`)
}
