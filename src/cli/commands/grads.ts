/** `grads`: loss and every gradient of one sequence, without dropout, for comparison with another implementation. */
import { toHfName } from '../../core/checkpoint/hfNames.ts'
import { gradientPlan } from '../../core/model/plans.ts'
import { mean } from '../../core/train/evaluator.ts'
import { flag, ids, parse, required, UsageError } from '../arguments.ts'
import { checkSequence } from '../checkSequence.ts'
import { withModel } from '../loaded.ts'
import { output } from '../output.ts'
import { runtimeOption } from '../runtime.ts'

export const options = {
  model: required.help('folder of the model'),
  ids: ids.help('token ids', { fallback: 'needed' }),
  targets: ids.help('the token that is right after each id', { fallback: 'needed' }),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const { ids: given, targets } = args
  if (!given || !targets) throw new UsageError('--ids and --targets are needed.')
  if (given.length !== targets.length)
    throw new UsageError(`There are ${given.length} ids and ${targets.length} targets, but every id needs its target.`)

  await withModel(args.model, args.runtime, { training: true }, async ({ store, config, layout }) => {
    const program = await store.compile(gradientPlan(config, layout, 1, checkSequence(given, config).length))
    program.write('ids', given)
    program.write('targets', checkSequence(targets, config, 'targets'))
    program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
    const loss = mean(await program.read('losses'))
    const grads: Record<string, ReturnType<typeof summary>> = {}
    for (const { name, shape } of layout.parameters) grads[toHfName(name, config)] = summary(shape, await program.read(`grad/${name}`))
    output(args.json).result(
      { loss, grads },
      [
        `loss ${loss}`,
        ...Object.entries(grads).map(
          ([name, { shape, sum, l2 }]) => `${name} [${shape}] sum ${sum.toPrecision(6)} l2 ${l2.toPrecision(6)}`,
        ),
      ].join('\n'),
    )
    program.destroy()
  })
}

/** Sums in float64. */
function summary(shape: readonly number[], gradient: Float32Array) {
  const values = Array.from(gradient)
  return { shape, sum: values.reduce((a, g) => a + g, 0), l2: Math.sqrt(values.reduce((a, g) => a + g * g, 0)), first: values.slice(0, 8) }
}
