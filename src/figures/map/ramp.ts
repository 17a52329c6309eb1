/** From numbers to shades: distance from zero over the tensor's fixed top, bent so that each kind reads well, mixed into the paper. */
import type { Colour, TensorItem } from './scene.ts'
import type { Mode } from './data.ts'

export type Rgb = readonly [number, number, number]

interface Ramp {
  /** shade of zero */
  floor: number
  power: number
  /** how much of the whole is left where something else is the subject */
  dim: number
}

const STEPS = 256

/** Shares of attention are drawn against one top everywhere. */
export const SHARES_TOP = 0.62

export function rampOf({ kind, colour, part }: Pick<TensorItem, 'kind' | 'colour' | 'part'>, mode: Mode): Ramp {
  const own: Omit<Ramp, 'dim'> =
    kind === 'weight'
      ? { floor: 0.06, power: colour === 'ink' ? 2 : 1.1 }
      : kind === 'shares'
        ? { floor: 0.07, power: 0.7 }
        : part.endsWith('mlp.bent')
          ? { floor: 0.03, power: 1.1 }
          : { floor: 0.05, power: colour === 'residual' ? 1.5 : 0.85 }
  if (mode === 'change') return kind === 'weight' ? { floor: 0.02, power: 1, dim: 1.1 } : { ...own, dim: 0.3 }
  if (mode === 'backward') return kind === 'weight' ? { ...own, dim: 0.35 } : { ...own, power: Math.max(0.9, own.power), dim: 1 }
  return { ...own, dim: 1 }
}

/** The colour that a tensor wears. */
export const colourIn = ({ kind, colour }: Pick<TensorItem, 'kind' | 'colour'>, mode: Mode): Colour =>
  mode === 'backward' && kind !== 'weight' ? 'gradient' : colour

/** Opaque pixels, little-endian RGBA, for 256 magnitudes from 0 to the top. */
export function shades({ floor, power, dim }: Ramp, paper: Rgb, colour: Rgb): Uint32Array {
  return Uint32Array.from({ length: STEPS }, (_, i) => {
    const t = Math.min(1, (floor + (1 - floor) * (i / (STEPS - 1)) ** power) * dim)
    const [r, g, b] = [0, 1, 2].map((c) => Math.round(paper[c]! + (colour[c]! - paper[c]!) * t))
    return ((255 << 24) | (b! << 16) | (g! << 8) | r!) >>> 0
  })
}

export const shadeAt = (magnitude: number, top: number): number => Math.min(STEPS - 1, Math.round((magnitude / top) * (STEPS - 1)))

/** Pixels of `data[from]`, `data[from + step]`, …; what is not a number stays without one. The same shades as `shadeAt`, a million in a few milliseconds. */
export function shadeRow(pixels: Uint32Array, data: Float32Array, from: number, step: number, ramp: Uint32Array, top: number): void {
  const scale = (STEPS - 1) / top
  for (let x = 0, at = from; x < pixels.length; x++, at += step) {
    const value = data[at]!
    const shade = (value < 0 ? -value : value) * scale + 0.5
    // `| 0` is Math.floor of what is positive, and several times as fast.
    if (shade >= 0) pixels[x] = ramp[shade < STEPS ? shade | 0 : STEPS - 1]!
  }
}

/** Whether black or white is read better on a shade. */
export const inkOn = (pixel: number): string => {
  const [r, g, b] = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]
  return r * 0.3 + g * 0.59 + b * 0.11 > 128 ? '#16141a' : '#ffffff'
}
