/**
 * The embedding's gradient on the GPU where the table has more rows than the batch has tokens: sums in proportion to the tokens.
 *
 * Ladder: looking through all tokens for each row of the table costs GPT-1, with its 40,478 rows, 40,478 times as many looks
 * as there are tokens. Sorting the ids costs barriers. Here each token finds the next one with its id, and the first of
 * every such chain adds the chain up, in the tokens' order: no atomics, no barriers. (Finding the next compares ids, at
 * most with all others.)
 */
import type { KernelCall } from '../../plan/plan.ts'
import { dropoutScale, lanesOf, pointwise } from '../pointwise.wgsl.ts'
import { type Dispatch, dropoutCode, read, type Scratch, uniform, write } from '../wgsl.ts'

/** dwte [V,C] and dwpe? [nCtx,C] */
export function gatherChains({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, width: C, vocab, ctx, dropout, stream, accumulate } = args
  const { dwte, dwpe } = outputs
  const tokens = batch * time
  const { T, per } = lanesOf(C)
  const columns = C / per
  const chains: Scratch = { kind: 'scratch', name: `${dwte.name}.chains`, elements: tokens }

  // The next token with the same id, or the end; the highest bit says that there is an earlier one.
  const link = `
  var earlier = 0u;
  for (var other = 0u; other < i; other++) {
    if (ids[other] == ids[i]) { earlier = 0x80000000u; break; }
  }
  var next = i + 1u;
  while (next < ${tokens}u) {
    if (ids[next] == ids[i]) { break; }
    next++;
  }
  chains[i] = next | earlier;`

  const add = `sum += dx[token * ${columns}u + c] * ${dropoutScale(T, `(token * ${columns}u + c)`)};`
  const position = `{
    let t = owner - ${tokens}u;
    if (t < ${time}u) {
      for (var token = t; token < ${tokens}u; token += ${time}u) { ${add} }
    }
    dwpe[t * ${columns}u + c] = sum;
  }`
  const sum = `
  let owner = i / ${columns}u;
  let c = i % ${columns}u;
  let key = stream_key(stream);
  var sum = ${T}();
  if (owner < ${tokens}u) {
    if (chains[owner] >= 0x80000000u) { return; }
    for (var token = owner; token < ${tokens}u; token = chains[token] & 0x7fffffffu) { ${add} }
    let at = u32(ids[owner]) * ${columns}u + c;
    dwte[at] = ${accumulate ? 'dwte[at] + ' : ''}sum;
  }${dwpe ? ` else ${position}` : ''}`

  const bindings = [read('ids', inputs.ids, 'i32'), read('chains', chains, 'u32'), read('dx', inputs.dx, T), write('dwte', dwte, T)]
  if (dwpe) bindings.push(write('dwpe', dwpe, T))
  return [
    // Rows whose ids do not occur belong to no chain.
    ...(accumulate ? [] : [pointwise('embeddingBackward clear', [write('dwte', dwte, T)], vocab * columns, `dwte[i] = ${T}();`)]),
    pointwise('embeddingBackward chains', [read('ids', inputs.ids, 'i32'), write('chains', chains, 'u32')], tokens, link),
    pointwise(
      'embeddingBackward',
      [...bindings, uniform('stream', stream)],
      (tokens + (dwpe ? ctx : 0)) * columns,
      sum,
      dropoutCode(dropout),
    ),
  ]
}
