/**
 * The embedding's gradient on the GPU where the table has more rows than the batch has tokens: sums in proportion to the tokens.
 *
 * Ladder: looking through all tokens for each row of the table costs GPT-1, with its 40,478 rows, 40,478 times as many looks
 * as there are tokens. Sorting the ids costs barriers. Here the first token of every id adds up all that have it, in the tokens'
 * order: no atomics, no barriers. That each token first found the next of its kind, in a dispatch before, saved looks and cost a
 * launch; now a thread looks once for several columns, which is a hundredth of the step's arithmetic at most.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { dropoutScale, lanesOf, pointwise } from '../pointwise.wgsl.ts'
import { ceilDiv, type Dispatch, dropoutCode, read, uniform, write } from '../wgsl.ts'

/** Columns of a thread, fours where C allows: a look at an id costs about as much as adding a column. */
const COLUMNS = 8

/** dwte [V,C] and dwpe? [nCtx,C] */
export function gatherByToken({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, width: C, vocab, ctx, dropout, stream, accumulate } = args
  const { dwte, dwpe } = outputs
  const tokens = batch * time
  const { T, per } = lanesOf(C)
  const columns = C / per
  const blocks = ceilDiv(columns, COLUMNS)

  const each = (statement: string) => `for (var k = 0u; k < count; k++) { ${statement} }`
  const add = each(`sums[k] += dx[token * ${columns}u + first + k] * ${dropoutScale(T, `(token * ${columns}u + first + k)`)};`)
  const position = `{
    let t = owner - ${tokens}u;
    if (t < ${time}u) {
      for (var token = t; token < ${tokens}u; token += ${time}u) { ${add} }
    }
    ${each(`dwpe[t * ${columns}u + first + k] = sums[k];`)}
  }`
  const sum = `
  let owner = i / ${blocks}u;
  let first = (i % ${blocks}u) * ${COLUMNS}u;
  let count = min(${COLUMNS}u, ${columns}u - first);
  let key = stream_key(stream);
  var sums: array<${T}, ${COLUMNS}>;
  if (owner < ${tokens}u) {
    let id = ids[owner];
    for (var token = 0u; token < owner; token++) {
      if (ids[token] == id) { return; }
    }
    for (var token = owner; token < ${tokens}u; token++) {
      if (ids[token] == id) { ${add} }
    }
    let at = u32(id) * ${columns}u + first;
    ${each(`dwte[at + k] = ${accumulate ? 'dwte[at + k] + ' : ''}sums[k];`)}
  }${dwpe ? ` else ${position}` : ''}`

  const bindings = [read('ids', inputs.ids, 'i32'), read('dx', inputs.dx, T), write('dwte', dwte, T)]
  if (dwpe) bindings.push(write('dwpe', dwpe, T))
  return [
    // Rows whose ids do not occur have no token that adds them up.
    ...(accumulate ? [] : [pointwise('embeddingBackward clear', [write('dwte', dwte, T)], vocab * columns, `dwte[i] = ${T}();`)]),
    pointwise(
      'embeddingBackward',
      [...bindings, uniform('stream', stream)],
      (tokens + (dwpe ? ctx : 0)) * blocks,
      sum,
      dropoutCode(dropout),
    ),
  ]
}
