/** One thread's way through a table of kernel calls. Plain JavaScript, so that Node can start a thread on it without a loader. */

/** Byte offsets in the control block, whose words all threads share; two gates and a counter have cache lines of their own. */
export const CONTROL = {
  bytes: 256,
  /** opened at each replay */
  start: 0,
  arrived: 64,
  /** opened when all threads have met */
  met: 128,
  table: 192,
  calls: 196,
  counters: 200,
  threads: 204,
  stop: 208,
  /** a kernel trapped on some thread */
  failed: 212,
}

/** A call in the table, all float64: kernel, meet first (0, 1), units (0: whole), units a claim, number of arguments; then those. */
export const HEAD = 5

/** The functions of the kernels, in an order that is the same on every thread. */
export const functionsOf = (exports) => Object.keys(exports).sort().map((name) => exports[name])

/**
 * Walks the whole table, computes what it can claim of each call, and meets the others wherever a call needs the results of
 * earlier ones, and at the end. A kernel that traps ends no thread: the others would wait for it for ever.
 */
export function walk(exports, functions, control) {
  const { numberAt, wordAt, claim, meet } = exports
  const threads = wordAt(control + CONTROL.threads)
  const calls = wordAt(control + CONTROL.calls)
  let counter = wordAt(control + CONTROL.counters)
  let at = wordAt(control + CONTROL.table)
  const next = () => {
    const value = numberAt(at)
    at += 8
    return value
  }
  for (let i = 0; i < calls; i++, counter += 4) {
    const kernel = functions[next()]
    if (next()) meet(control + CONTROL.arrived, control + CONTROL.met, threads)
    const units = next()
    const grain = next()
    const args = Array.from({ length: next() }, next)
    try {
      if (units === 0) {
        if (claim(counter, 1) === 0) kernel(...args)
      } else for (let from = claim(counter, grain); from < units; from = claim(counter, grain)) kernel(...args, from, Math.min(from + grain, units))
    } catch {
      exports.setWord(control + CONTROL.failed, 1)
    }
  }
  meet(control + CONTROL.arrived, control + CONTROL.met, threads)
}

/** A helper's life: makes its own instance over the shared memory, then walks the table at each start until it is told to stop. */
export async function help({ module, memory, control, scratch }, ready) {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } })
  exports.setScratch(scratch)
  const functions = functionsOf(exports)
  let seen = exports.wordAt(control + CONTROL.start)
  ready()
  for (;;) {
    seen = exports.waitAt(control + CONTROL.start, seen)
    if (exports.wordAt(control + CONTROL.stop)) return
    walk(exports, functions, control)
  }
}
