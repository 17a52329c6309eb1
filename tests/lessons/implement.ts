/** The numeric answers of the lessons of part 9. */
import { adamW } from '../../src/core/ops/adamw/reference.ts'
import { accountOf } from '../../src/core/train/account.ts'
import { GPT1, memoryOf, sentBytes, type Setting } from '../../src/widgets/implement/cluster/cluster.ts'
import { Tensor } from '../../src/sandbox/tensor.ts'
import { exercises } from '../../src/exercises/all.ts'
import { stripTypes } from '../../src/exercises/strip.ts'
import { earlierCode } from '../../src/exercises/check.ts'
import { runHere } from '../../src/sandbox/run.ts'
import type { Answers } from '../support/answers.ts'

/** What the lessons' own code answers. */
async function byCode(body: string): Promise<number> {
  const last = await stripTypes(exercises.training.solution)
  const code = (await earlierCode('training', {})) + ('code' in last ? last.code : '')
  const [came] = (await runHere({ code, calls: [{ body, given: {} }] }, { seconds: 10 })).came
  return came && 'numbers' in came ? came.numbers.out!.data[0]! : Number.NaN
}

/** How many rates a first step of Adam is without corrections: √v and m as they are. */
function uncorrected(): number {
  const [w, m, v] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)]
  adamW(w, Float64Array.of(1), m, v, 0, {
    learningRate: 1,
    beta1: 0.9,
    beta2: 0.999,
    eps: 0,
    weightDecay: 0,
    clip: 0,
    step: 1,
    decayUntil: 0,
  })
  return m[0]! / Math.sqrt(v[0]!)
}

const shared = (over: Partial<Setting>): Setting => ({ devices: 8, way: 'ddp', precision: '32', batch: 64, micro: 1, link: 10, ...over })

export const answers: Answers = {
  // odds are multiplied by e to the change of the logit
  'implement/round-trip#share': () => 100 * (Math.exp(0.046) - 1),
  'implement/from-one-tab-to-a-cluster#ring': () => sentBytes(accountOf(GPT1), shared({})) / 1e6,
  'implement/from-one-tab-to-a-cluster#moments': () => memoryOf(accountOf(GPT1), 0, shared({ devices: 16, way: 'fsdp' })).moments / 1e6,
  'implement/tensors-and-gradients#place': () => {
    const { shape } = new Tensor([4, 12, 32])
    return (2 * shape[1]! + 5) * shape[2]! + 7
  },
  'implement/embedding-and-attention#flat': () =>
    byCode(
      'const x = tensor([1, 3], [0.5, 0.3, 0.2].map(Math.log)); const out = softmax(x); out.grad[0] = 1; out.back(); return x.grad[0]',
    ),
  'implement/embedding-and-attention#find': () => 128 + 2 * 32,
  'implement/a-block-a-model#shift': () =>
    byCode(
      "const p = { 'n.weight': tensor([3], [1, 1, 1]), 'n.bias': tensor([3], [0, 0, 0]) }; const of = (by) => layerNorm(tensor([1, 3], [1 + by, 2 + by, 5 + by]), p, 'n').data[0]; return of(10) - of(0)",
    ),
  'implement/loss-and-optimizer#pull': () =>
    byCode(
      'const logits = tensor([1, 16, 2], Array(16).fill([Math.log(0.2), Math.log(0.8)]).flat()); backward(crossEntropy(logits, Array(16).fill(0))); return logits.grad[0]',
    ),
  'implement/loss-and-optimizer#uncorrected': uncorrected,
}
