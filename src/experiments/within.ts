/** A core whose jobs belong to one undertaking of a figure: named for the list of all, and ended and forgotten with it. */
import type { PlainError } from '../core/errors.ts'
import type { CoreApi, JobEvent, JobSpec } from '../worker/protocol.ts'

export const STOPPED: PlainError = { code: 'stopped', message: 'It was stopped before its end.', hint: 'Start it again.' }

/** The same core, whose jobs are called `title`, where they have no name of their own, and end, with all that they made, when `signal` is aborted; later ones do not begin. */
export function within(core: CoreApi, title: string, signal: AbortSignal): CoreApi {
  const run = async (spec: JobSpec, onEvent: (event: JobEvent) => void) => {
    if (signal.aborted) throw STOPPED
    let known = false
    const hear = (event: JobEvent): void => {
      if (!known) {
        known = true
        const end = (): void => void core.discard(event.jobId).catch(() => {})
        if (signal.aborted) end()
        else signal.addEventListener('abort', end)
      }
      onEvent(event)
    }
    return core.run({ title, ...spec }, hear)
  }
  return new Proxy(core, { get: (target, name) => (name === 'run' ? run : Reflect.get(target, name)) })
}
