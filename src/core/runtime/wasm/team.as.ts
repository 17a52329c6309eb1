/**
 * How threads over one shared memory wake each other, share out work and meet: only in the builds for shared memory.
 *
 * A gate is a counter of openings, with the number of threads that sleep at it in the next word. Who waits spins first, for
 * a thread that sleeps costs tens of microseconds to wake, about as long as a small kernel runs.
 */

/** About a tenth of a millisecond: longer than two shares of one call differ on a quiet machine. */
const SPINS: i32 = 40_000

/** Waits until the gate's counter is no longer `seen`, and returns it. */
export function waitAt(gate: usize, seen: i32): i32 {
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(gate) != seen) return atomic.load<i32>(gate)
  atomic.add<i32>(gate, 1, 4)
  while (atomic.load<i32>(gate) == seen) atomic.wait<i32>(gate, seen, -1)
  atomic.sub<i32>(gate, 1, 4)
  return atomic.load<i32>(gate)
}

export function open(gate: usize): void {
  atomic.add<i32>(gate, 1)
  if (atomic.load<i32>(gate, 4) > 0) atomic.notify(gate, -1)
}

/** Returns when all `threads` have come here. `arrived` counts them, and the last one opens the gate. */
export function meet(arrived: usize, gate: usize, threads: i32): void {
  const seen = atomic.load<i32>(gate)
  if (atomic.add<i32>(arrived, 1) < threads - 1) {
    waitAt(gate, seen)
    return
  }
  atomic.store<i32>(arrived, 0)
  open(gate)
}

/** Takes `count` of what is left to do; returns the first of them. */
export function claim(counter: usize, count: i32): i32 {
  return atomic.add<i32>(counter, count)
}

/** One number of a table. Unlike a view of JavaScript's, this sees memory that another thread has just grown. */
export function numberAt(address: usize): f64 {
  return load<f64>(address)
}

export function wordAt(address: usize): i32 {
  return atomic.load<i32>(address)
}

export function setWord(address: usize, value: i32): void {
  atomic.store<i32>(address, value)
}
