/** How noisy a batch's gradient is: gradients of many windows of a text, and how far the means of batches of them lie apart. */
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

/** Windows that are read; batches are made of them. */
export const WINDOWS = 48
/** Batches that a cloud and the curve are drawn of, each once among all windows. */
export const SIZES = [1, 2, 4, 8, 16, 24] as const

export interface Noise {
  /** the parameter whose gradient is read */
  name: string
  shape: readonly number[]
  /** dL/dw of each window's mean loss, a row each */
  gradients: readonly Float32Array[]
  losses: readonly number[]
  /** what batches of each size show: how far their means lie from the average of all text, estimated from pairs of batches */
  spread: readonly { size: number; distance: number; batches: number }[]
  /** length of the average gradient, with the noise taken out; 0 where the noise hides it */
  signal: number
  /** of a single window, root of the sum of all variances */
  sigma: number
}

export async function noiseOf(core: CoreApi, handle: ModelHandle, { config }: ModelSummary): Promise<Noise> {
  const windows = await core.passages(handle, WINDOWS, config.nCtx)
  const name = `h.${config.nLayer - 1}.mlp.c_fc.weight`
  const gradients: Float32Array[] = []
  const losses: number[] = []
  let shape: readonly number[] = []
  for (const window of windows) {
    const { loss, tensors } = await core.probe(handle, window.join(''), [`grad/${name}`])
    gradients.push(tensors[0]!.data)
    shape = tensors[0]!.shape
    losses.push(loss!)
  }
  // Neighbours in the text are of one address or chapter: batches are made across it.
  const mixed = Array.from(gradients, (_, i) => gradients[(i * 17) % WINDOWS]!)
  return { name, shape, gradients: mixed, losses, ...statisticsOf(mixed) }
}

/**
 * Without a true average to compare with: of two batches that share no window, the mean square of the difference is twice that of
 * the noise of one, and the mean of their products is the square of the true gradient (McCandlish et al. 2018, appendix A.1).
 */
export function statisticsOf(gradients: readonly Float32Array[]): Pick<Noise, 'spread' | 'signal' | 'sigma'> {
  const n = gradients.length
  const sum = new Float64Array(gradients[0]!.length)
  let squares = 0
  for (const gradient of gradients)
    gradient.forEach((g, i) => {
      sum[i]! += g
      squares += g * g
    })
  const ofSum = sum.reduce((so, s) => so + s * s, 0)
  const spread = SIZES.filter((size) => 2 * size <= n).map((size) => {
    const means = batchesOf(gradients, size)
    let [total, pairs] = [0, 0]
    for (let a = 0; a < means.length; a++)
      for (let b = a + 1; b < means.length; b++) {
        total += squaredDistance(means[a]!, means[b]!)
        pairs++
      }
    return { size, distance: Math.sqrt(total / pairs / 2), batches: means.length }
  })
  return {
    spread,
    signal: Math.sqrt(Math.max(0, (ofSum - squares) / (n * (n - 1)))),
    sigma: Math.sqrt((squares - ofSum / n) / (n - 1)),
  }
}

/** Means of batches that share no window. */
export function batchesOf(gradients: readonly Float32Array[], size: number): Float64Array[] {
  return Array.from({ length: Math.floor(gradients.length / size) }, (_, b) => {
    const mean = new Float64Array(gradients[0]!.length)
    for (const gradient of gradients.slice(b * size, (b + 1) * size))
      gradient.forEach((g, i) => {
        mean[i]! += g / size
      })
    return mean
  })
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum
}

/** The two numbers of the average gradient that are largest: where a cloud can be seen to have a middle. */
export function twoLargest(gradients: readonly Float32Array[]): [number, number] {
  const [mean] = batchesOf(gradients, gradients.length)
  const order = Array.from(mean!.keys()).sort((a, b) => Math.abs(mean![b]!) - Math.abs(mean![a]!))
  return [order[0]!, order[1]!]
}

export function readingsOf({ spread, signal, sigma, losses }: Noise, size: number): Readings {
  const at = (wanted: number) => spread.find((each) => each.size === wanted)!.distance
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length
  return {
    signal,
    one: at(1),
    chosen: at(size),
    ratio: at(1) / at(16),
    /** batch at which noise and signal are as long */
    balance: signal === 0 ? 0 : (sigma / signal) ** 2,
    lossDeviation: Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / (losses.length - 1)),
  }
}
