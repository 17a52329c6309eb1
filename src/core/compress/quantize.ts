/** A model whose matrices are packed: which of them can be, and what is left as it was. */
import type { TensorData } from '../checkpoint/safetensors.ts'
import type { Tensors } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { forward, modelParameters } from '../model/model.ts'
import { modelLayout } from '../model/plans.ts'
import { unpackRow } from '../ops/linear-quantized/reference.ts'
import { elements, type ParameterLayout } from '../plan/plan.ts'
import { layOut, Trace } from '../plan/trace.ts'
import { type Bits, packingOf, packMatrix, type PackedMatrix } from './pack.ts'

export interface QuantizedWeights {
  bits: Bits
  /** by the parameter's name; each row is an output, or a token */
  matrices: ReadonlyMap<string, PackedMatrix>
  /** norms, biases, and what other ops read: 32-bit floats */
  plain: Tensors
}

/**
 * The matrices that can be packed, and whether they are turned: a linear layer's [in,out] becomes [out,in], so that a row is an output;
 * an embedding's [V,C] stays. Read off the model's own plan: whatever only `linear` and `embedding` read.
 */
export function packable(config: ModelConfig): Map<string, { turned: boolean }> {
  const t = new Trace('what reads which weight', modelLayout(config))
  forward(t, config, { batch: 1, time: 1 })
  const found = new Map<string, { turned: boolean }>()
  const others = new Set<string>()
  for (const { op, inputs, args } of t.calls) {
    for (const [slot, { name, kind }] of Object.entries(inputs)) {
      if (kind !== 'weight') continue
      if (op === 'linear' && slot === 'weight') found.set(name, { turned: args.transposed === 0 })
      else if (op === 'embedding') found.set(name, { turned: false })
      else if (slot !== 'bias') others.add(name)
    }
  }
  return new Map([...found].filter(([name]) => !others.has(name)))
}

/** The parameters that stay floats, laid out by themselves. */
export function plainLayout(config: ModelConfig): ParameterLayout {
  const packed = packable(config)
  return layOut(modelParameters(config).filter(({ name }) => !packed.has(name)))
}

/** Packs every matrix that can be. */
export function quantize(config: ModelConfig, weights: Tensors, bits: Bits): QuantizedWeights {
  const matrices = new Map<string, PackedMatrix>()
  for (const [name, { turned }] of packable(config)) {
    const { shape, data } = weights.get(name)!
    const [height, width] = shape as [number, number]
    matrices.set(
      name,
      turned
        ? packMatrix(width, height, bits, (n, k) => data[k * width + n]!)
        : packMatrix(height, width, bits, (n, k) => data[n * width + k]!),
    )
  }
  return { bits, matrices, plain: new Map([...weights].filter(([name]) => !matrices.has(name))) }
}

/** The weights that the packed ones stand for, as the model's own parameters. */
export function unpacked(config: ModelConfig, { bits, matrices, plain }: QuantizedWeights): Map<string, TensorData> {
  const turned = packable(config)
  return new Map(
    modelParameters(config).map(({ name, shape }) => {
      const matrix = matrices.get(name)
      if (!matrix) return [name, plain.get(name)!]
      const { rows, columns, words, scales } = matrix
      const data = new Float32Array(rows * columns)
      for (let row = 0; row < rows; row++) {
        const numbers = unpackRow(words, scales, row, columns, packingOf(bits, columns))
        if (!turned.get(name)!.turned) data.set(numbers, row * columns)
        else for (let column = 0; column < columns; column++) data[column * rows + row] = numbers[column]!
      }
      return [name, { shape, data }]
    }),
  )
}

/** Bytes of the weights in memory. */
export function quantizedBytes({ matrices, plain }: QuantizedWeights): number {
  let bytes = 0
  for (const { words, scales } of matrices.values()) bytes += words.byteLength + scales.byteLength
  for (const { shape } of plain.values()) bytes += 4 * elements(shape)
  return bytes
}
