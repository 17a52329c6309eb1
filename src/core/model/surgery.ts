/** Operations on trained models: what can be cut, and the weights of the model that is left. */
import { type ModelConfig, type Surgery, validateConfig, variantOf } from '../config.ts'
import { CourseError } from '../errors.ts'
import { elements, type ParameterLayout } from '../plan/plan.ts'
import { familyOf, headSizeOf, kvHeads, normNames, subLayerNames } from '../config/variant.ts'
import { modelLayout } from './plans.ts'

type HeadCut = NonNullable<Surgery['heads']>[number]

export interface HeadPlace {
  layer: number
  head: number
}

/** What is still there to be cut out of a model, for menus. */
export interface Cuttable {
  heads: HeadPlace[]
  /** "h.0.attn", "h.0.mlp" … */
  residuals: string[]
  /** "h.0.ln_1" … "ln_f" */
  norms: string[]
  mask: boolean
  scale: boolean
  positions: boolean
}

export function cuttable(config: ModelConfig): Cuttable {
  if (familyOf(config) !== 'gpt') return { heads: [], residuals: [], norms: [], mask: false, scale: false, positions: false }
  const { heads = [], residuals = [], norms = [], noMask, noScale, noPositions } = config.surgery ?? {}
  const all = Array.from({ length: config.nLayer * config.nHead }, (_, i) => ({
    layer: Math.floor(i / config.nHead),
    head: i % config.nHead,
  }))
  return {
    heads: all.filter((place) => !heads.some((cut) => cut.layer === place.layer && cut.head === place.head)),
    residuals: subLayerNames(config).filter((name) => !residuals.includes(name)),
    norms: normNames(config).filter((name) => !norms.includes(name)),
    mask: !noMask,
    scale: !noScale,
    positions: !noPositions && variantOf(config).positions !== 'none',
  }
}

/** Both operations at once; of two on one head the later counts. */
export function bothCuts(before: Surgery = {}, then: Surgery = {}): Surgery {
  const union = (a: readonly string[] = [], b: readonly string[] = []) => [...new Set([...a, ...b])]
  const later = then.heads ?? []
  const earlier = (before.heads ?? []).filter((cut) => !later.some(({ layer, head }) => cut.layer === layer && cut.head === head))
  return {
    heads: [...earlier, ...later],
    residuals: union(before.residuals, then.residuals),
    silent: union(before.silent, then.silent),
    norms: union(before.norms, then.norms),
    noMask: before.noMask || then.noMask || false,
    noScale: before.noScale || then.noScale || false,
    noPositions: before.noPositions || then.noPositions || false,
  }
}

/**
 * The model with a part cut out (besides what is out already): its config, and of `weights` [layout.size] what it still has.
 * @throws CourseError 'bad-config' for parts that the model does not have
 */
export function operated(config: ModelConfig, weights: Float32Array, surgery: Surgery): { config: ModelConfig; weights: Float32Array } {
  const after = withCuts(config, surgery)
  return { config: after, weights: carryOver(weights, config, after) }
}

/** The config of `operated`. */
export const withCuts = (config: ModelConfig, surgery: Surgery): ModelConfig =>
  validateConfig({ ...config, surgery: bothCuts(config.surgery, surgery) })

/**
 * Cuts of heads that weights can make, to the bit as `operated` makes them: no queries score all tokens alike, no values say nothing.
 * What a head shares with others, or a layer with other layers, is left to the plan.
 * @returns the heads' columns of c_attn that are to be 0, and what is left to cut
 */
export function headsInWeights(config: ModelConfig, surgery: Surgery): { heads: HeadCut[]; rest: Surgery } {
  withCuts(config, surgery)
  const { shared } = variantOf(config)
  const own = ({ with: put }: HeadCut): boolean => !shared && (put === 'uniform' || kvHeads(config) === config.nHead)
  const all = surgery.heads ?? []
  return { heads: all.filter(own), rest: { ...surgery, heads: all.filter((cut) => !own(cut)) } }
}

/** A copy of `weights` [layout.size] in which the queries (`uniform`) or the values (`nothing`) of these heads are always 0. */
export function silenceHeads(weights: Float32Array, layout: ParameterLayout, config: ModelConfig, heads: readonly HeadCut[]): Float32Array {
  const result = weights.slice()
  const D = headSizeOf(config)
  const inner = config.nHead * D
  const width = inner + 2 * kvHeads(config) * D
  for (const { layer, head, with: put } of heads) {
    const column = (put === 'uniform' ? 0 : 2 * inner) + head * D
    for (const part of ['weight', 'bias']) {
      const found = layout.parameters.find(({ name }) => name === `h.${layer}.attn.c_attn.${part}`)
      const rows = found ? elements(found.shape) / width : 0
      for (let row = 0; row < rows; row++) result.fill(0, found!.offset + row * width + column, found!.offset + row * width + column + D)
    }
  }
  return result
}

/**
 * A flat buffer (weights, or one of Adam's moments) of one model laid out for another that has the same tensors or fewer.
 * @throws CourseError 'bad-argument' where the other has a tensor that this one lacks, or of another shape
 */
export function carryOver(flat: Float32Array, from: ModelConfig, to: ModelConfig): Float32Array {
  const [own, other] = [modelLayout(from), modelLayout(to)]
  const result = new Float32Array(other.size)
  for (const { name, shape, offset } of other.parameters) {
    const source = own.parameters.find((parameter) => parameter.name === name)
    if (!source || source.shape.join() !== shape.join()) {
      throw new CourseError(
        'bad-argument',
        `"${name}" [${shape}] is not in the model that the weights are from.`,
        'What was cut out cannot be put back: go on from a step before the cut.',
      )
    }
    result.set(flat.subarray(source.offset, source.offset + elements(shape)), offset)
  }
  return result
}

/**
 * A copy of `weights` [layout.size] in which the head `to` computes what `from` does: its columns of c_attn and its rows of c_proj.
 * Keys and values that several heads share stay where they are.
 * @throws CourseError 'bad-argument' for a head that the model does not have
 */
export function transplantHead(
  weights: Float32Array,
  layout: ParameterLayout,
  config: ModelConfig,
  from: HeadPlace,
  to: HeadPlace,
): Float32Array {
  const result = weights.slice()
  const targets = headRanges(layout, config, to)
  for (const [i, { start, length }] of headRanges(layout, config, from).entries()) {
    result.set(weights.subarray(start, start + length), targets[i]!.start)
  }
  return result
}

/** Where the numbers that belong to one head alone lie in the flat buffer. */
function headRanges(layout: ParameterLayout, config: ModelConfig, { layer, head }: HeadPlace): { start: number; length: number }[] {
  const { nLayer, nHead, nEmbd: C } = config
  if (!cuttable({ ...config, surgery: {} }).heads.some((place) => place.layer === layer && place.head === head)) {
    throw new CourseError(
      'bad-argument',
      `Head ${head} of layer ${layer} is named, but the model has ${nLayer} layers of ${nHead} heads.`,
      `Layers are 0 to ${nLayer - 1}, heads 0 to ${nHead - 1}.`,
    )
  }
  const D = headSizeOf(config)
  const width = (nHead + 2 * kvHeads(config)) * D
  const parts = kvHeads(config) === nHead ? [0, 1, 2] : [0]
  const offsets = (part: string) => {
    const name = `h.${variantOf(config).shared ? 0 : layer}.attn.${part}`
    return layout.parameters.filter((parameter) => parameter.name === name).map(({ offset }) => offset)
  }
  const matrixRows = offsets('c_attn.weight').flatMap((offset) => Array.from({ length: C }, (_, row) => offset + row * width))
  const rows = [...matrixRows, ...offsets('c_attn.bias')]
  return [
    ...rows.flatMap((row) => parts.map((part) => ({ start: row + part * nHead * D + head * D, length: D }))),
    ...offsets('c_proj.weight').map((offset) => ({ start: offset + head * D * C, length: D * C })),
  ]
}
