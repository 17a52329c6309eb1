/** Points on a plane in two classes, from a seed: blobs, circles, XOR, two moons and a spiral. Toys to draw a border between. */
import { normal, streamKey, uniform } from '../random.ts'

export const POINT_SETS = ['blobs', 'circles', 'xor', 'moons', 'spiral'] as const
export type PointSet = (typeof POINT_SETS)[number]

export interface PointsSpec {
  set: PointSet
  /** of both classes together */
  count: number
  /** standard deviation of what is added to each coordinate */
  noise: number
  seed: number
}

export interface Points {
  /** [N, 2] row-major; without noise all lie within −1 … 1 */
  x: Float32Array
  /** [N], 0 or 1, in turns */
  y: Float32Array
}

/** Where point `t`, 0 … 1, of a class lies before noise. `u` is another random number in 0 … 1. */
const PLACES: Record<PointSet, (label: number, t: number, u: number) => [number, number]> = {
  blobs: (label) => (label ? [0.5, 0.5] : [-0.5, -0.5]),
  circles: (label, t) => polar(label ? 0.35 : 0.85, 2 * Math.PI * t),
  // class 1 where the two coordinates have unlike signs
  xor: (label, t, u) => {
    const right = t < 0.5
    const up = label ? !right : right
    return [(right ? 1 : -1) * (0.15 + 0.7 * ((2 * t) % 1)), (up ? 1 : -1) * (0.15 + 0.7 * u)]
  },
  moons: (label, t) => {
    const angle = Math.PI * t
    return label
      ? [0.3 - 0.6 * Math.cos(angle), 0.15 - 0.6 * Math.sin(angle)]
      : [-0.3 + 0.6 * Math.cos(angle), -0.15 + 0.6 * Math.sin(angle)]
  },
  spiral: (label, t) => polar(0.1 + 0.8 * t, 3.2 * Math.PI * t + (label ? Math.PI : 0)),
}

const polar = (radius: number, angle: number): [number, number] => [radius * Math.cos(angle), radius * Math.sin(angle)]

/** The same points for the same spec, on every device. */
export function makePoints({ set, count, noise, seed }: PointsSpec): Points {
  const places = streamKey(seed, 0, 1)
  const shakes = streamKey(seed, 0, 2)
  const x = new Float32Array(2 * count)
  const y = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const label = i % 2
    const [a, b] = PLACES[set](label, uniform(places, 2 * i), uniform(places, 2 * i + 1))
    x[2 * i] = a + noise * normal(shakes, 2 * i)
    x[2 * i + 1] = b + noise * normal(shakes, 2 * i + 1)
    y[i] = label
  }
  return { x, y }
}
