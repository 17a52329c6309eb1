/** Tensors as tests make and compare them. */
import type { Numbers } from '../sandbox/messages.ts'

export const sizeOf = (shape: readonly number[]): number => shape.reduce((all, n) => all * n, 1)

/** The same numbers in rows of other lengths. */
export const shaped = ({ data }: Pick<Numbers, 'data'>, ...shape: number[]): Numbers => ({ shape, data })

/** Numbers that a function of their place gives. */
export const filled = (shape: readonly number[], value: (place: number) => number): Numbers => ({
  shape,
  data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => value(i)),
})

export const one = (value: number): Numbers => ({ shape: [1], data: Float64Array.of(value) })

/** The same shape, each number with its place. */
export const mapped = ({ shape, data }: Numbers, f: (value: number, place: number) => number): Numbers => ({ shape, data: data.map(f) })

/** Numbers between −1 and 1 that look like nothing in particular. */
export const arbitrary = (...shape: number[]): Numbers => filled(shape, (i) => Math.sin(1 + 12.9898 * i))

/** Of qkv [1,T,3C] one of the three, in heads: [H,T,d], or [H,d,T]. */
export function headsOf(qkv: Numbers, part: 0 | 1 | 2, heads: number, transposed = false): Numbers {
  const [, T = 0, all = 0] = qkv.shape
  const C = all / 3
  const d = C / heads
  const shape = transposed ? [heads, d, T] : [heads, T, d]
  return filled(shape, (i) => {
    const [a, b] = [Math.floor(i / shape[2]!) % shape[1]!, i % shape[2]!]
    const [t, c] = transposed ? [b, a] : [a, b]
    return qkv.data[t * all + part * C + Math.floor(i / (d * T)) * d + c]!
  })
}

/** Where the nth number stands. */
export function placeOf(shape: readonly number[], n: number): number[] {
  const place: number[] = []
  for (const size of [...shape].reverse()) {
    place.unshift(n % size)
    n = Math.floor(n / size)
  }
  return place
}

/** The largest magnitude, of finite numbers. */
export const largest = ({ data }: Numbers): number => data.reduce((top, x) => (Number.isFinite(x) ? Math.max(top, Math.abs(x)) : top), 0)

/** How far a number may be off, by the largest of its tensor: the core computes in 32-bit floats. */
export const toleranceOf = (want: Numbers): number => 1e-4 * largest(want) + 1e-8

export interface Wrong {
  kind: 'missing' | 'shape' | 'number'
  /** of the first number that is wrong; empty unless it is a number */
  place: readonly number[]
  got: number
  want: number
}

/** The first number that is not what it should be; null where all are. */
export function firstWrong(got: Numbers | undefined, want: Numbers): Wrong | null {
  const none = { place: [], got: Number.NaN, want: Number.NaN }
  if (!got) return { kind: 'missing', ...none }
  if (got.shape.join() !== want.shape.join()) return { kind: 'shape', ...none }
  const tolerance = toleranceOf(want)
  const at = got.data.findIndex((x, i) => !(Math.abs(x - want.data[i]!) <= tolerance))
  return at < 0 ? null : { kind: 'number', place: placeOf(want.shape, at), got: got.data[at]!, want: want.data[at]! }
}

/** Whether two answers are the same, NaN for NaN. */
export const alike = (a: Record<string, Numbers>, b: Record<string, Numbers>): boolean => {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => sameNumbers(a[name]!, b[name]))
}

function sameNumbers(a: Numbers, b: Numbers | undefined): boolean {
  if (!b || a.shape.join() !== b.shape.join()) return false
  const tolerance = 1e-7 * Math.max(1e-3, largest(a))
  return a.data.every((x, i) => Object.is(x, b.data[i]) || Math.abs(x - b.data[i]!) <= tolerance)
}

/** The largest difference; of numbers that are not there, or are none, as if they were 0. */
export function furthest(got: Numbers | undefined, want: Numbers): number {
  const there = got?.shape.join() === want.shape.join() ? got : undefined
  return want.data.reduce((top, x, i) => {
    const other = there?.data[i] ?? 0
    return Math.max(top, Math.abs(x - (Number.isFinite(other) ? other : 0)))
  }, 0)
}
