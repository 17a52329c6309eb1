/** A digit drawn by hand: a soft brush on 28 × 28 pixels, and the drawing moved to where MNIST's digits stand. */
import { SIDE } from '../../../experiments/cnn.ts'

const RADIUS = 1.7

/** Ink along a line from one place to another, in pixels; each pixel keeps the darkest it has been given. */
export function stroke(image: Float32Array, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): Float32Array {
  const next = Float32Array.from(image)
  const steps = Math.max(1, Math.ceil(2 * Math.hypot(x1 - x0, y1 - y0)))
  for (let s = 0; s <= steps; s++) {
    const [x, y] = [x0 + ((x1 - x0) * s) / steps, y0 + ((y1 - y0) * s) / steps]
    for (let row = Math.max(0, Math.floor(y - 3)); row < Math.min(SIDE, y + 3); row++) {
      for (let column = Math.max(0, Math.floor(x - 3)); column < Math.min(SIDE, x + 3); column++) {
        const ink = Math.min(1, Math.max(0, RADIUS + 0.5 - Math.hypot(column + 0.5 - x, row + 0.5 - y)))
        const at = row * SIDE + column
        next[at] = Math.max(next[at]!, ink)
      }
    }
  }
  return next
}

export const isBlank = (image: Float32Array): boolean => image.every((ink) => ink === 0)

/** Moved by whole pixels so that the centre of the ink is the centre of the frame, as MNIST's digits are (LeCun et al. 1998). */
export function centred(image: Float32Array): Float32Array {
  let [ink, x, y] = [0, 0, 0]
  image.forEach((value, i) => {
    ink += value
    x += value * ((i % SIDE) + 0.5)
    y += value * (Math.floor(i / SIDE) + 0.5)
  })
  if (ink === 0) return image
  return moved(image, Math.round(SIDE / 2 - x / ink), Math.round(SIDE / 2 - y / ink))
}

export function moved(image: Float32Array, right: number, down: number): Float32Array {
  return Float32Array.from(image, (_, i) => {
    const [row, column] = [Math.floor(i / SIDE) - down, (i % SIDE) - right]
    return row >= 0 && row < SIDE && column >= 0 && column < SIDE ? image[row * SIDE + column]! : 0
  })
}
