/**
 * How threads over one shared memory wake each other, share out work and wait for it: only in the builds for shared memory.
 *
 * A word that threads wait for has the number of those that sleep in the next word. Who waits spins first, for
 * a thread that sleeps costs tens of microseconds to wake, about as long as a small kernel runs.
 */

/** About a tenth of a millisecond: longer than two shares of one call differ on a quiet machine. */
const SPINS: i32 = 40_000

/** Waits until the word is no longer `seen`, and returns it. */
export function waitAt(word: usize, seen: i32): i32 {
  for (let i = 0; i < SPINS; i++) {
    const now = atomic.load<i32>(word)
    if (now != seen) return now
  }
  atomic.add<i32>(word, 1, 4)
  while (atomic.load<i32>(word) == seen) atomic.wait<i32>(word, seen, -1)
  atomic.sub<i32>(word, 1, 4)
  return atomic.load<i32>(word)
}

/** Adds to a word and wakes those who wait for it to change. */
export function advance(word: usize, by: i32): void {
  atomic.add<i32>(word, by)
  if (atomic.load<i32>(word, 4) > 0) atomic.notify(word, -1)
}

/** Waits until the word, which only grows, is at least `enough`. */
export function waitFor(word: usize, enough: i32): void {
  for (let now = atomic.load<i32>(word); now < enough; ) now = waitAt(word, now)
}

/** Waits until the word is 0. */
export function waitForNone(word: usize): void {
  for (let now = atomic.load<i32>(word); now != 0; ) now = waitAt(word, now)
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
