/** The deferred reduction: adds up the partial sums of many calls in one dispatch, each in a fixed order. */
import { ceilDiv, type Dispatch, dispatch, type Partials, read, SPREAD, spread, write } from '../../ops/wgsl.ts'
import { elements, type Tensor } from '../../plan/plan.ts'

/** `count` blocks of partial sums, one after the other in the buffer of partial sums, on their way to `target`. */
export interface Segment {
  /** element offset of the first block */
  readonly source: number
  readonly count: number
  readonly target: Tensor
  readonly accumulate: number
}

/** The buffer of partial sums as a binding sees it. */
export const allPartials: Partials = { kind: 'partials', targets: [], count: 0, accumulate: 0 }

const LANES = 256
/** The most of a flat buffer that one dispatch binds: 128 MiB, what every WebGPU device takes. */
const MOST = 2 ** 25

/** Usually one dispatch; more where the targets lie further apart than a binding reaches. */
export function reductionDispatches(segments: readonly Segment[]): Dispatch[] {
  const sorted = segments.toSorted((a, b) => a.target.offset - b.target.offset)
  const groups: Segment[][] = []
  for (const segment of sorted) {
    const group = groups.at(-1)
    if (group && end(segment) - group[0].target.offset <= MOST) group.push(segment)
    else groups.push([segment])
  }
  return groups.map(reduce)
}

const end = ({ target }: Segment): number => target.offset + elements(target.shape)

function reduce(segments: Segment[]): Dispatch {
  const start = segments[0].target.offset
  const span: Tensor = { name: 'reduced gradients', kind: 'grad', dtype: 'f32', offset: start, shape: [end(segments.at(-1)!) - start] }
  // Two rows of four numbers for each workgroup: (source, stride, count, accumulate), (target, length, 0, 0).
  const rows: number[] = []
  for (const { source, count, target, accumulate } of segments) {
    const n = elements(target.shape)
    for (let i = 0; i < n; i += LANES) rows.push(source + i, n, count, accumulate, target.offset - start + i, Math.min(LANES, n - i), 0, 0)
  }
  const blocks = rows.length / 8
  const body = `
${SPREAD}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let block = workgroup_number(group);
  if (block >= ${blocks}u) { return; }
  let source = table[2u * block];
  let goal = table[2u * block + 1u];
  if (lane >= goal.y) { return; }
  var sum = 0.0;
  for (var p = 0u; p < source.z; p++) { sum += partial_sums[source.x + p * source.y + lane]; }
  if (source.w == 1u) { sum += gradients[goal.x + lane]; }
  gradients[goal.x + lane] = sum;
}
`
  const table = { kind: 'constants', data: Uint32Array.from(rows) } as const
  const bindings = [read('table', table, 'vec4u'), read('partial_sums', allPartials), write('gradients', span)]
  return dispatch('reduce partial sums', bindings, spread(ceilDiv(rows.length, 8)), body)
}
