/** A small network that is asked for what it cannot be, or that learns too fast, says so in one sentence, and harms nothing beside it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createCore } from './core.ts'
import type { CoreApi, NetSpec } from './protocol.ts'
import { listener, PROSE, stopAll, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

const mlp = {
  kind: 'mlp',
  data: { set: 'circles', noise: 0, seed: 1, count: 40 },
  hidden: [3],
  activation: 'relu',
  learningRate: 0.1,
  steps: 3,
  seed: 1,
} as const
const cnn = { kind: 'cnn', filters: 2, examples: 20, learningRate: 0.01, steps: 2, seed: 1 } as const
const lstm = {
  kind: 'lstm',
  text: PROSE.slice(0, 2000),
  width: 4,
  time: 8,
  batch: 2,
  learningRate: 0.01,
  steps: 2,
  forgetBias: 1,
  seed: 1,
} as const
const translator: Extract<NetSpec, { kind: 'translator' }> = {
  kind: 'translator',
  family: 'encoder-decoder',
  layers: 1,
  heads: 1,
  width: 8,
  steps: 2,
  seed: 1,
  sentences: [],
}

const refused: [what: string, spec: NetSpec, message: RegExp][] = [
  ['a layer of half a unit', { ...mlp, hidden: [2.5] }, /2\.5 units/],
  ['no points', { ...mlp, data: { ...mlp.data, count: 0 } }, /0 points/],
  ['steps that are no number', { ...mlp, steps: Number.NaN }, /NaN steps/],
  ['a hundred filters', { ...cnn, filters: 100 }, /100 filters/],
  ['more digits than there are', { ...cnn, examples: 1e9 }, /digits to learn from/],
  ['a rate below 0', { ...cnn, learningRate: -1 }, /learning rate is -1/],
  ['a state of no numbers', { ...lstm, width: 0 }, /state of 0 numbers/],
  ['a text that is shorter than its windows', { ...lstm, text: 'short', time: 128 }, /./],
  ['a width that its heads do not divide', { ...translator, heads: 3 }, /3 heads do not divide a width of 8/],
  ['no blocks', { ...translator, layers: 0 }, /0 blocks/],
  ['steps below 0', { ...translator, steps: -1 }, /-1 steps/],
  ['weights of another net', { ...translator, weights: new Float32Array(3) }, /^3 weights are given/],
  ['words that it has never met', { ...translator, sentences: ['zyx wvu'] }, /./],
]

let core: CoreApi
let modelId: string
let surprise: number | null

const asked = async (): Promise<number | null> => (await core.probe({ id: modelId }, 'The cat sat on', ['losses'])).loss
async function ending(net: NetSpec) {
  const heard = listener()
  await core.run({ kind: 'net', keep: false, net }, heard.hear)
  return heard.ended
}

beforeAll(async () => {
  core = createCore(testEnvironment())
  const { ref } = await core.addText('Prose', PROSE)
  const run = listener()
  const { model } = await trainOn(core, tinySpec(ref, { steps: 12, evalEvery: 0 }), run.hear)
  await run.ended
  modelId = model!.id
  surprise = await asked()
}, 60_000)

describe('is refused', () => {
  it.each(refused)('%s', async (_, net, message) => {
    const { status, error } = await ending(net)
    expect(status).toBe('failed')
    expect(error).toMatchObject({ message: expect.stringMatching(message), hint: expect.stringMatching(/\w/) })
    expect(error!.code, error!.message).not.toBe('internal')
    expect(await core.jobs()).toEqual([])
    expect(await asked()).toBe(surprise)
  })
})

it.each([mlp, cnn, lstm])(
  '$kind: a loss that is no number is said, with the rate, while a run goes on',
  async (net) => {
    const { ref } = await core.addText('Prose', PROSE)
    const run = listener()
    await trainOn(core, tinySpec(ref, { steps: 1_000_000 }), run.hear)
    const { status, error } = await ending({ ...net, learningRate: 1e38, steps: 8 })
    expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'not-a-number' })
    expect(error!.message).toContain('1e+38')
    expect(await core.jobs()).toMatchObject([{ kind: 'train', status: 'running' }])
    await stopAll(core)
    await run.ended
    expect((await ending(net)).status, 'the next one trains').toBe('done')
    expect(await asked()).toBe(surprise)
  },
  60_000,
)
