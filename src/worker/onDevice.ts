/** Something that is computed once on the device: where the device is lost on the way, it is computed again on another. */
import { CourseError } from '../core/errors.ts'
import type { ModelConfig } from '../core/config.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import type { Devices } from './device.ts'

/** More often no device is lost: after three losses the CPU takes over, unless a GPU was asked for. */
const MOST_TRIES = 5

export async function onDevice<T>(devices: Devices, config: ModelConfig, work: (runtime: Runtime) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const { runtime } = await devices.getFor(config)
    const computing = work(runtime)
    computing.catch(() => {}) // what a lost device still says is heard by nobody
    try {
      return await Promise.race([computing, lossOf(runtime)])
    } catch (error) {
      if (!(error instanceof CourseError && error.code === 'device-lost') || tries === MOST_TRIES) throw error
      await devices.discard(runtime)
    }
  }
}

async function lossOf({ lost }: Runtime): Promise<never> {
  throw new CourseError('device-lost', `The GPU was lost: ${await lost}.`, 'Start it again.')
}
