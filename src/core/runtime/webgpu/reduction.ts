/** The deferred reduction: adds up the partial sums of many calls in one dispatch, each in a fixed order. */
import { ceilDiv, type Dispatch, dispatch, type Partials, read, SPREAD, spread, uniform, write } from '../../ops/wgsl.ts'
import { elements, type Tensor } from '../../plan/plan.ts'

/** One call's partial sums: `count` blocks, one after the other from element `source` of the buffer of partial sums. */
export interface Part {
  readonly source: number
  readonly count: number
}

/** The partial sums of all calls that wait for one target, in the plan's order: layers that share a weight give several. */
export interface Segment {
  readonly target: Tensor
  /** 1: the sum starts with what the target holds */
  readonly accumulate: number
  readonly parts: Part[]
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
  // First four numbers for each workgroup: (target, offset in it, row of its first part, 2 · parts + accumulate).
  // Then four for each part: (source, length of a block, blocks, 0).
  const goals = segments.flatMap((segment) => {
    const n = elements(segment.target.shape)
    return Array.from({ length: ceilDiv(n, LANES) }, (_, i) => ({ segment, within: i * LANES }))
  })
  const blocks = goals.length
  const firstPart = new Map<Segment, number>()
  const partRows: number[] = []
  for (const segment of segments) {
    firstPart.set(segment, blocks + partRows.length / 4)
    for (const { source, count } of segment.parts) partRows.push(source, elements(segment.target.shape), count, 0)
  }
  const rows = goals.flatMap(({ segment, within }) => {
    const { target, parts, accumulate } = segment
    return [target.offset - start, within, firstPart.get(segment)!, 2 * parts.length + accumulate]
  })
  const body = `
${SPREAD}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let block = workgroup_number(group);
  if (block >= table_blocks) { return; }
  let goal = table[block];
  let i = goal.y + lane;
  if (i >= table[goal.z].y) { return; }
  var sum = 0.0;
  if (goal.w % 2u == 1u) { sum = gradients[goal.x + i]; }
  for (var p = goal.z; p < goal.z + goal.w / 2u; p++) {
    let part = table[p];
    for (var b = 0u; b < part.z; b++) { sum += partial_sums[part.x + b * part.y + i]; }
  }
  gradients[goal.x + i] = sum;
}
`
  const table = { kind: 'constants', data: Uint32Array.from([...rows, ...partRows]) } as const
  const bindings = [
    read('table', table, 'vec4u'),
    read('partial_sums', allPartials),
    write('gradients', span),
    uniform('table_blocks', blocks),
  ]
  return dispatch('reduce partial sums', bindings, spread(blocks), body)
}
