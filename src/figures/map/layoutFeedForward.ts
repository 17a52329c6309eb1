/** The feed-forward layer of one block: it leaves the stem to the left, widens, bends, narrows, and comes back over its own top. */
import type { ModelConfig } from '../../core/config.ts'
import { variantOf } from '../../core/config/variant.ts'
import type { Draft } from './draft.ts'
import { TINT } from './layoutAttention.ts'
import { blockNames, hasNorm, widthsOf } from './names.ts'
import type { Scale } from './scale.ts'

/** Where the columns of the branch stand, from the stem's left edge; the wide middle has both sides of the bend. */
export function feedForwardColumns(left: number, { strip, branch }: Scale) {
  const weight = left - 34 - strip
  const inner = weight - 14 - branch
  const bent = inner - 38 - branch
  const out = bent - 14 - strip
  return { weight, inner, bent, out, end: out - 26 - strip / 2 }
}

/** `y`: the middle of the strip that the branch leaves. */
export function layFeedForward(
  d: Draft,
  config: ModelConfig,
  layer: number,
  at: { left: number; y: number; letters: number },
  scale: Scale,
): void {
  const { strip, branch, number, air } = scale
  const { left, y, letters } = at
  const names = blockNames(config, layer)
  const { C, inner, bent } = widthsOf(config)
  const x = feedForwardColumns(left, scale)
  const block = `block ${layer}`
  const part = (name: string) => `h.${layer}.mlp.${name}`
  const { activation, norm } = variantOf(config)
  const back = y - 27 * air
  const top = back + 13 * air
  const [high, after] = [inner * number, bent * number]
  const middle = top + Math.max(high, after) / 2
  const tall = (h: number) => ({ y0: middle - h / 2, y1: middle + h / 2 })
  const run = (x0: number, h0: number, x1: number, h1: number) =>
    d.flow({ kind: 'band', from: { x: x0, ...tall(h0) }, to: { x: x1, ...tall(h1) }, colour: 'residual', tint: TINT })

  d.flow({
    kind: 'band',
    from: { x: x.weight + strip, ...tall(high) },
    to: { x: left, y0: y - strip / 2, y1: y + strip / 2 },
    colour: 'residual',
    tint: TINT,
  })
  if (norm === 'pre' && hasNorm(config, `h.${layer}.ln_2`))
    d.mark({ kind: 'rail', upright: true, box: { x: left - 11, y: y - strip / 2 - 3, w: 5, h: strip + 6 } })
  const weight = (name: string, tensor: string, bx: number, h: number, rows: number, columns: number, turned: boolean, said: string) =>
    d.put(
      {
        part: part(name),
        name: tensor,
        kind: 'weight',
        box: { x: bx, y: middle - h / 2, w: strip, h },
        colour: 'ink',
        rows: [0, rows],
        columns: [0, columns],
        turned,
      },
      `${block}, ${said}, ${name}`,
      { size: `${rows} × ${columns}` },
    )
  const hidden = (name: 'inner' | 'bent', h: number, columns: number, side: string) =>
    d.put(
      {
        part: part(name),
        name: names[name],
        kind: 'activation',
        box: { x: x[name], y: middle - h / 2, w: branch, h },
        colour: 'residual',
        rows: [0, letters],
        columns: [0, columns],
        turned: true,
      },
      `${block}, the hidden layer ${side} ${activation === 'swiglu' ? 'its gate' : 'its bend'}`,
      { size: `${letters} × ${columns}`, opens: { layer } },
    )
  weight('c_fc', names.weights.inner, x.weight, high, C, inner, true, 'the feed-forward layer’s first weights')
  run(x.inner + branch, high, x.weight, high)
  hidden('inner', high, inner, 'before')
  run(x.bent + branch, after, x.inner, high)
  const curve = activation === 'gelu-erf' ? 'gelu' : activation
  d.mark({ kind: 'bend', box: { x: x.bent + branch, y: middle - 19, w: 38, h: 38 }, curve })
  hidden('bent', after, bent, 'after')
  run(x.out + strip, after, x.bent, after)
  weight('c_proj', names.weights.out, x.out, after, bent, C, false, 'the feed-forward layer’s last weights')
  d.flow({
    kind: 'turn',
    x: x.out,
    y0: middle,
    y1: back,
    to: left - 13,
    thick: strip,
    reach: 20,
    side: -1,
    colour: 'residual',
    tint: TINT,
  })
  d.mark({ kind: 'tip', x: left - 32, y: back, side: 1, colour: 'residual' })
  d.mark({ kind: 'plus', x: left - 13, y: back, r: Math.min(8, 3 + strip / 3) })
}
