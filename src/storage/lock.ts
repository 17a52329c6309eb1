/** One writer for each model, across the tabs of this browser. */
import { CourseError } from '../core/errors.ts'

const PREFIX = 'pathway-to-gpt/'

/** The names of all locks that are held, in whatever tab. */
export async function heldLocks(): Promise<Set<string>> {
  const held = await globalThis.navigator?.locks?.query().then(
    ({ held }) => held,
    () => [],
  )
  return new Set((held ?? []).map(({ name }) => name?.slice(PREFIX.length) ?? ''))
}

/**
 * Takes the lock of this name and returns the function that gives it back.
 * Where the browser has no Web Locks, or blocks them, everyone gets it.
 * @throws CourseError 'busy' where another tab holds it
 */
export async function takeLock(name: string, what: string): Promise<() => void> {
  const locks = globalThis.navigator?.locks
  if (!locks) return () => {}
  return new Promise((resolve, reject) => {
    const held = new Promise<void>((release) => {
      locks
        .request(`${PREFIX}${name}`, { ifAvailable: true }, (lock) => {
          if (lock) {
            resolve(release)
            return held
          }
          reject(
            new CourseError('busy', `${what} is being written by another tab.`, 'Stop the run in that tab, or close it, and try again.'),
          )
        })
        .catch(() => resolve(() => {}))
    })
  })
}
