/**
 * Sums and largest numbers over the threads of a workgroup, in one tree whatever the device.
 *
 * Bottom up: thread i joins i^1, then what both hold joins i^2, then i^4. As a + b = b + a in floating point, every thread
 * ends with the same bits, and it does not matter where two meet: a device without subgroups, and subgroups of 4, 8, 32 or
 * 64 lanes, give the same bits too (as long as no compiler fuses a product into the sum that follows it).
 *
 * Ladder (barriers for 256 threads):
 *  1. the upper half is added to the lower, through memory: one a level and two around them, 10
 *  2. every thread takes part, and two halves of the memory take turns, so that nobody waits for the readers before: 8
 *  3. levels within a subgroup as shuffles, one number a subgroup through memory, and every thread finishes alone: 1 where
 *     subgroups have 16 lanes or more, 2 for 8 (lavapipe), 3 for 4 (SwiftShader)
 * `npx tsx tests/bench/reductions.ts`, norms of rows, cross-entropy, gradient norm: 3 is 2.3, 1.3 and 2.7 times as fast as
 * 2 on lavapipe, 1.2, 1.5 and 1.1 on SwiftShader (one busy run each).
 */

/** What the kernel of a workgroup needs in order to reduce. */
export interface Reductions {
  /** stands before the module */
  readonly enable: string
  /** parameters of `main` */
  readonly builtins: string
  /** parameters of functions that reduce, and arguments of reduce_sum and reduce_max after the value */
  readonly parameters: string
  readonly lane: string
  /** WGSL of `reduce_sum(value, lane …)`. Every thread of the workgroup must call it, and every one gets the result. */
  sum(type?: string): string
  /** WGSL of `reduce_max(value, lane …)`, likewise */
  max(): string
}

/** For workgroups in one row of `lanes` threads, a power of two. Their subgroups hold consecutive threads: lanes.ts sees to it. */
export function reductions(lanes: number, { subgroups }: { subgroups: boolean }): Reductions {
  const code = subgroups ? bySubgroups : throughMemory
  return {
    enable: subgroups ? 'enable subgroups;\n' : '',
    builtins: `@builtin(local_invocation_index) lane: u32${subgroups ? ', @builtin(subgroup_size) width: u32' : ''}`,
    parameters: subgroups ? 'lane: u32, width: u32' : 'lane: u32',
    lane: subgroups ? 'lane, width' : 'lane',
    sum: (type = 'f32') => code('sum', lanes, type, (a, b) => `${a} + ${b}`),
    max: () => code('max', lanes, 'f32', (a, b) => `max(${a}, ${b})`),
  }
}

type Combine = (a: string, b: string) => string

/** Two sides, taken in turn: who still reads one is done before it is written again, as a barrier lies between. */
const memory = (name: string, numbers: number, type: string): string => `
var<workgroup> ${name}_lanes: array<${type}, ${2 * numbers}>;
var<private> ${name}_side: u32;
`

const throughMemory = (name: string, lanes: number, type: string, combine: Combine): string => `${memory(name, lanes, type)}
fn reduce_${name}(value: ${type}, lane: u32) -> ${type} {
  var all = value;
  for (var apart = 1u; apart < ${lanes}u; apart *= 2u) {
    ${name}_side ^= ${lanes}u;
    ${name}_lanes[${name}_side + lane] = all;
    workgroupBarrier();
    all = ${combine('all', `${name}_lanes[${name}_side + (lane ^ apart)]`)};
  }
  return all;
}
`

const bySubgroups = (name: string, lanes: number, type: string, combine: Combine): string => `${memory(name, lanes / 4, type)}
fn reduce_${name}(value: ${type}, lane: u32, width: u32) -> ${type} {
  var all = value;
  // So many numbers are left, and each subgroup makes one of its lanes' share.
  for (var left = ${lanes}u; left > 1u; left /= width) {
    if (left < ${lanes}u) {
      ${name}_side ^= ${lanes / 4}u;
      if (lane % width == 0u) { ${name}_lanes[${name}_side + lane / width] = all; }
      workgroupBarrier();
      all = ${name}_lanes[${name}_side + lane % left];
    }
    for (var apart = 1u; apart < min(left, width); apart *= 2u) { all = ${combine('all', 'subgroupShuffleXor(all, apart)')}; }
  }
  // The same in all lanes already, unless the compiler fused a product into the first sum.
  return subgroupBroadcastFirst(all);
}
`
