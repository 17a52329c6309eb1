/** How the loss on a text depends on every number of the pass: what the core's backward pass keeps, and the two that follow from it. */
import { familyOf, headSizeOf } from '../../core/config/variant.ts'
import type { Numbers } from '../../figures/map/data.ts'
import { blockNames, POSITION_ROWS, TOKEN_ROWS } from '../../figures/map/names.ts'
import { namesToRead } from '../../figures/map/tensorsOf.ts'
import { type Asked, numbersOf } from './read.ts'

export interface Gradients {
  text: string
  /** nats, mean over the letters that have a next one */
  loss: number
  /** with a bare row for the last letter, of which nothing is predicted yet */
  activations: ReadonlyMap<string, Numbers>
}

/** Of a model larger than this, weights would not cross to the page at once. */
const LARGE = 4_000_000

/** @throws what `probe` throws: of a single letter there is nothing to predict */
export async function readBackward({ core, handle, config }: Asked, text: string, parameters: number): Promise<Gradients> {
  const known = new Set((await core.tensorNames(handle, text)).map(({ name }) => name))
  const names = namesToRead(config, true)
  const kept = names.filter((name) => known.has(`grad/${name}`))
  const blocks = Array.from({ length: familyOf(config) === 'gpt' ? config.nLayer : 0 }, (_, l) => blockNames(config, l))
  const values = blocks.map(({ qkv }) => qkv)
  const probe = await core.probe(handle, text, ['losses', ...kept.map((name) => `grad/${name}`), ...values])
  const read = numbersOf(probe)
  const T = probe.tokens.length + 1
  const all = new Map<string, Numbers>(kept.map((name) => [name, padded(read.get(`grad/${name}`)!, T)]))
  const last =
    parameters <= LARGE && blocks.length > 0 ? await core.weights(handle, [...new Set(blocks.map(({ weights }) => weights.out))]) : []
  const weights = new Map(last.map((each) => [each.name, each]))
  for (const { qkv, mix, shares, bent, feedForward, weights: own } of blocks) {
    const out = read.get(`grad/${mix}`)
    if (out) all.set(shares, gradientOfShares(out, read.get(qkv)!, config.nHead, headSizeOf(config), T))
    const back = read.get(`grad/${feedForward}`)
    const matrix = weights.get(own.out)
    if (back && matrix && !all.has(bent)) all.set(bent, padded(timesTransposed(back, matrix.data, matrix.shape[0]!), T))
  }
  const embed = all.get('embed')
  if (embed) for (const name of [TOKEN_ROWS, POSITION_ROWS]) all.set(name, embed)
  return { text, loss: probe.loss!, activations: all }
}

/** A row of nothing for the letter that is only a target. */
function padded({ data, rows, width }: Numbers, T: number): Numbers {
  if (rows >= T) return { data, rows, width }
  const longer = new Float32Array(T * width)
  longer.set(data)
  return { data: longer, rows: T, width }
}

/** out = α·v in every head, so ∂L/∂α[i,j] = ∂L/∂out[i]·v[j]; [H·T, T], what i may not read is 0. */
export function gradientOfShares(out: Numbers, qkv: Numbers, H: number, D: number, T: number): Numbers {
  const data = new Float32Array(H * T * T)
  const value = 2 * H * D
  for (let h = 0; h < H; h++)
    for (let i = 0; i < out.rows; i++)
      for (let j = 0; j <= i; j++) {
        let sum = 0
        const [a, b] = [i * out.width + h * D, j * qkv.width + value + h * D]
        for (let c = 0; c < D; c++) sum += out.data[a + c]! * qkv.data[b + c]!
        data[(h * T + i) * T + j] = sum
      }
  return { data, rows: H * T, width: T }
}

/** y = x·W, so ∂L/∂x = ∂L/∂y·Wᵀ; W [in, out]. */
function timesTransposed({ data, rows, width }: Numbers, matrix: Float32Array, into: number): Numbers {
  const result = new Float32Array(rows * into)
  for (let r = 0; r < rows; r++)
    for (let k = 0; k < into; k++) {
      let sum = 0
      for (let c = 0; c < width; c++) sum += data[r * width + c]! * matrix[k * width + c]!
      result[r * into + k] = sum
    }
  return { data: result, rows, width: into }
}
