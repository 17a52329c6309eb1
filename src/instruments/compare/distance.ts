/** How far two results of one kind lie apart: shares, distributions over tokens, named numbers, curves. */

/** p, q [rows, columns], rows that add up to 1: the mean over rows of ½ Σ |p − q|, from 0 (the same) to 1 (nothing in common). */
export function meanDistance(p: ArrayLike<number>, q: ArrayLike<number>, rows: number): number {
  let sum = 0
  for (let i = 0; i < p.length; i++) sum += Math.abs(p[i]! - q[i]!)
  return rows === 0 ? 0 : sum / 2 / rows
}

/** One token's shares in two distributions; 0 where a vocabulary lacks it. */
export interface BothShares {
  token: string
  left: number
  right: number
}

/** The tokens of both, what moved most first. */
export function sharesApart(
  left: readonly { token: string; probability: number }[],
  right: readonly { token: string; probability: number }[],
): BothShares[] {
  const other = new Map(right.map(({ token, probability }) => [token, probability]))
  const own = new Set(left.map(({ token }) => token))
  const both = left.map(({ token, probability }) => ({ token, left: probability, right: other.get(token) ?? 0 }))
  const rest = right.filter(({ token }) => !own.has(token)).map(({ token, probability }) => ({ token, left: 0, right: probability }))
  return [...both, ...rest].sort((a, b) => Math.abs(b.right - b.left) - Math.abs(a.right - a.left))
}

export interface BothNumbers {
  name: string
  left: number
  right: number
}

/** Numbers by their names, only those that are not the same on both sides. */
export function numbersApart(left: Readonly<Record<string, number>>, right: Readonly<Record<string, number>>): BothNumbers[] {
  return Object.keys({ ...left, ...right })
    .map((name) => ({ name, left: left[name] ?? Number.NaN, right: right[name] ?? Number.NaN }))
    .filter((row) => !Object.is(row.left, row.right))
}

type Points = readonly { x: number; y: number }[]

/** Right minus left, wherever both have a point. */
export function curvesApart(left: Points, right: Points): { x: number; y: number }[] {
  const other = new Map(right.map(({ x, y }) => [x, y]))
  return left.flatMap(({ x, y }) => (other.has(x) ? [{ x, y: other.get(x)! - y }] : []))
}
