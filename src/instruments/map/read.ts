/** What a map shows of a text, read in one command a letter: activations of every part, or gradients of the loss with respect to them. */
import type { ModelConfig } from '../../core/config.ts'
import { familyOf, variantOf } from '../../core/config/variant.ts'
import { sinusoids } from '../../core/sinusoids.ts'
import type { Expected, Guess, Numbers } from '../../figures/map/data.ts'
import { namesToRead } from '../../figures/map/tensorsOf.ts'
import { POSITION_ROWS, POSITIONS, TOKEN_ROWS, topName } from '../../figures/map/names.ts'
import type { CoreApi, ModelHandle, Probe } from '../../worker/protocol.ts'
import { likeliest, softmaxRows } from './softmax.ts'
import { vocabularyOf } from './vocabulary.ts'

/** What the last column's list holds. */
export const EXPECTED = 6

export interface MapReading {
  text: string
  tokens: readonly string[]
  activations: ReadonlyMap<string, Numbers>
  guesses: readonly Guess[]
  expected: readonly Expected[]
  /** mean length of what stands on the stem below the logits, or of the logits where there is no stem */
  top: number
}

export interface Asked {
  core: CoreApi
  handle: ModelHandle
  config: ModelConfig
}

/** @throws what `probe` throws */
export async function readForward({ core, handle, config }: Asked, text: string): Promise<MapReading> {
  const [probe, vocabulary] = await Promise.all([
    core.probe(handle, text, [...namesToRead(config), ...tableToRead(config)]),
    vocabularyOf(core, handle, `${handle.id} ${config.nVocab}`),
  ])
  const { tokens } = probe
  const activations = numbersOf(probe)
  addTables(config, activations, tokens.length)
  const logits = activations.get('logits')!
  const shares = softmaxRows(logits)
  const guesses = tokens.map((_, i): Guess => {
    const [best] = likeliest(shares, i, 1)
    const token = vocabulary[best!.id]!
    return { token, share: best!.share, hit: token === tokens[i + 1] }
  })
  const expected = likeliest(shares, tokens.length - 1, EXPECTED).map(({ id, share }) => ({ token: vocabulary[id]!, share }))
  return { text, tokens, activations, guesses, expected, top: meanLength(activations.get(stemEnd(config)) ?? logits) }
}

/** Matrices by name: leading dimensions are rows. */
export function numbersOf({ tensors }: Probe): Map<string, Numbers> {
  return new Map(
    tensors.map(({ name, shape, data }) => {
      const width = shape.at(-1)!
      return [name, { data, width, rows: data.length / width }]
    }),
  )
}

/** The position table is wanted for its rows alone, so it comes with the pass. */
const tableToRead = (config: ModelConfig): string[] => (positionsOf(config) === 'learned' ? [POSITIONS] : [])

const positionsOf = (config: ModelConfig) =>
  familyOf(config) !== 'gpt' || config.surgery?.noPositions ? 'none' : variantOf(config).positions

/** The rows that the embedding added: the pass keeps their sum, and the position's is known. */
function addTables(config: ModelConfig, all: Map<string, Numbers>, T: number): void {
  const sum = all.get('embed')
  if (!sum) return
  const kind = positionsOf(config)
  const table = kind === 'learned' ? all.get(POSITIONS)!.data : kind === 'sinusoidal' ? sinusoids(T, sum.width) : null
  all.delete(POSITIONS)
  if (!table) {
    all.set(TOKEN_ROWS, sum)
    return
  }
  const positions = table.slice(0, T * sum.width)
  all.set(POSITION_ROWS, { data: positions, rows: T, width: sum.width })
  all.set(TOKEN_ROWS, { data: sum.data.map((x, i) => x - positions[i]!), rows: T, width: sum.width })
}

const stemEnd = (config: ModelConfig): string => {
  const last = config.nLayer - 1
  return { gpt: topName(config), rnn: `h.${last}.state`, mlp: `h.${last}.tanh`, bigram: 'logits' }[familyOf(config)]
}

function meanLength({ data, rows, width }: Numbers): number {
  let sum = 0
  for (let r = 0; r < rows; r++) sum += Math.hypot(...data.subarray(r * width, (r + 1) * width))
  return sum / rows
}
