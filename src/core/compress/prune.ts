/** Head pruning (Michel, Levy and Neubig 2019): the heads that matter least are taken out, and the matrices shrink. */
import { flatten, type Tensors } from '../checkpoint/tensors.ts'
import { familyOf, type ModelConfig, validateConfig, variantOf } from '../config.ts'
import { evaluationBatches } from '../data/batches.ts'
import { CourseError } from '../errors.ts'
import { gradientPlan, modelLayout } from '../model/plans.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { headSizeOf, kvHeads } from '../config/variant.ts'

/**
 * How much each head matters, [nLayer][nHead]: the mean over windows of |dL/dξ|, where ξ = 1 multiplies what the head says. It is
 * |Σ out·dL/dout| over the head's numbers, so one backward pass measures all heads at once. Only their order has a meaning.
 */
export async function headImportance(
  runtime: Runtime,
  config: ModelConfig,
  weights: Tensors,
  tokens: Int32Array,
  { batch = 4, count = 8 } = {},
): Promise<number[][]> {
  checkPrunable(config)
  const layout = modelLayout(config)
  const [D, T] = [headSizeOf(config), config.nCtx]
  const importance = Array.from({ length: config.nLayer }, () => new Array<number>(config.nHead).fill(0))
  const store = await runtime.createStore(layout)
  try {
    store.write('weight', flatten(layout, weights))
    const program = await store.compile(gradientPlan(config, layout, batch))
    for (const { ids, targets } of evaluationBatches(tokens, { batch, time: T, count })) {
      program.write('ids', ids)
      program.write('targets', targets)
      program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
      for (const [layer, heads] of importance.entries()) {
        const name = `h.${layer}.attn.out`
        const [out, d] = [await program.read(name), await program.read(program.plan.gradients.get(name)!)]
        for (let b = 0; b < batch; b++) {
          const sums = new Float64Array(config.nHead)
          const [from, to] = [b * T * D * config.nHead, (b + 1) * T * D * config.nHead]
          for (let i = from; i < to; i++) sums[Math.floor(i / D) % config.nHead]! += out[i]! * d[i]!
          sums.forEach((sum, head) => {
            heads[head]! += Math.abs(sum) / count
          })
        }
      }
    }
    program.destroy()
    return importance
  } finally {
    store.destroy()
  }
}

/** The `keep` heads of each layer that matter most, in their order. */
export const mostImportant = (importance: readonly (readonly number[])[], keep: number): number[][] =>
  importance.map((heads) =>
    heads
      .map((_, head) => head)
      .sort((a, b) => heads[b]! - heads[a]!)
      .slice(0, keep)
      .sort((a, b) => a - b),
  )

/**
 * The model that has only those heads, of the size that they had: c_attn [C, 3·n·D], c_proj [n·D, C]. It says what the whole one says with
 * the other heads silenced, and can be trained on.
 * @param kept for each layer the heads that stay, equally many
 * @throws CourseError 'bad-argument' where the model cannot be pruned, or not so
 */
export function pruneHeads(
  config: ModelConfig,
  weights: Tensors,
  kept: readonly (readonly number[])[],
): { config: ModelConfig; weights: Tensors } {
  checkPrunable(config)
  const { nHead, nEmbd: C } = config
  const D = headSizeOf(config)
  const keep = kept[0]?.length ?? 0
  if (
    kept.length !== config.nLayer ||
    keep < 1 ||
    kept.some((heads) => heads.length !== keep || heads.some((head) => !(head >= 0 && head < nHead)))
  ) {
    throw new CourseError(
      'bad-argument',
      `Of ${nHead} heads [${kept.map((heads) => heads.length)}] are to stay in ${config.nLayer} layers, but each layer must keep equally many, one or more.`,
      `Keep 1 to ${nHead} heads in every layer.`,
    )
  }
  const pruned = new Map(weights)
  for (const [layer, heads] of kept.entries()) {
    // Where the numbers of the heads that stay lie among queries, keys, values, and in what c_proj reads.
    const numbers = heads.flatMap((head) => Array.from({ length: D }, (_, d) => head * D + d))
    const columns = [0, 1, 2].flatMap((part) => numbers.map((n) => part * nHead * D + n))
    const take = (name: string, shape: readonly number[], from: (i: number) => number) => {
      const tensor = weights.get(`h.${layer}.attn.${name}`)
      if (tensor)
        pruned.set(`h.${layer}.attn.${name}`, {
          shape,
          data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => tensor.data[from(i)]!),
        })
    }
    const width = columns.length
    take('c_attn.weight', [C, width], (i) => Math.floor(i / width) * 3 * nHead * D + columns[i % width]!)
    take('c_attn.bias', [width], (i) => columns[i]!)
    take('c_proj.weight', [keep * D, C], (i) => numbers[Math.floor(i / C)]! * C + (i % C))
  }
  return { config: validateConfig({ ...config, nHead: keep, headSize: D }), weights: pruned }
}

function checkPrunable(config: ModelConfig): void {
  const why =
    familyOf(config) !== 'gpt'
      ? `a model of the family ${familyOf(config)} has none`
      : variantOf(config).shared
        ? 'its layers share their weights'
        : kvHeads(config) !== config.nHead
          ? 'its heads share keys and values'
          : (config.surgery?.heads?.length ?? 0) > 0
            ? 'some were replaced by surgery'
            : null
  if (why)
    throw new CourseError(
      'bad-argument',
      `The heads of this model cannot be taken out: ${why}.`,
      'Prune a GPT whose every head has its own weights.',
    )
}
