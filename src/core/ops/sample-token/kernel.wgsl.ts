/**
 * Sampling one token on the GPU, in one workgroup: the logits never leave the device.
 *
 * Ladder:
 *  1. sorting with barriers between its stages: some log²V / 2 stages, 128 for GPT-1's vocabulary, hard to read
 *  2. up to 1,024 tokens: each finds its rank by comparing itself with all, then one thread walks down the ranks
 *  3. beyond: three searches, bit by bit, for the logit down to which (a) k tokens, (b) a share p, (c) a share of the dice lie.
 *     Each probe of a search is one sum over the vocabulary in a fixed tree
 * The sums are in f32: where the dice fall within some 1e-6 of the border of two tokens, the host's f64 may take the other.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { drawableOf } from './op.ts'
import { type Reductions, reductions } from '../reduce.wgsl.ts'
import { type Dispatch, dispatch, read, type Target, write } from '../wgsl.ts'

const LANES = 256
const RANKED = 1024

/** ids [1,1]; one number each of drawn and chances */
export function sampleTokenKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const V = args.vocab
  const { tokens, never } = drawableOf(args)
  const workgroup = reductions(LANES, target)
  const body = `
${workgroup.max()}
fn finish(id: i32, chance: f32) {
  ids[0] = max(id, 0);
  drawn[scalars.position] = f32(id);
  chances[scalars.position] = chance;
}
/** Everything from infinity up is not finite: compared as integers, which no compiler may take for granted. */
fn broken(z: f32) -> f32 { return select(0.0, 1.0, (bitcast<u32>(z) & 0x7f800000u) == 0x7f800000u); }
/** Whether a token may be drawn. */
fn drawable(v: u32) -> bool { return v < ${tokens}u && v != ${never < 0 ? 0xffffffff : never}u; }
${V <= RANKED ? ranked(V, workgroup) : searched(V, tokens - (never >= 0 && never < tokens ? 1 : 0), workgroup)}`
  const bindings = [
    read('logits', inputs.logits),
    write('ids', outputs.ids, 'i32'),
    write('drawn', outputs.drawn),
    write('chances', outputs.chances),
  ]
  return [dispatch('sampleToken', bindings, [1, 1, 1], body, workgroup.enable)]
}

const ranked = (V: number, { builtins, lane }: Reductions): string => `
/** below every logit: of a token that may not be drawn */
const NEVER = -3.4e38f;
var<workgroup> z: array<f32, ${V}>;
var<workgroup> order: array<u32, ${V}>;
var<workgroup> weight: array<f32, ${V}>;

@compute @workgroup_size(${LANES})
fn main(${builtins}) {
  var bad = 0.0;
  for (var v = lane; v < ${V}u; v += ${LANES}u) {
    z[v] = NEVER;
    if (!drawable(v)) { continue; }
    z[v] = logits[v];
    bad = max(bad, broken(z[v]));
  }
  bad = reduce_max(bad, ${lane});
  workgroupBarrier();
  for (var v = lane; v < ${V}u; v += ${LANES}u) {
    var rank = 0u;
    for (var other = 0u; other < ${V}u; other++) { rank += select(0u, 1u, z[other] > z[v] || (z[other] == z[v] && other < v)); }
    order[rank] = v;
  }
  workgroupBarrier();
  let temperature = select(scalars.temperature, 1.0, scalars.temperature == 0.0);
  for (var i = lane; i < ${V}u; i += ${LANES}u) {
    weight[i] = select(exp((z[order[i]] - z[order[0]]) / temperature), 0.0, z[order[i]] == NEVER);
  }
  workgroupBarrier();
  if (lane != 0u) { return; }
  if (bad > 0.0) { finish(-1, 0.0); return; }
  if (scalars.temperature == 0.0) { finish(i32(order[0]), 1.0); return; }

  var kept = select(min(scalars.top_k, ${V}u), ${V}u, scalars.top_k == 0u);
  var total = 0.0;
  for (var i = 0u; i < kept; i++) { total += weight[i]; }
  if (scalars.top_p < 1.0) {
    let goal = scalars.top_p * total;
    var before = 0.0;
    var i = 0u;
    for (; i < kept && before < goal; i++) { before += weight[i]; }
    kept = i;
    total = before;
  }
  let goal = scalars.dice * total;
  var sum = 0.0;
  var last = 0u;
  for (var i = 0u; i < kept && weight[i] > 0.0; i++) {
    last = i;
    sum += weight[i];
    if (sum > goal) { break; }
  }
  finish(i32(order[last]), weight[last] / total);
}
`

/** A search ends at a key, an integer in the order of the logits, and says how many tokens of just that key are within. */
/** @param count of tokens that may be drawn */
const searched = (V: number, count: number, { builtins, lane, parameters, sum }: Reductions): string => `
${sum('vec2f')}
struct Edge { key: u32, equals: f32, mass: f32 }

fn key_of(logit: f32) -> u32 {
  let bits = bitcast<u32>(select(logit, 0.0, logit == 0.0)); // -0 equals 0
  return select(bits | 0x80000000u, ~bits, bits >> 31u == 1u);
}
fn weight_of(logit: f32, top: f32) -> f32 { return exp((logit - top) / scalars.temperature); }

/** How many tokens have that key or a greater one, and what they weigh. */
fn measure(key: u32, top: f32, ${parameters}) -> vec2f {
  var part = vec2f();
  for (var v = lane; v < ${V}u; v += ${LANES}u) {
    let z = logits[v];
    if (drawable(v) && key_of(z) >= key) { part += vec2f(1.0, weight_of(z, top)); }
  }
  return reduce_sum(part, ${lane});
}

/** Down to where the tokens within \`limit\` count \`goal\`, or weigh it; or more than it where \`beyond\`. */
fn search(counting: bool, goal: f32, beyond: bool, limit: Edge, top: f32, ${parameters}) -> Edge {
  var key = 0u;
  var at = vec2f();
  var above = vec2f();
  // After the 32 bits the same loop measures what is above the key, then what is at it.
  for (var i = 0u; i < 34u; i++) {
    if (i == 32u) { key = max(key, limit.key); }
    let bit = 0x80000000u >> (i % 32u);
    let probe = select(key + 33u - i, key | bit, i < 32u);
    let all = measure(probe, top, ${lane});
    let within = select(select(limit.mass, all.y, probe > limit.key), all.x, counting);
    if (i < 32u && (within > goal || (!beyond && within == goal))) { key = probe; }
    above = select(above, all, i == 32u);
    at = select(at, all, i == 33u);
  }
  let z = bitcast<f32>(select(~key, key & 0x7fffffffu, key >> 31u == 1u));
  let weight = weight_of(z, top);
  let steps = select((goal - above.y) / max(weight, 1e-37), goal - above.x, counting);
  let needed = select(ceil(steps), floor(steps) + 1.0, beyond);
  let most = select(at.x - above.x, limit.equals, key == limit.key);
  let equals = clamp(needed, 1.0, max(1.0, most));
  return Edge(key, equals, above.y + equals * weight);
}

/** The n-th lowest id of that key, counted from 1. */
fn nth_of(key: u32, n: f32, ${parameters}) -> u32 {
  var below = 0u;
  for (var bit = ${2 ** Math.floor(Math.log2(V))}u; bit > 0u; bit >>= 1u) {
    let probe = below + bit;
    var part = 0.0;
    for (var v = lane; v < min(probe, ${V}u); v += ${LANES}u) { part += select(0.0, 1.0, drawable(v) && key_of(logits[v]) == key); }
    if (reduce_sum(vec2f(part), ${lane}).x < n) { below = probe; }
  }
  return below;
}

@compute @workgroup_size(${LANES})
fn main(${builtins}) {
  var bad = 0.0;
  var largest = -3.4e38f;
  for (var v = lane; v < ${V}u; v += ${LANES}u) {
    if (!drawable(v)) { continue; }
    bad = max(bad, broken(logits[v]));
    largest = max(largest, logits[v]);
  }
  bad = reduce_max(bad, ${lane});
  let top = reduce_max(largest, ${lane});
  var edge = Edge(key_of(top), 1.0, 1.0);
  if (scalars.temperature > 0.0) {
    var kept = Edge(0u, 0.0, 0.0);
    // Top-k, then top-p, then the dice: one loop, for drivers paste the search wherever it is called.
    for (var stage = 0u; stage < 3u; stage++) {
      let k = select(scalars.top_k, ${count}u, scalars.top_k == 0u);
      if (stage == 1u && scalars.top_p >= 1.0) { continue; }
      let share = select(scalars.top_p, scalars.dice, stage == 2u);
      edge = search(stage == 0u, select(share * kept.mass, f32(min(k, ${count}u)), stage == 0u), stage == 2u, kept, top, ${lane});
      if (stage < 2u) { kept = edge; }
    }
    edge.mass = kept.mass;
  }
  let id = nth_of(edge.key, edge.equals, ${lane});
  if (lane != 0u) { return; }
  if (bad > 0.0) { finish(-1, 0.0); return; }
  finish(i32(id), select(weight_of(logits[id], top) / edge.mass, 1.0, scalars.temperature == 0.0));
}
`
