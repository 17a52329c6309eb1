/** The threads of a wasm runtime: the one that calls it, and helpers that sleep in shared memory between replays. */
import { CourseError } from '../../errors.ts'
import { CONTROL, functionsOf, type HelperStart, type Kernel, walk } from './walk.js'
import type { Arena } from './arena.ts'

/** A thread that the platform can start: a worker of the browser, or one of Node's. */
export interface Helper {
  post(start: HelperStart): void
  /** Calls `ready` at the first message, or `failed` where the thread could not start. */
  listen(ready: () => void, failed: () => void): void
  terminate(): void
}

export interface Team {
  /** the caller's included */
  readonly threads: number
  /** Walks a table of that many calls with `units` in all, on all threads. Throws CourseError 'kernel-failed' where one of them trapped. */
  run(table: number, calls: number, counters: number, units: number): void
  end(): void
}

/** A helper that says nothing for so long is not waited for. */
const START_MS = 5000

/** Starts `count` helpers over the arena's shared memory; null where one of them does not start: then none is left. */
export async function startTeam(
  module: WebAssembly.Module,
  exports: Readonly<Record<string, Kernel>>,
  arena: Arena,
  scratchBytes: number,
  count: number,
  start: () => Helper,
): Promise<Team | null> {
  const control = arena.allocate(CONTROL.bytes)
  const helpers: Helper[] = []
  try {
    const begun = Array.from({ length: count }, async () => {
      const helper = start()
      helpers.push(helper)
      let timer: ReturnType<typeof setTimeout> | undefined
      await new Promise<void>((ready, failed) => {
        helper.listen(ready, failed)
        timer = setTimeout(failed, START_MS)
        helper.post({ module, memory: arena.memory, control, scratch: arena.allocate(scratchBytes) })
        // Left running, the timer would keep a process of Node's alive after its work.
      }).finally(() => clearTimeout(timer))
    })
    await Promise.all(begun)
  } catch {
    for (const helper of helpers) helper.terminate()
    return null
  }
  const set = (field: keyof typeof CONTROL, value: number): void => void exports.setWord!(control + CONTROL[field], value)
  const threads = count + 1
  const functions = functionsOf(exports)
  return {
    threads,
    run(table, calls, counters, units) {
      set('table', table)
      set('calls', calls)
      set('counters', counters)
      set('done', 0)
      set('open', 1)
      exports.advance!(control + CONTROL.start, 1)
      walk(exports, functions, control)
      exports.waitFor!(control + CONTROL.done, units)
      // The table may be written anew when nobody reads it any more.
      set('open', 0)
      exports.waitForNone!(control + CONTROL.inside)
      if (exports.wordAt!(control + CONTROL.failed)) {
        set('failed', 0)
        throw new CourseError('kernel-failed', 'A kernel of the wasm runtime stopped on one of its threads.', 'Reload the page.')
      }
    },
    end() {
      set('stop', 1)
      exports.advance!(control + CONTROL.start, 1)
      for (const helper of helpers) helper.terminate()
    },
  }
}
