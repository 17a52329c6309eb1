/** Reads the golden values that make_golden.py wrote. */
import { readFileSync } from 'node:fs'
import type { ModelConfig } from '../../src/core/config.ts'
import type { OptimizerSettings } from '../../src/core/model/plans.ts'
import type { ParameterLayout } from '../../src/core/plan/plan.ts'

export interface GoldenTensor {
  shape: number[]
  data: Float32Array
}

export interface Golden {
  config: ModelConfig
  batch: number
  /** tokens in a row; at most the context */
  time: number
  optimizer: OptimizerSettings
  learningRate: number
  /** one batch for each of the five steps, [batch · time] */
  batches: { ids: Int32Array; targets: Int32Array }[]
  weights: Map<string, GoldenTensor>
  /** of the first batch, before training */
  logits: GoldenTensor
  loss: number
  gradients: Map<string, GoldenTensor>
  /** of the five steps: each loss is from before its update, each norm from before clipping */
  losses: number[]
  gradNorms: number[]
  weightsAfter: Map<string, GoldenTensor>
}

interface Encoded {
  shape: number[]
  f32: string
}

export function loadGolden(name: 'short' | 'full' | 'gpt2' | 'erf' | 'llama'): Golden {
  const json = JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'))
  const { learningRate, ...optimizer } = json.adamw
  return {
    ...json,
    learningRate,
    optimizer,
    batches: json.batches.map(({ ids, targets }: Record<string, number[]>) => ({
      ids: Int32Array.from(ids!),
      targets: Int32Array.from(targets!),
    })),
    weights: decodeAll(json.weights),
    logits: decode(json.logits),
    gradients: decodeAll(json.gradients),
    weightsAfter: decodeAll(json.weightsAfter),
  }
}

function decodeAll(tensors: Record<string, Encoded>): Map<string, GoldenTensor> {
  return new Map(Object.entries(tensors).map(([name, tensor]) => [name, decode(tensor)]))
}

function decode({ shape, f32 }: Encoded): GoldenTensor {
  const bytes = Uint8Array.from(Buffer.from(f32, 'base64'))
  return { shape, data: new Float32Array(bytes.buffer) }
}

/** The named tensors as one flat buffer. Throws if the names or shapes differ from the layout's in either direction. */
export function flatten(tensors: ReadonlyMap<string, GoldenTensor>, layout: ParameterLayout): Float32Array {
  const flat = new Float32Array(layout.size)
  if (tensors.size !== layout.parameters.length)
    throw new Error(`${tensors.size} golden tensors, but ${layout.parameters.length} parameters`)
  for (const { name, shape, offset } of layout.parameters) {
    const tensor = tensors.get(name)
    if (tensor?.shape.join() !== shape.join()) throw new Error(`${name} is [${shape}], but the golden values have [${tensor?.shape}]`)
    flat.set(tensor.data, offset)
  }
  return flat
}
