/**
 * Sampling one token in f64, sum by sum as sample/distribution.ts does it, so that both draw the same token.
 *
 * Ladder: sorting all V logits to find the few that matter takes V·log V; a heap is built in V steps and gives the most
 * probable tokens one by one, as far as they are needed.
 */
import { callerScratch } from '../linear/matmul.as'

let z: usize = 0
/** ids: a heap of `left`, and behind it those taken, the first of all at the very end */
let heap: usize = 0
let size: i32 = 0
let left: i32 = 0

export function sampleToken(
  ids: usize, drawn: usize, chances: usize, logits: usize, V: i32, tokens: i32, never: i32, position: i32, temperature: f64, topK: i32, topP: f64, dice: f64,
): void {
  z = logits
  const place = <usize>position << 2
  heap = callerScratch
  size = 0
  for (let v = 0; v < min(tokens, V); v++) {
    if (v == never) continue
    store<i32>(heap + (<usize>size << 2), v)
    size++
  }
  let best = idAt(0)
  let finite = true
  for (let i = 0; i < size; i++) {
    const v = idAt(i)
    const logit = logitOf(v)
    if (!isFinite<f32>(logit)) finite = false
    if (logit > logitOf(best)) best = v
  }
  let chance: f64 = 1
  if (!finite) {
    best = -1
    chance = 0
  } else if (temperature > 0) {
    best = draw(size, best, temperature, topK, topP, dice)
    chance = probability
  }
  store<i32>(ids, max(best, 0))
  store<f32>(drawn + place, <f32>best)
  store<f32>(chances + place, <f32>chance)
}

/** of the token drawn last, among those kept */
let probability: f64 = 0

/** Of the `V` tokens in the heap. */
function draw(V: i32, best: i32, temperature: f64, topK: i32, topP: f64, dice: f64): i32 {
  const top = <f64>logitOf(best) / temperature
  left = V
  let total: f64 = 0
  for (let i = 0; i < V; i++) total += Math.exp(<f64>logitOf(idAt(i)) / temperature - top)
  for (let i = (V >> 1) - 1; i >= 0; i--) sink(i)

  let kept = V
  let sum: f64 = 0
  let inTopK: f64 = 1
  if (topK > 0) {
    kept = min(topK, V)
    for (let i = 0; i < kept; i++) sum += Math.exp(<f64>logitOf(nth(i)) / temperature - top) / total
    inTopK = sum
  }
  let inNucleus: f64 = 1
  if (topP < 1) {
    let before: f64 = 0
    let i = 0
    for (; i < kept && before < topP; i++) before += Math.exp(<f64>logitOf(nth(i)) / temperature - top) / total / inTopK
    kept = i
    inNucleus = before
  }
  let last = best
  sum = 0
  for (let i = 0; i < kept; i++) {
    const share = Math.exp(<f64>logitOf(nth(i)) / temperature - top) / total / inTopK / inNucleus
    if (share == 0) break
    last = nth(i)
    probability = share
    sum += share
    if (sum > dice) break
  }
  return last
}

// @ts-ignore: decorator
@inline
function logitOf(id: i32): f32 {
  return load<f32>(z + (<usize>id << 2))
}

// @ts-ignore: decorator
@inline
function idAt(i: i32): i32 {
  return load<i32>(heap + (<usize>i << 2))
}

/** The i-th most probable token. */
function nth(i: i32): i32 {
  while (size - left <= i) {
    const first = idAt(0)
    left--
    store<i32>(heap, idAt(left))
    store<i32>(heap + (<usize>left << 2), first)
    sink(0)
  }
  return idAt(size - 1 - i)
}

function sink(start: i32): void {
  const id = idAt(start)
  let i = start
  for (;;) {
    let child = 2 * i + 1
    if (child >= left) break
    if (child + 1 < left && before(idAt(child + 1), idAt(child))) child++
    if (!before(idAt(child), id)) break
    store<i32>(heap + (<usize>i << 2), idAt(child))
    i = child
  }
  store<i32>(heap + (<usize>i << 2), id)
}

/** Is `a` more probable, or as probable with the lower id? */
// @ts-ignore: decorator
@inline
function before(a: i32, b: i32): bool {
  return logitOf(a) > logitOf(b) || (logitOf(a) == logitOf(b) && a < b)
}
