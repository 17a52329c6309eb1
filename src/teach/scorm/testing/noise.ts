/** Text that does not compress. */

/** So many visible characters, drawn by a linear congruential generator (its high bits, which do not repeat soon). */
export function noise(length: number): string {
  let state = 7
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  }
  return Array.from({ length }, () => String.fromCharCode(33 + (next() % 90))).join('')
}
