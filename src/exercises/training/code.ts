/** Train and sample: what the learner begins with, and the lesson's own code. */

export const start = `// Takes the steps, one batch each, and yields the loss of every step before the weights move.
function* train(p: Params, config: Config, batches: number[][][], rate: number) {
  const moments: Moments = {}
  for (const [i, windows] of batches.entries()) {
    yield 0
  }
}

// Goes on with ids by count tokens. random() gives a number from 0 to 1: the first token counts at which the shares,
// added up, exceed it.
function sample(p: Params, config: Config, ids: number[], count: number, random: () => number): number[] {
  return ids
}
`

export const solution = `// Takes the steps, one batch each, and yields the loss of every step before the weights move.
function* train(p: Params, config: Config, batches: number[][][], rate: number) {
  const moments: Moments = {}
  for (const [i, windows] of batches.entries()) {
    for (const w of Object.values(p)) w.grad.fill(0)
    const now = loss(windows, p, config)
    backward(now)
    adamw(p, moments, i + 1, rate)
    yield now.data[0]
  }
}

// Goes on with ids by count tokens. random() gives a number from 0 to 1: the first token counts at which the shares,
// added up, exceed it.
function sample(p: Params, config: Config, ids: number[], count: number, random: () => number): number[] {
  for (let n = 0; n < count; n++) {
    const logits = gpt(ids.slice(-config.nCtx), 1, p, config), V = logits.shape[2]
    const last = softmax(tensor([1, V], logits.data.slice(-V))).data
    let rest = random(), next = 0
    while (next < V - 1 && (rest -= last[next]) >= 0) next++
    ids = [...ids, next]
  }
  return ids
}
`
