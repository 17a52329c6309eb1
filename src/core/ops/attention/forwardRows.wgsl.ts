/** Attention on a software adapter, forward: a lane owns up to four queries and walks through the keys, without a barrier. */
import type { KernelCall } from '../../plan/plan.ts'
import { type Binding, ceilDiv, type Dispatch, dispatch, dropoutCode, f32, read, type Target, uniform, write } from '../wgsl.ts'
import { declareRow, dotRows, each, eachColumn, LANES, mainHead, rowLoader, rowSaver, rowsFor, sharedRow, shares } from './rows.wgsl.ts'
import { fours } from './tiles.wgsl.ts'

/** out [B,T,C], lse [B,H,T] and, where its slot is there, probs [B,H,T,T] */
export function attentionRowsKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { batch, time: T, heads: H, headSize: D, scale, dropout, stream, causal } = args
  const C = H * D
  const R = rowsFor(D, 2, 4)
  const rows = { headSize: D, target }
  const bindings: Binding[] = [
    read('qkv', inputs.qkv, fours(D)),
    write('out', outputs.out, fours(D)),
    write('lse', outputs.lse),
    uniform('stream', stream),
  ]
  if (outputs.probs) bindings.push(write('probs', outputs.probs))
  // One key: its scores with all of the lane's queries, 3e38 below any other where a query does not see it.
  const scores = `
    ${sharedRow('k', 'qkv', `head_start + ${C}u + j * ${3 * C}u`, rows)}
    ${each(R, (r) => `${dotRows(`s${r}`, `q${r}`, 'k', D)}${causal ? ` if (j > i${r}) { s${r} = -3.0e38f; }` : ''}`)}`
  const probabilities = outputs.probs
    ? `for (var j = 0u; j < ${T}u; j++) {${scores}
    ${each(R, (r) => `if (i${r} < ${T}u) { probs[(first_row + i${r}) * ${T}u + j] = exp(max(s${r} - m${r}, -100.0)) / l${r}${causal ? ` * f32(j <= i${r})` : ''}; }`)}
  }`
    : ''
  const body = `
${dropoutCode(dropout)}${rowLoader('qkv', D)}${rowSaver('out', D)}
${mainHead(rows)}
  let base = group.x * ${R * LANES}u;
  let head_start = group.z * ${T * 3 * C}u + group.y * ${D}u;
  let first_row = (group.z * ${H}u + group.y) * ${T}u;
  let key = stream_key(stream);
  ${each(R, (r) => `let i${r} = base + ${LANES * r}u + lane; let at${r} = head_start + min(i${r}, ${T - 1}u) * ${3 * C}u; var m${r} = -3.0e38f; var l${r} = 0.0;`)}
  ${each(R, (r) => declareRow(`q${r}`, D, (c) => `load_qkv(at${r}, ${c}) * ${f32(scale)}`) + declareRow(`o${r}`, D, () => 'vec4f()', 'var'))}
  for (var j = 0u; j < ${causal ? `min(${T}u, base + ${R * LANES}u)` : `${T}u`}; j++) {${scores}
    ${each(
      R,
      (
        r,
      ) => `let top${r} = max(m${r}, s${r}); let shrink${r} = exp(max(m${r} - top${r}, -100.0)); let p${r} = exp(max(s${r} - top${r}, -100.0));
    m${r} = top${r}; l${r} = l${r} * shrink${r} + p${r}; let w${r} = p${r} * dropout_scale(key, (first_row + i${r}) * ${T}u + j);`,
    )}
    ${sharedRow('v', 'qkv', `head_start + ${2 * C}u + j * ${3 * C}u`, rows)}
    ${each(R, (r) => eachColumn(D, (_, at) => `${at(`o${r}`)} = ${at(`o${r}`)} * shrink${r} + w${r} * ${at('v')};`))}
  }
  ${each(
    R,
    (r) => `if (i${r} < ${T}u) {
    let to = group.z * ${T * C}u + i${r} * ${C}u + group.y * ${D}u;
    ${eachColumn(D, (c, at) => `save_out(to, ${c}, ${at(`o${r}`)} / l${r});`)}
    lse[first_row + i${r}] = m${r} + log(l${r});
  }`,
  )}
  ${probabilities}
}
`
  const enable = shares(rows) ? 'enable subgroups;' : ''
  return [dispatch(`attention ${outputs.out.name}`, bindings, [ceilDiv(T, R * LANES), H, batch], body, enable)]
}
