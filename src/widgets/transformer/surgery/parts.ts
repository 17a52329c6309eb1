/** Which parts of a model a figure offers, and the surgery that takes some of them out. */
import type { ModelConfig, Surgery } from '../../../core/config.ts'

export const CUTS = ['scale', 'mask', 'positions', 'heads', 'residuals', 'norms', 'layers'] as const
export type Cut = (typeof CUTS)[number]

/** What is out. */
export interface Cuts {
  /** the kind of part */
  cut: Cut
  /** names with commas between: "on" for the scale, the mask and the positions; "layer.head"; "h.0.attn"; "h.0.ln_1"; "h.0.mlp" */
  out: string
  /** what stands in for a head */
  with: 'nothing' | 'uniform'
}

export interface Part {
  /** as it stands in the parameter `out` */
  name: string
  /** for people */
  label: string
}

const WHOLE: Partial<Record<Cut, string>> = { scale: 'the division by √d', mask: 'the causal mask', positions: 'the position embeddings' }

/** Every part of the kind that this model has. */
export function partsOf({ nLayer, nHead }: ModelConfig, cut: Cut): Part[] {
  const layers = Array.from({ length: nLayer }, (_, layer) => layer)
  const inEach = (parts: readonly (readonly [name: string, label: string])[]): Part[] =>
    layers.flatMap((layer) => parts.map(([name, label]) => ({ name: `h.${layer}.${name}`, label: `layer ${layer}, ${label}` })))
  switch (cut) {
    case 'heads':
      return layers.flatMap((layer) =>
        Array.from({ length: nHead }, (_, head) => ({ name: `${layer}.${head}`, label: `layer ${layer}, head ${head}` })),
      )
    case 'residuals':
      return inEach([
        ['attn', 'around attention'],
        ['mlp', 'around the feed-forward'],
      ])
    case 'layers':
      return inEach([
        ['attn', 'attention'],
        ['mlp', 'the feed-forward'],
      ])
    case 'norms':
      return inEach([
        ['ln_1', 'after attention'],
        ['ln_2', 'after the feed-forward'],
      ])
    default:
      return [{ name: 'on', label: WHOLE[cut]! }]
  }
}

/** The names in `out` that this model has; others, from a link made with a larger model, are passed over. */
export function chosen(config: ModelConfig, { cut, out }: Pick<Cuts, 'cut' | 'out'>): string[] {
  const known = new Set(partsOf(config, cut).map(({ name }) => name))
  return [...new Set(out.split(',').filter((name) => known.has(name)))]
}

export function surgeryOf(config: ModelConfig, params: Cuts): Surgery {
  const out = chosen(config, params)
  switch (params.cut) {
    case 'scale':
      return { noScale: out.length > 0 }
    case 'mask':
      return { noMask: out.length > 0 }
    case 'positions':
      return { noPositions: out.length > 0 }
    case 'residuals':
      return { residuals: out }
    case 'norms':
      return { norms: out }
    case 'layers':
      return { silent: out }
    case 'heads':
      return {
        heads: out.map((name) => name.split('.').map(Number)).map(([layer, head]) => ({ layer: layer!, head: head!, with: params.with })),
      }
    default:
      return params.cut satisfies never
  }
}
