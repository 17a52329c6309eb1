/** The model's tensors between three homes: the runtime's flat buffers, maps by name, and files. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { modelParameters } from '../model/model.ts'
import { elements, type ParameterLayout } from '../plan/plan.ts'
import type { TensorData } from './safetensors.ts'

export type Tensors = ReadonlyMap<string, TensorData>

export const DAMAGED = 'The files do not belong together, or the model is not of the sizes that config.json says. Nothing was loaded.'

/** Views of a flat buffer [layout.size] by parameter name, without copying. */
export function unflatten(layout: ParameterLayout, flat: Float32Array): Map<string, TensorData> {
  return new Map(
    layout.parameters.map(({ name, shape, offset }) => [name, { shape, data: flat.subarray(offset, offset + elements(shape)) }]),
  )
}

/** A new flat buffer [layout.size]; padding is zero. @param name what holds the tensors, for messages @throws CourseError 'bad-checkpoint' for a missing tensor or another shape */
export function flatten(layout: ParameterLayout, tensors: Tensors, name = 'The model'): Float32Array {
  const flat = new Float32Array(layout.size)
  for (const { name: key, shape, offset } of layout.parameters) flat.set(expectTensor(tensors, key, shape, name).data, offset)
  return flat
}

/** What is known of a tensor before its numbers are read. */
type Shaped = Pick<TensorData, 'shape'> & Partial<TensorData>

/**
 * Exactly the parameters of the config, in their order.
 * @param name what holds the tensors, for messages
 * @throws CourseError 'bad-checkpoint' that names what is missing, too much or of another shape
 */
export function expectParameters<T extends Shaped>(tensors: ReadonlyMap<string, T>, config: ModelConfig, name: string): Map<string, T> {
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
      `${name} has ${extra.length} tensors that config.json knows nothing of: ${named}${extra.length > 3 ? ' …' : ''}.`,
      DAMAGED,
    )
  }
  return found
}

function expectTensor<T extends Shaped>(tensors: ReadonlyMap<string, T>, key: string, shape: readonly number[], name: string): T {
  const tensor = tensors.get(key)
  if (!tensor) throw new CourseError('bad-checkpoint', `${name} has no tensor "${key}" ([${shape}]).`, DAMAGED)
  const { shape: found, data } = tensor
  if (found.length !== shape.length || found.some((size, i) => size !== shape[i]) || (data && data.length !== elements(shape))) {
    throw new CourseError('bad-checkpoint', `${name} has "${key}" with the shape [${found}], but config.json makes it [${shape}].`, DAMAGED)
  }
  return tensor
}
