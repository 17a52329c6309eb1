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
 * @param called what a tensor of ours is called there, for messages: by its own name where it is there
 * @throws CourseError 'bad-checkpoint' that names what is missing, too much or of another shape
 */
export function expectParameters<T extends Shaped>(
  tensors: ReadonlyMap<string, T>,
  config: ModelConfig,
  name: string,
  called: (key: string, tensor?: T) => string = (key) => key,
): Map<string, T> {
  const parameters = modelParameters(config)
  const found = new Map(
    parameters.map(({ name: key, shape }) => [key, expectTensor(tensors, key, shape, name, called(key, tensors.get(key)))]),
  )
  const extra = [...tensors].filter(([key]) => !found.has(key)).map(([key, tensor]) => called(key, tensor))
  if (extra.length > 0) {
    const named = extra.slice(0, 3).map(quoted).join(', ')
    throw new CourseError(
      'bad-checkpoint',
      `${name} has ${extra.length} tensors that config.json knows nothing of: ${named}${extra.length > 3 ? ' …' : ''}.`,
      extra.some((key) => /\.lora_[AB]\b/.test(key))
        ? 'These are adapters beside the weights they change: save the model with them merged (merge_and_unload in PEFT). Nothing was loaded.'
        : DAMAGED,
    )
  }
  return found
}

const quoted = (key: string): string => `"${key.slice(0, 80)}"`

function expectTensor<T extends Shaped>(
  tensors: ReadonlyMap<string, T>,
  key: string,
  shape: readonly number[],
  name: string,
  called = key,
): T {
  const tensor = tensors.get(key)
  if (!tensor) throw new CourseError('bad-checkpoint', `${name} has no tensor ${quoted(called)} ([${shape}]).`, DAMAGED)
  const { shape: found, data } = tensor
  if (found.length !== shape.length || found.some((size, i) => size !== shape[i]) || (data && data.length !== elements(shape))) {
    const turned = shape.length === 2 && found.length === 2 && found[0] === shape[1] && found[1] === shape[0]
    throw new CourseError(
      'bad-checkpoint',
      `${name} has ${quoted(called)} with the shape [${found}], but config.json makes it [${shape}].`,
      turned
        ? "It is transposed: PyTorch's Linear keeps a matrix as [out, in], and GPT-1 and GPT-2 as [in, out]. Transpose the matrices of all blocks before saving. Nothing was loaded."
        : DAMAGED,
    )
  }
  return tensor
}
