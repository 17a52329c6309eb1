/** One thread's way through a table of kernel calls. Plain JavaScript, so that Node can start a thread on it without a loader. */

/** Byte offsets in the control block, whose words all threads share. What is waited for has a cache line of its own. */
export const CONTROL = {
  bytes: 256,
  /** counts replays: helpers wait for the next */
  start: 0,
  /** units of this replay that are done */
  done: 64,
  /** helpers that walk */
  inside: 128,
  /** 1 while a replay may be joined */
  open: 192,
  table: 196,
  calls: 200,
  counters: 204,
  stop: 208,
  /** a kernel trapped on some thread */
  failed: 212,
}

/** A call in the table, all float64: kernel, units that must be done before it, its units (0: whole), units a claim, number of arguments; then those. */
export const HEAD = 5

/** The functions of the kernels, in an order that is the same on every thread. */
export const functionsOf = (exports) =>
  Object.keys(exports)
    .sort()
    .map((name) => exports[name])

/**
 * Walks the whole table and computes what it can claim of each call, once all is done that the call waits for. Nobody waits
 * for a thread that has claimed nothing, so one that comes late, or not at all, delays no other. A kernel that traps counts
 * as done: the others would wait for it for ever.
 */
export function walk(exports, functions, control) {
  const { numberAt, wordAt, claim, waitFor, advance } = exports
  const calls = wordAt(control + CONTROL.calls)
  const done = control + CONTROL.done
  let counter = wordAt(control + CONTROL.counters)
  let at = wordAt(control + CONTROL.table)
  const next = () => {
    const value = numberAt(at)
    at += 8
    return value
  }
  for (let i = 0; i < calls; i++, counter += 4) {
    const kernel = functions[next()]
    const before = next()
    const units = next()
    const grain = next()
    const args = Array.from({ length: next() }, next)
    const end = units || 1
    if (wordAt(counter) >= end) continue
    if (before) waitFor(done, before)
    for (let from = claim(counter, grain); from < end; from = claim(counter, grain)) {
      const to = Math.min(from + grain, end)
      try {
        if (units === 0) kernel(...args)
        else kernel(...args, from, to)
      } catch {
        exports.setWord(control + CONTROL.failed, 1)
      }
      advance(done, to - from)
    }
  }
}

/** A helper's life: makes its own instance over the shared memory, then joins the replays until it is told to stop. */
export async function help({ module, memory, control, scratch }, ready) {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } })
  exports.setScratch(scratch)
  const functions = functionsOf(exports)
  let seen = exports.wordAt(control + CONTROL.start)
  ready()
  for (;;) {
    seen = exports.waitAt(control + CONTROL.start, seen)
    if (exports.wordAt(control + CONTROL.stop)) return
    // First in, then a look whether it is still open: the main thread closes first, then looks who is in.
    exports.advance(control + CONTROL.inside, 1)
    if (exports.wordAt(control + CONTROL.open)) walk(exports, functions, control)
    exports.advance(control + CONTROL.inside, -1)
  }
}
