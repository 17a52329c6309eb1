/**
 * Do subgroups hold consecutive threads of a workgroup? WGSL promises no order; drivers keep to this one, and reductions
 * rely on it. Tried once on every device: where it fails, or where the code is refused, subgroups are not used.
 */
import { reductions } from '../../ops/reduce.wgsl.ts'
import { dispatch, type Scratch, write } from '../../ops/wgsl.ts'
import type { TrialDevice } from './trials.ts'

const LANES = 256

/** Every thread that stands where a reduction expects it says 1, and the reduction itself adds them up. */
function probe() {
  const workgroup = reductions(LANES, { subgroups: true })
  const counts: Scratch = { kind: 'scratch', name: 'counts', elements: LANES }
  const body = `
${workgroup.sum()}
@compute @workgroup_size(${LANES})
fn main(${workgroup.builtins}, @builtin(subgroup_invocation_id) peer: u32) {
  let next = subgroupShuffleXor(lane, 1u);
  let expected = width >= 4u && peer == lane % width && next == (lane ^ 1u);
  counts[lane] = reduce_sum(select(0.0, 1.0, expected), ${workgroup.lane});
}
`
  return dispatch('order of lanes', [write('counts', counts)], [1, 1, 1], body, workgroup.enable)
}

/** The device has 'subgroups'. */
export async function lanesInOrder({ device, watch, reader, compile }: TrialDevice): Promise<boolean> {
  const bytes = 4 * LANES
  const counts = device.createBuffer({ label: 'order of lanes', size: bytes, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC })
  const scalars = device.createBuffer({ label: 'order of lanes', size: 64, usage: GPUBufferUsage.UNIFORM })
  try {
    const { pipeline, layout } = await compile(probe())
    const entries = [scalars, counts].map((buffer, binding) => ({ binding, resource: { buffer } }))
    const group = device.createBindGroup({ layout, entries })
    const encoder = device.createCommandEncoder({ label: 'order of lanes' })
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.dispatchWorkgroups(1)
    pass.end()
    device.queue.submit([encoder.finish()])
    const seen = await watch.whileAlive(reader.read(counts, 0, LANES))
    return seen.every((count) => count === LANES)
  } catch {
    return false
  } finally {
    counts.destroy()
    scalars.destroy()
  }
}
