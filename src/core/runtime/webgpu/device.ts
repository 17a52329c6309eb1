/** What goes wrong on a GPU device, gathered in one place: loss, uncaptured errors, lack of memory, bad kernels. */
import { CourseError } from '../../errors.ts'
import { lifetime } from '../../lifetime.ts'

export interface DeviceWatch {
  /** resolves with the reason when the device is gone, but not when `destroy` was called */
  readonly lost: Promise<string>
  /** the first failure; nothing that the device computes is to be trusted after it */
  readonly failure: CourseError | undefined
  /** Throws the failure, if there is one. */
  check(): void
  /** Waits for `work`, but no longer than the device lives. */
  whileAlive<T>(work: Promise<T>): Promise<T>
  destroy(): void
}

const AGAIN = 'Go on from the last save; if it happens again, continue on the CPU (?runtime=wasm).'

export function watchDevice(device: GPUDevice): DeviceWatch {
  let failure: CourseError | undefined
  let ours = false
  const life = lifetime()
  device.addEventListener('uncapturederror', (event) => {
    failure ??=
      event.error instanceof GPUOutOfMemoryError
        ? outOfMemory(`The GPU ran out of memory: ${event.error.message}`)
        : new CourseError('kernel-failed', `The GPU reported an error: ${event.error.message}`, AGAIN)
  })
  const gone = device.lost.then(({ message, reason }) => {
    const why = message || reason
    failure ??= new CourseError('device-lost', `The GPU device was lost (${why}).`, AGAIN)
    life.end(failure)
    return why
  })
  const lost = new Promise<string>((resolve) => {
    gone.then((why) => {
      if (!ours) resolve(why)
    })
  })
  const check = () => {
    if (failure) throw failure
  }
  return {
    lost,
    check,
    get failure() {
      return failure
    },
    async whileAlive(work) {
      check()
      try {
        return await life.within(work)
      } catch (error) {
        // A mapping is aborted a little before the loss is announced.
        if (error instanceof CourseError) throw error
        await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 100))])
        check()
        throw new CourseError('device-lost', `The GPU gave no answer: ${error instanceof Error ? error.message : error}`, AGAIN)
      } finally {
        check()
      }
    },
    destroy() {
      ours = true
      // A software driver may crash when its device goes while it computes.
      device.queue
        .onSubmittedWorkDone()
        .catch(() => {})
        .then(() => device.destroy())
    },
  }
}

export const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`

function outOfMemory(message: string): CourseError {
  return new CourseError('out-of-memory', message, 'Choose a smaller model, a smaller batch or a shorter context.')
}

/** Throws before anything is allocated if one buffer is more than this device can bind. */
export function checkSize(device: GPUDevice, name: string, bytes: number, bound = bytes): void {
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits
  if (bytes > maxBufferSize)
    throw outOfMemory(`${name} needs ${megabytes(bytes)} in one piece, but this GPU allows ${megabytes(maxBufferSize)}.`)
  if (bound > maxStorageBufferBindingSize)
    throw outOfMemory(`${name} needs ${megabytes(bound)} bound at once, but this GPU allows ${megabytes(maxStorageBufferBindingSize)}.`)
}

/** Runs `allocate` and turns an allocation failure into a CourseError that says how much was asked for. */
export async function allocating<T>(device: GPUDevice, bytes: number, allocate: () => T, undo: (made: T) => void): Promise<T> {
  device.pushErrorScope('validation')
  device.pushErrorScope('out-of-memory')
  const made = allocate()
  const errors = await Promise.all([device.popErrorScope(), device.popErrorScope()])
  const error = errors.find((e) => e !== null)
  if (!error) return made
  undo(made)
  throw outOfMemory(`The GPU could not give ${megabytes(bytes)}: ${error.message || 'out of memory'}`)
}
