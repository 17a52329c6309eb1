/**
 * A difference of two logits as a sum over what was added to the stream. LayerNorm divides by a standard deviation that depends on all
 * terms at once; held at the value that it has here, it is linear, and the terms add up exactly. They say how the number came about,
 * not what the model would say without a part: for that the part is cut out and the model asked again.
 */
import { variantOf } from '../../../core/config.ts'
import { headSizeOf } from '../../../core/config/variant.ts'
import { expectGpt1Blocks, readBlocks } from '../../../experiments/blocks.ts'
import type { Candidate, CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'
import { throughNorm } from './throughNorm.ts'

export interface Part {
  /** "token", "place", "0.1" for a head, "h.0.mlp", "biases" */
  key: string
  name: string
  kind: 'embedding' | 'head' | 'feedForward' | 'biases'
  /** its term in the lead */
  term: number
  /** how much smaller the lead is without it; null for what cannot be cut out, or is not asked for */
  cut: number | null
}

export interface Parts {
  tokens: string[]
  for: Candidate
  against: Candidate
  candidates: readonly Candidate[]
  /** by the model */
  lead: number
  parts: Part[]
}

interface Asked {
  text: string
  forToken?: string
  against?: string
  by: 'sum' | 'cut'
}

const ANY = { temperature: 1, topK: 0, topP: 1, seed: 1 }

export async function partsOf(core: CoreApi, handle: ModelHandle, model: ModelSummary, asked: Asked): Promise<Parts> {
  expectGpt1Blocks(model)
  const { config } = model
  const { nLayer: L, nEmbd: C, nHead: H } = config
  const { tied, positions, normEps: eps } = variantOf(config)
  const { candidates } = await core.nextToken(handle, asked.text, ANY)
  const named = (token: string | undefined) => candidates.find((each) => each.token === token)
  const first = named(asked.forToken) ?? candidates[0]!
  const against = [named(asked.against), ...candidates].find((each) => each !== undefined && each.id !== first.id)!

  const layers = Array.from({ length: L }, (_, l) => l)
  const tensors = ['embed', ...layers.flatMap((l) => ['attn.out', 'ln_1.sum', 'mlp.c_proj', 'ln_2.sum'].map((name) => `h.${l}.${name}`))]
  const learned = positions === 'learned' && !config.surgery?.noPositions
  const [probe, blocks, weights] = await Promise.all([
    core.probe(handle, asked.text, tensors),
    readBlocks(core, handle, L - 1),
    core.weights(handle, [tied ? 'tokens_embed.weight' : 'lm_head.weight', ...(learned ? ['positions_embed.weight'] : [])]),
  ])
  const last = probe.tokens.length - 1
  const row = (name: string): Float64Array => {
    const { data } = probe.tensors[tensors.indexOf(name)]!
    const width = data.length / probe.tokens.length
    return Float64Array.from(data.slice(last * width, (last + 1) * width))
  }
  const table = weights[0]!.data
  let direction = Float64Array.from({ length: C }, (_, c) => table[first.id * C + c]! - table[against.id * C + c]!)
  let biases = 0
  const parts: Part[] = []
  for (const l of [...layers].reverse()) {
    const block = blocks[l]!
    const second = throughNorm(direction, row(`h.${l}.ln_2.sum`), block.ln_2, eps)
    // The feed-forward layer's own bias belongs to it: it is part of what it adds.
    parts.unshift(part(`h.${l}.mlp`, `block ${l}, feed-forward`, 'feedForward', dot(second.direction, row(`h.${l}.mlp.c_proj`))))
    const below = throughNorm(second.direction, row(`h.${l}.ln_1.sum`), block.ln_1, eps)
    const read = row(`h.${l}.attn.out`)
    const { weight, bias } = block['attn.c_proj']
    const D = headSizeOf(config)
    const heads = Array.from({ length: H }, (_, h) => {
      let term = 0
      for (let i = h * D; i < (h + 1) * D; i++) term += read[i]! * dot(below.direction, weight.subarray(i * C, (i + 1) * C))
      return part(`${l}.${h}`, `block ${l}, head ${h}`, 'head', term)
    })
    parts.unshift(...heads)
    biases += second.bias + below.bias + dot(below.direction, bias)
    direction = below.direction
  }
  const embed = row('embed')
  const place = learned ? Float64Array.from(weights[1]!.data.subarray(last * C, (last + 1) * C)) : new Float64Array(C)
  parts.unshift(
    part(
      'token',
      `the token ${JSON.stringify(probe.tokens[last])}`,
      'embedding',
      dot(
        direction,
        embed.map((x, c) => x - place[c]!),
      ),
    ),
    part('place', `its place, ${last}`, 'embedding', dot(direction, place)),
  )
  parts.push(part('biases', 'biases', 'biases', biases))
  const lead = first.logit - against.logit
  const result = { tokens: probe.tokens, for: first, against, candidates, lead, parts }
  return asked.by === 'cut' ? { ...result, parts: await withCuts(core, handle, asked.text, result) } : result
}

const part = (key: string, name: string, kind: Part['kind'], term: number): Part => ({ key, name, kind, term, cut: null })

/** Each head and each feed-forward layer silenced, one at a time, and the lead taken again. */
async function withCuts(core: CoreApi, handle: ModelHandle, text: string, whole: Parts): Promise<Part[]> {
  const cut: Part[] = []
  for (const each of whole.parts) {
    const without = surgeryOf(each)
    if (!without) {
      cut.push(each)
      continue
    }
    const { candidates } = await core.nextToken({ ...handle, without }, text, ANY)
    const logit = (id: number) => candidates.find((candidate) => candidate.id === id)!.logit
    cut.push({ ...each, cut: whole.lead - (logit(whole.for.id) - logit(whole.against.id)) })
  }
  return cut
}

function surgeryOf({ key, kind }: Part): ModelHandle['without'] {
  if (kind === 'feedForward') return { silent: [key] }
  if (kind !== 'head') return undefined
  const [layer, head] = key.split('.').map(Number)
  return { heads: [{ layer: layer!, head: head!, with: 'nothing' }] }
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

const isKind = (kind: Part['kind']) => (each: Part) => each.kind === kind
const total = (parts: readonly Part[]): number => parts.reduce((sum, { term }) => sum + term, 0)

export function readingsOf({ lead, parts }: Parts) {
  const own = parts.filter(({ kind }) => kind === 'head' || kind === 'feedForward')
  const largest = own.reduce((best, each) => (Math.abs(each.term) > Math.abs(best.term) ? each : best))
  return {
    lead,
    error: Math.abs(total(parts) - lead),
    heads: total(parts.filter(isKind('head'))),
    feedForward: total(parts.filter(isKind('feedForward'))),
    embedding: total(parts.filter(isKind('embedding'))),
    largest: largest.term,
    cut: largest.cut ?? 0,
  }
}
