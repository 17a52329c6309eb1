/** `tune`: tries, on this GPU, the tiles of every matrix product of a training step, and remembers the fastest for later commands. */
import { openWebGpu } from '../../core/runtime/webgpu/node.ts'
import { planOf } from '../../core/train/estimate.ts'
import { flag, parse } from '../arguments.ts'
import { output } from '../output.ts'
import { configOf, sizeOptions } from '../sizes.ts'
import { loadVulkanLoader } from '../vulkanLoader.ts'

export const options = {
  ...sizeOptions,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  loadVulkanLoader()
  const runtime = await openWebGpu()
  try {
    const begun = performance.now()
    const trials = await runtime.tune([planOf(configOf(args), args.batch)])
    const ms = performance.now() - begun
    const lines = trials.map(({ product: { form, M, N, K }, times, tile }) =>
      [
        `${form} ${M}×${N}×${K}`.padEnd(20),
        ...times.map((one) => `${one.tile === tile ? '▸ ' : ''}${one.tile} ${one.ms.toFixed(3)} ms`),
      ].join('  '),
    )
    const all = trials.length > 0 ? lines : ['every product of this step was tried on this device before']
    output(args.json).result({ adapter: runtime.adapter, ms, trials }, [`${runtime.adapter}, ${ms.toFixed(0)} ms`, ...all].join('\n'))
  } finally {
    runtime.destroy()
  }
}
