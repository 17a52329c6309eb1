/** `npx tsx tests/bench/reductions.ts`: what subgroups save in the kernels that reduce, with the kernels of a real GPU on whatever adapter there is; the same bits first. */
import type { CallTime } from '../../src/core/plan/print.ts'
import { layOut, Trace } from '../../src/core/plan/trace.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { loadVulkanLoader } from '../../src/cli/vulkanLoader.ts'
import { middle } from '../../src/cli/measure.ts'

const [ROWS, C, V, ROUNDS] = [256, 128, 512, 9]
const parameters = [
  ['gain', [C]],
  ['bias', [C]],
  ['matrices', [1536, C]],
] as const

function plan() {
  const t = new Trace(
    'reductions',
    layOut(parameters.map(([name, shape]) => ({ name, shape: [...shape], init: { kind: 'normal', std: 1 } }))),
  )
  const norm = { gain: t.weight('gain'), bias: t.weight('bias') }
  const statistics = { mean: t.activation('mean', [ROWS]), rstd: t.activation('rstd', [ROWS]) }
  t.call(
    'norm',
    { x: t.input('x', [ROWS, C]), ...norm },
    { y: t.activation('y', [ROWS, C]), ...statistics },
    { rows: ROWS, width: C, eps: 1e-5, kind: 0 },
  )
  t.call(
    'crossEntropy',
    { logits: t.input('logits', [ROWS, V]), targets: t.input('targets', [ROWS], 'i32') },
    { losses: t.activation('losses', [ROWS]) },
    { rows: ROWS, vocab: V },
  )
  t.call('gradNorm', { grads: t.flat('weight') }, { norm: t.activation('norm', [1]) }, { size: t.layout.size })
  return { layout: t.layout, plan: t.plan() }
}

loadVulkanLoader()
const times: Map<string, number>[] = []
const results: string[] = []
let adapter = ''
let size = 0
for (const subgroups of [false, true]) {
  const runtime = await openWebGpu({ target: { software: false, subgroups } })
  adapter = runtime.adapter
  size = runtime.device.adapterInfo.subgroupMinSize
  const { layout, plan: one } = plan()
  const store = await runtime.createStore(layout, { training: false })
  store.write(
    'weight',
    Float32Array.from({ length: layout.size }, (_, i) => Math.sin(i * i)),
  )
  const program = await store.compile(one)
  for (const [name, n] of [
    ['x', ROWS * C],
    ['logits', ROWS * V],
  ] as const)
    program.write(
      name,
      Float32Array.from({ length: n }, (_, i) => 3 * Math.sin(i * 1.7)),
    )
  const rounds: CallTime[][] = []
  for (let i = 0; i <= ROUNDS; i++) rounds.push(await program.profile!({ step: 1, seed: 1, position: 0, learningRate: 0 }))
  times.push(new Map(rounds[0]!.map(({ label }, i) => [label, middle(rounds.slice(1).map((round) => round[i]!.ms))])))
  const read = await Promise.all(['y', 'mean', 'rstd', 'losses', 'norm'].map((name) => program.read(name)))
  results.push(read.map((values) => Buffer.from(values.buffer).toString('base64')).join())
  runtime.destroy()
}
if (results[0] !== results[1]) throw new Error('other bits with subgroups: nothing is to be compared')
const barriers = (lanes: number) => `${Math.log2(lanes)} barriers → ${Math.ceil(Math.log2(lanes) / Math.log2(size)) - 1}`
console.log(`${adapter}, subgroups of ${size} and more: the same bits; a reduction of 64 threads ${barriers(64)}, of 256 ${barriers(256)}`)
for (const [label, ms] of times[0]!)
  console.log(
    `${label.padEnd(28)} ${ms.toFixed(3)} ms without, ${times[1]!.get(label)!.toFixed(3)} ms with subgroups: ${(ms / times[1]!.get(label)!).toFixed(2)} times as fast`,
  )
