/** The state of a run on the host: all that an exact resume needs. */
import { CourseError } from '../errors.ts'
import type { ParameterStore } from '../runtime/runtime.ts'

export interface Snapshot {
  /** the four flat buffers but the gradients, each [layout.size] */
  weights: Float32Array
  m: Float32Array
  v: Float32Array
  /** steps taken */
  step: number
  /** batches drawn */
  cursor: number
}

/** Before the first step: moments of zero. */
export const beginning = (weights: Float32Array): Snapshot => ({
  weights,
  m: new Float32Array(weights.length),
  v: new Float32Array(weights.length),
  step: 0,
  cursor: 0,
})

export async function readSnapshot(store: ParameterStore, step: number, cursor: number): Promise<Snapshot> {
  const [weights, m, v] = await Promise.all([store.read('weight'), store.read('m'), store.read('v')])
  return { weights, m, v, step, cursor }
}

/** @throws CourseError 'bad-checkpoint' where a buffer's length is not the layout's */
export function writeSnapshot(store: ParameterStore, { weights, m, v }: Snapshot): void {
  for (const [name, data] of [
    ['weight', weights],
    ['m', m],
    ['v', v],
  ] as const) {
    if (data.length !== store.layout.size) {
      throw new CourseError(
        'bad-checkpoint',
        `The saved ${name} buffer has ${data.length} numbers, but this model needs ${store.layout.size}.`,
        'Resume with the sizes that the run was started with.',
      )
    }
    store.write(name, data)
  }
}

/** True if every number is finite: fit to be saved. */
export const isSound = ({ weights, m, v }: Snapshot): boolean => [weights, m, v].every(allFinite)

function allFinite(buffer: Float32Array): boolean {
  for (let i = 0; i < buffer.length; i++) if (!Number.isFinite(buffer[i])) return false
  return true
}
