/**
 * Attention on a software adapter, backward, in one dispatch: of the workgroups along x, the first half own queries and
 * leave dQ, the second half own keys and leave dK and dV. Each recomputes the softmax weights from the row sums.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { ceilDiv, type Dispatch, dispatch, dropoutCode, f32, read, type Target, uniform, write } from '../wgsl.ts'
import { declareRow, dotRows, each, eachColumn, LANES, mainHead, rowLoader, rowSaver, rowsFor, sharedRow, shares } from './rows.wgsl.ts'
import { fours } from './tiles.wgsl.ts'

/** dqkv [B,T,3C] */
export function attentionBackwardRowsKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { batch, time: T, heads: H, headSize: D, scale, dropout, stream, causal } = args
  const C = H * D
  const R = rowsFor(D, 3, 2)
  const own = R * LANES
  const blocks = ceilDiv(T, own)
  const rows = { headSize: D, target }
  const start = {
    q: (t: string) => `head_start + ${t} * ${3 * C}u`,
    k: (t: string) => `head_start + ${C}u + ${t} * ${3 * C}u`,
    v: (t: string) => `head_start + ${2 * C}u + ${t} * ${3 * C}u`,
    o: (t: string) => `o_start + ${t} * ${C}u`,
  }
  const mine = (name: string, buffer: string, place: (t: string) => string, times = '') =>
    each(R, (r) => declareRow(`${name}${r}`, D, (c) => `load_${buffer}(${place(`t${r}`)}, ${c})${times}`))
  const zero = (name: string) => each(R, (r) => declareRow(`${name}${r}`, D, () => 'vec4f()', 'var'))
  const save = (name: string, place: (t: string) => string) =>
    each(R, (r) => `if (i${r} < ${T}u) { ${eachColumn(D, (c, at) => `save_dqkv(${place(`i${r}`)}, ${c}, ${at(`${name}${r}`)});`)} }`)
  const mask = (query: string, key: string) => `dropout_scale(key, (first_row + ${query}) * ${T}u + ${key})`
  const weight = (z: string, sum: string, hidden: string) => `select(exp(${z} - ${sum}), 0.0, ${causal ? hidden : 'false'})`

  const body = `
${dropoutCode(dropout)}${rowLoader('qkv', D)}${rowLoader('dout', D)}${rowLoader('out', D)}${rowSaver('dqkv', D)}
${mainHead(rows)}
  let head_start = group.z * ${T * 3 * C}u + group.y * ${D}u;
  let o_start = group.z * ${T * C}u + group.y * ${D}u;
  let first_row = (group.z * ${H}u + group.y) * ${T}u;
  let key = stream_key(stream);
  let base = (group.x % ${blocks}u) * ${own}u;
  ${each(R, (r) => `let i${r} = base + ${LANES * r}u + lane; let t${r} = min(i${r}, ${T - 1}u);`)}
  if (group.x < ${blocks}u) {
    ${mine('q', 'qkv', start.q, ` * ${f32(scale)}`)}
    ${mine('g', 'dout', start.o)}
    ${zero('dq')}
    ${each(R, (r) => `let sum${r} = lse[first_row + t${r}]; var delta${r} = 0.0; ${eachColumn(D, (c, at) => `delta${r} += dot(load_out(${start.o(`t${r}`)}, ${c}), ${at(`g${r}`)});`)}`)}
    for (var j = 0u; j < ${causal ? `min(${T}u, base + ${own}u)` : `${T}u`}; j++) {
      ${sharedRow('k', 'qkv', start.k('j'), rows)}
      ${sharedRow('v', 'qkv', start.v('j'), rows)}
      ${each(
        R,
        (r) => `${dotRows(`z${r}`, `q${r}`, 'k', D)} ${dotRows(`dp${r}`, `g${r}`, 'v', D)}
      let p${r} = ${weight(`z${r}`, `sum${r}`, `j > i${r}`)};
      let ds${r} = p${r} * (dp${r} * ${mask(`i${r}`, 'j')} - delta${r}) * ${f32(scale)};
      ${eachColumn(D, (_, at) => `${at(`dq${r}`)} += ds${r} * ${at('k')};`)}`,
      )}
    }
    ${save('dq', start.q)}
    return;
  }
  ${mine('k', 'qkv', start.k, ` * ${f32(scale)}`)}
  ${mine('v', 'qkv', start.v)}
  ${zero('dk')}
  ${zero('dv')}
  for (var i = ${causal ? 'base' : '0u'}; i < ${T}u; i++) {
    ${sharedRow('q', 'qkv', start.q('i'), rows)}
    ${sharedRow('g', 'dout', start.o('i'), rows)}
    ${sharedRow('o', 'out', start.o('i'), rows)}
    let sum = lse[first_row + i];
    ${dotRows('delta', 'o', 'g', D)}
    ${each(
      R,
      (r) => `${dotRows(`z${r}`, `k${r}`, 'q', D)} ${dotRows(`dp${r}`, `v${r}`, 'g', D)}
    let p${r} = ${weight(`z${r}`, 'sum', `i${r} > i`)};
    let kept${r} = ${mask('i', `i${r}`)};
    let ds${r} = p${r} * (dp${r} * kept${r} - delta) * ${f32(scale)};
    ${eachColumn(D, (_, at) => `${at(`dv${r}`)} += p${r} * kept${r} * ${at('g')}; ${at(`dk${r}`)} += ds${r} * ${at('q')};`)}`,
    )}
  }
  ${save('dk', start.k)}
  ${save('dv', start.v)}
}
`
  const { qkv, out, lse, dout } = inputs
  const bindings = [
    read('qkv', qkv, fours(D)),
    read('out', out, fours(D)),
    read('lse', lse),
    read('dout', dout, fours(D)),
    write('dqkv', outputs.dqkv, fours(D)),
    uniform('stream', stream),
  ]
  const enable = shares(rows) ? 'enable subgroups;' : ''
  return [dispatch(`attentionBackward ${outputs.dqkv.name}`, bindings, [2 * blocks, H, batch], body, enable)]
}
