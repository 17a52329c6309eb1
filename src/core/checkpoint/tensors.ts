/** The model's tensors between three homes: the runtime's flat buffers, maps by name, and files. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { modelParameters } from '../model/model.ts'
import { elements, type ParameterLayout } from '../plan/plan.ts'
import type { TensorData } from './safetensors.ts'

export type Tensors = ReadonlyMap<string, TensorData>

const DAMAGED = 'The files do not belong together, or the model is not a GPT-1 of these sizes. Nothing was loaded.'

/** Views of a flat buffer [layout.size] by parameter name, without copying. */
export function unflatten(layout: ParameterLayout, flat: Float32Array): Map<string, TensorData> {
  return new Map(
    layout.parameters.map(({ name, shape, offset }) => [name, { shape, data: flat.subarray(offset, offset + elements(shape)) }]),
  )
}

/** A new flat buffer [layout.size]; padding is zero. @throws CourseError 'bad-checkpoint' for a missing tensor or another shape */
export function flatten(layout: ParameterLayout, tensors: Tensors): Float32Array {
  const flat = new Float32Array(layout.size)
  for (const { name, shape, offset } of layout.parameters) flat.set(expectTensor(tensors, name, shape, 'The model').data, offset)
  return flat
}

/**
 * Exactly the parameters of the config, in their order.
 * @param name what holds the tensors, for messages
 * @throws CourseError 'bad-checkpoint' that names what is missing, too much or of another shape
 */
export function expectParameters(tensors: Tensors, config: ModelConfig, name: string): Map<string, TensorData> {
  const parameters = modelParameters(config)
  const found = new Map(parameters.map((parameter) => [parameter.name, expectTensor(tensors, parameter.name, parameter.shape, name)]))
  const extra = [...tensors.keys()].filter((key) => !found.has(key))
  if (extra.length > 0) {
    const named = extra
      .slice(0, 3)
      .map((key) => `"${key.slice(0, 80)}"`)
      .join(', ')
    throw new CourseError(
      'bad-checkpoint',
      `${name} has ${extra.length} tensors that GPT-1 does not: ${named}${extra.length > 3 ? ' …' : ''}.`,
      DAMAGED,
    )
  }
  return found
}

function expectTensor(tensors: Tensors, key: string, shape: readonly number[], name: string): TensorData {
  const tensor = tensors.get(key)
  if (!tensor) throw new CourseError('bad-checkpoint', `${name} has no tensor "${key}" ([${shape}]).`, DAMAGED)
  if (tensor.shape.length !== shape.length || tensor.shape.some((size, i) => size !== shape[i]) || tensor.data.length !== elements(shape)) {
    throw new CourseError(
      'bad-checkpoint',
      `${name} has "${key}" with the shape [${tensor.shape}], but config.json makes it [${shape}].`,
      DAMAGED,
    )
  }
  return tensor
}

/**
 * Hugging Face's keys to ours: without `transformer.`, without the causal masks and position numbers that old versions
 * saved, and without a tied `lm_head.weight`, which must equal the token embedding.
 */
export function fromHfNames(tensors: Tensors): Map<string, TensorData> {
  const ours = new Map<string, TensorData>()
  for (const [key, tensor] of tensors) {
    const name = key.replace(/^transformer\./, '')
    if (/^(h\.\d+\.attn\.bias|position_ids|lm_head\.weight)$/.test(name)) continue
    if (ours.has(name))
      throw new CourseError('bad-checkpoint', `model.safetensors has "${name.slice(0, 80)}" with and without "transformer.".`, DAMAGED)
    ours.set(name, tensor)
  }
  const head = tensors.get('lm_head.weight')
  const embedding = ours.get('tokens_embed.weight')
  if (head && embedding && (head.data.length !== embedding.data.length || head.data.some((value, i) => value !== embedding.data[i]))) {
    throw new CourseError(
      'bad-checkpoint',
      'model.safetensors has an "lm_head.weight" that differs from "tokens_embed.weight", but GPT-1 ties them.',
      DAMAGED,
    )
  }
  return ours
}
