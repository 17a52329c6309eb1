/** Adam's two moments as a file: by the names of the parameters, "m/" and "v/" before them, and the step that they are of. */
import { CourseError } from '../errors.ts'
import { type TensorData, writeSafetensors } from './safetensors.ts'
import { DAMAGED, type Tensors } from './tensors.ts'

export const STATE = 'training_state.safetensors'

type Named = Iterable<readonly [string, TensorData]>

/** @throws CourseError 'not-a-number' */
export function writeMoments(m: Named, v: Named, step: number): Uint8Array<ArrayBuffer> {
  const under = (prefix: string, tensors: Named) => Array.from(tensors, ([name, tensor]) => [`${prefix}${name}`, tensor] as const)
  return writeSafetensors([...under('m/', m), ...under('v/', v)], { format: 'pt', step: String(step) })
}

/**
 * Tensors, or what is known of them before they are read, as two maps without the prefixes.
 * @throws CourseError 'bad-checkpoint' for a name with another prefix
 */
export function parseMoments<T>(entries: ReadonlyMap<string, T>): { m: Map<string, T>; v: Map<string, T> } {
  const moments = { m: new Map<string, T>(), v: new Map<string, T>() }
  for (const [key, entry] of entries) {
    const which = key.startsWith('m/') ? 'm' : key.startsWith('v/') ? 'v' : undefined
    if (!which)
      throw new CourseError(
        'bad-checkpoint',
        `${STATE} has tensors that are neither under "m/" nor under "v/": "${key.slice(0, 80)}".`,
        DAMAGED,
      )
    moments[which].set(key.slice(2), entry)
  }
  return moments
}

/** The second moment is a mean of squares. @throws CourseError 'bad-checkpoint' that names the first negative number */
export function checkSquares(v: Tensors): void {
  for (const [name, { data }] of v) {
    const bad = data.findIndex((value) => value < 0)
    if (bad >= 0)
      throw new CourseError(
        'bad-checkpoint',
        `${STATE} has ${data[bad]} at index ${bad} of "v/${name}", but a mean of squares is never negative.`,
        DAMAGED,
      )
  }
}
