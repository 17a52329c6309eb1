/** Packed weights: how far they are from the floats, exact sizes, plans that run from them, and folders that come back to the bit. */
import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../tests/support/compare.ts'
import { record } from '../../../tests/support/tinyModel.ts'
import { gptVariants } from '../../../tests/support/variants.ts'
import { inMemory } from '../checkpoint/source.ts'
import { flatten, unflatten } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { initialWeights } from '../model/init.ts'
import { evaluationPlan, modelLayout, trainingPlan } from '../model/plans.ts'
import { unpackRow } from '../ops/linear-quantized/reference.ts'
import { normal, streamKey } from '../random.ts'
import type { ParameterStore } from '../runtime/runtime.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { Decoder } from '../sample/decoder.ts'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { type Bits, BITS, mostOf, packingOf, packMatrix } from './pack.ts'
import { quantize, quantizedBytes, unpacked } from './quantize.ts'
import { isQuantizedFolder, readQuantizedFolder, readQuantizedSources, writeQuantizedFolder } from './quantizedFolder.ts'
import { openQuantized, quantizedPlan } from './quantizedPlan.ts'

const config: ModelConfig = { nLayer: 2, nHead: 3, nEmbd: 36, nCtx: 9, nVocab: 11, dropout: 0 }
const ids = Int32Array.from({ length: 9 }, (_, i) => (i * 7 + 3) % 11)
const scalars = { step: 0, learningRate: 0, seed: 0, position: 0 }
const weightsOf = (of: ModelConfig) => {
  const layout = modelLayout(of)
  return unflatten(
    layout,
    initialWeights(layout, 1).map((value, i) => value + 0.2 * normal(streamKey(2, 0, 0), i)),
  )
}

async function logitsOf(store: ParameterStore, of: ModelConfig): Promise<Float32Array> {
  const program = await store.compile(evaluationPlan(of, modelLayout(of), 1, Math.min(9, of.nCtx)))
  const some = ids.slice(0, Math.min(9, of.nCtx))
  program.write('ids', some)
  program.write('targets', some)
  program.replay(scalars)
  return program.read('logits')
}

describe('packing', () => {
  it.each<Bits>([...BITS])('%d bits: every number is within half a step of its own', (bits) => {
    const at = (row: number, column: number) => normal(streamKey(1, 0, row), column)
    const { words, scales } = packMatrix(5, 45, bits, at)
    const packing = packingOf(bits, 45)
    for (let row = 0; row < 5; row++) {
      unpackRow(words, scales, row, 45, packing).forEach((value, column) => {
        const group = Math.floor(column / packing.group)
        const scale = scales[row * Math.ceil(45 / packing.group) + group]!
        // Clipping costs the largest numbers more than half a step.
        const clipped = Math.abs(value) > (mostOf(bits) - 0.5) * scale
        if (!clipped) expect(Math.abs(value - at(row, column))).toBeLessThanOrEqual(0.5001 * scale)
      })
    }
  })

  it('a row of zeros stays zero', () => {
    const { words, scales } = packMatrix(2, 40, 4, (row) => row)
    expect([...unpackRow(words, scales, 0, 40, packingOf(4, 40))]).toEqual(new Array(40).fill(0))
  })
})

describe.each<Bits>([...BITS])('with %d bits', (bits) => {
  const whole = (at: (row: number, column: number) => number) => {
    const { words, scales } = packMatrix(2, 70, bits, at)
    return { scales, rows: [0, 1].map((row) => [...unpackRow(words, scales, row, 70, packingOf(bits, 70))]) }
  }

  it('rows of zeros, a row of 1e-6 and an outlier of 1e4 are numbers', () => {
    for (const at of [
      () => 0,
      (row: number) => row * 1e-6,
      (row: number, column: number) => (row === 1 && column === 3 ? 1e4 : 0.01 * row),
    ]) {
      const { scales, rows } = whole(at)
      expect([...scales, ...rows.flat()].every(Number.isFinite)).toBe(true)
      expect(rows[0]).toEqual(new Array(70).fill(0))
    }
    expect(whole((row) => row * 1e-6).rows[1]![0]! / 1e-6).toBeCloseTo(1, 4)
    const { rows } = whole((row, column) => (row === 1 && column === 3 ? 1e4 : 0.01 * row))
    expect(rows[1]![3]! / 1e4).toBeCloseTo(1, 4)
    // With blocks only those beside it are lost; a scale for the whole row loses all.
    expect(rows[1]![4]).toBe(0)
    expect(rows[1]![69]! / 0.01).toBeCloseTo(bits === 8 ? 0 : 1, 4)
  })
})

describe('a quantized model', () => {
  it.each<Bits>([...BITS])(
    'with %d bits gives the logits of the weights that it stands for, in whole passes and token by token',
    async (bits) => {
      const packed = quantize(config, weightsOf(config), bits)
      const runtime = await openWasm()
      const layout = modelLayout(config)
      const floats = await runtime.createStore(layout, { training: false })
      floats.write('weight', flatten(layout, unpacked(config, packed)))
      const expected = await logitsOf(floats, config)
      const store = await openQuantized(runtime, config, packed)
      expectClose(await logitsOf(store, config), expected, { rtol: 1e-4, atol: 1e-4, name: 'logits' })
      const decoder = await Decoder.create(store, config, layout)
      expectClose(await decoder.logitsAfter(ids), expected.slice(-config.nVocab), { rtol: 1e-4, atol: 1e-4, name: 'decoded' })
    },
  )

  it.each(gptVariants.map(({ name, config: variant }) => [name, variant] as const))('runs in every variant: %s', async (_, variant) => {
    const packed = quantize(variant, weightsOf(variant), 8)
    const runtime = await openWasm()
    const layout = modelLayout(variant)
    const floats = await runtime.createStore(layout, { training: false })
    floats.write('weight', flatten(layout, unpacked(variant, packed)))
    expectClose(await logitsOf(await openQuantized(runtime, variant, packed), variant), await logitsOf(floats, variant), {
      rtol: 1e-4,
      atol: 1e-4,
    })
  })

  it('is measured where the loss of a large vocabulary goes in chunks', async () => {
    const large: ModelConfig = { nLayer: 1, nHead: 1, nEmbd: 4, nCtx: 256, nVocab: 20_000, dropout: 0 }
    const packed = quantize(large, weightsOf(large), 8)
    const runtime = await openWasm()
    const layout = modelLayout(large)
    const floats = await runtime.createStore(layout, { training: false })
    floats.write('weight', flatten(layout, unpacked(large, packed)))
    const plan = evaluationPlan(large, layout, 4)
    expect([...plan.tensors.keys()]).toContain('logits/chunk')
    const [expected, actual] = await Promise.all(
      [floats, await openQuantized(runtime, large, packed)].map(async (store) => {
        const program = await store.compile(plan)
        program.write(
          'ids',
          Int32Array.from({ length: 1024 }, (_, i) => (i * 7919) % 20_000),
        )
        program.write(
          'targets',
          Int32Array.from({ length: 1024 }, (_, i) => (i * 104_729) % 20_000),
        )
        program.replay(scalars)
        return program.read('losses')
      }),
    )
    expectClose(actual!, expected!, { rtol: 1e-4, atol: 1e-4 })
  })

  it('takes exactly so many bytes', () => {
    const weights = weightsOf(config)
    const plain = 4 * (2 * (4 * 36 + 3 * 36 + 36 + 4 * 36 + 36))
    // Rows of c_attn, c_proj, c_fc, the second c_proj, tokens and positions; a scale for each, a number for each column.
    const rows = 2 * (108 + 36 + 144) + 11 + 9
    expect(quantizedBytes(quantize(config, weights, 8))).toBe(plain + rows * (36 + 4) + 2 * 36 * (144 + 4))
    // 36 numbers of 4 bits take five words and two scales, 144 take 18 and five.
    expect(quantizedBytes(quantize(config, weights, 4))).toBe(plain + rows * (20 + 8) + 2 * 36 * (72 + 20))
  })

  it('does not train, and says so', () => {
    const layout = modelLayout(config)
    const plan = trainingPlan(config, layout, 1, { beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0, clip: 1 })
    expect(() => quantizedPlan(plan, quantize(config, weightsOf(config), 8), layout)).toThrow('trains, but packed weights cannot')
  })
})

describe('a quantized folder', () => {
  const tokenizer = CharacterTokenizer.fromText('abcdefghij')
  const own = { ...config, nVocab: tokenizer.size }

  it.each<Bits>([...BITS])('with %d bits comes back to the bit', (bits) => {
    const weights = quantize(own, weightsOf(own), bits)
    const folder = writeQuantizedFolder({ config: own, tokenizer, weights })
    expect(isQuantizedFolder(folder)).toBe(true)
    const back = readQuantizedFolder(folder)
    expect(back.config).toEqual(own)
    expect(back.weights).toEqual(weights)
    expect(writeQuantizedFolder(back)).toEqual(folder)
  })

  it('keeps the record of its run, and is read from a disk or a zip as from memory', async () => {
    const weights = quantize(own, weightsOf(own), 8)
    const folder = writeQuantizedFolder({ config: own, tokenizer, weights, run: record })
    const sources = new Map([...folder].map(([name, bytes]) => [name, inMemory(bytes)]))
    expect(readQuantizedFolder(folder).run).toEqual(record)
    expect(await readQuantizedSources(sources)).toEqual(readQuantizedFolder(folder))
    const endless = { size: 2 ** 40, read: async () => new Uint8Array(8) }
    await expect(readQuantizedSources(new Map(sources).set('model.safetensors', endless))).rejects.toThrow(/takes at most/)
  })

  it('refuses what does not fit', () => {
    const folder = writeQuantizedFolder({ config: own, tokenizer, weights: quantize(own, weightsOf(own), 4) })
    const put = (name: string, change: (text: string) => string) =>
      new Map(folder).set(name, new TextEncoder().encode(change(new TextDecoder().decode(folder.get(name)))))
    expect(() => readQuantizedFolder(put('config.json', (json) => json.replace('"bits": 4', '"bits": 8')))).toThrow(
      /config.json makes it (F32|I8)/,
    )
    expect(() => readQuantizedFolder(put('config.json', (json) => json.replace('"n_layer": 2', '"n_layer": 1')))).toThrow(
      'knows nothing of',
    )
    expect(() => readQuantizedFolder(put('config.json', (json) => json.replace('"bits": 4', '"bits": 5')))).toThrow(
      'must be 8, 6, 4, 3 or 2',
    )
    folder.set('model.safetensors', folder.get('model.safetensors')!.slice(0, -1))
    expect(() => readQuantizedFolder(folder)).toThrow('model.safetensors')
  })
})
