/** Lengths of the residual stream and of every branch, at each token; for norms after the sums and before the layers. */
import { familyOf, variantOf } from '../../../core/config.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

export const MOST_TOKENS = 60

export interface SubLayer {
  /** "h.0.attn" */
  name: string
  kind: 'attention' | 'feedForward'
  /** by token: what comes in on the stream, what is added, their sum, and what goes on */
  stream: number[]
  branch: number[]
  sum: number[]
  out: number[]
}

export interface Lengths {
  tokens: string[]
  norm: 'post' | 'pre'
  embedding: number[]
  layers: SubLayer[]
}

/** @throws a plain error for a model without a stream, or one that parts were cut out of */
export async function lengthsOf(core: CoreApi, handle: ModelHandle, { config }: ModelSummary, text: string): Promise<Lengths> {
  const { residuals = [], norms = [], silent = [] } = config.surgery ?? {}
  if (familyOf(config) !== 'gpt' || residuals.length + norms.length + silent.length > 0)
    throw {
      code: 'bad-config',
      message: 'This figure follows the residual stream of a whole GPT, and the open model is another or has parts cut out.',
      hint: 'Open the course’s model.',
    }
  const { norm } = variantOf(config)
  const parts = Array.from({ length: config.nLayer }, (_, l) => [
    { name: `h.${l}.attn`, kind: 'attention' as const, ln: `h.${l}.ln_1` },
    { name: `h.${l}.mlp`, kind: 'feedForward' as const, ln: `h.${l}.ln_2` },
  ]).flat()
  const names = parts.flatMap(({ name, ln }) => [
    `${name}.c_proj`,
    norm === 'post' ? `${ln}.sum` : `${name}.sum`,
    ...(norm === 'post' ? [ln] : []),
  ])
  const { tokens, tensors } = await core.probe(handle, text, ['embed', ...names])
  const at = new Map(['embed', ...names].map((name, i) => [name, lengthsIn(tensors[i]!.data, tokens.length)]))
  const embedding = at.get('embed')!
  let stream = embedding
  const layers = parts.map(({ name, kind, ln }) => {
    const sum = at.get(norm === 'post' ? `${ln}.sum` : `${name}.sum`)!
    const out = norm === 'post' ? at.get(ln)! : sum
    const layer = { name, kind, stream, branch: at.get(`${name}.c_proj`)!, sum, out }
    stream = out
    return layer
  })
  return { tokens, norm, embedding, layers }
}

/** Length of each row of [T,C]. */
function lengthsIn(data: Float32Array, rows: number): number[] {
  const width = data.length / rows
  return Array.from({ length: rows }, (_, t) => Math.sqrt(data.slice(t * width, (t + 1) * width).reduce((sum, x) => sum + x * x, 0)))
}

export const placeIn = ({ tokens }: Pick<Lengths, 'tokens'>, place: number): number => Math.min(place, tokens.length - 1)

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

export function readingsOf(value: Lengths, place: number) {
  const t = placeIn(value, place)
  const shareOf = ({ branch, stream }: SubLayer): number => branch[t]! / stream[t]!
  const of = (kind: SubLayer['kind']) => mean(value.layers.filter((layer) => layer.kind === kind).map(shareOf))
  return {
    tokens: value.tokens.length,
    first: shareOf(value.layers[0]!),
    last: shareOf(value.layers.at(-1)!),
    largest: Math.max(...value.layers.map(shareOf)),
    attention: of('attention'),
    feedForward: of('feedForward'),
    end: value.layers.at(-1)!.out[t]! / value.embedding[t]!,
  }
}
