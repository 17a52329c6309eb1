/** Widgets that take a model apart read every kind of GPT that the core reads, and say in one sentence that they need one. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { MeasuredWorld as World } from '../../src/widgets/frame/define.ts'
import { measure } from '../../src/widgets/frame/measure.ts'
import layerNormSteps from '../../src/widgets/transformer/layer-norm-steps/widget.ts'
import reach from '../../src/widgets/transformer/reach/widget.ts'
import wordBag from '../../src/widgets/transformer/word-bag/widget.ts'
import { hubFolder } from '../support/hubFolder.ts'
import { openWorld } from '../support/world.ts'
import { PROSE, tinySpec } from '../../src/worker/testing/environment.ts'
import type { Family } from '../../src/core/config.ts'

const TEXT = 'the old man of the sea saw the white whale and the ship; the sea, the whale and the ship'

let shipped: World

beforeAll(async () => {
  shipped = await openWorld()
})

async function imported(options: Parameters<typeof hubFolder>[0]): Promise<World> {
  const { files } = hubFolder(options)
  const model = await shipped.core.importModel(
    [...files].map(([name, bytes]) => ({ name: `model/${name}`, data: bytes.slice().buffer as ArrayBuffer })),
  )
  return { ...shipped, model, handle: { id: model.id } }
}

async function trained(family: Family): Promise<World> {
  const { ref } = await shipped.core.addText('Prose', PROSE)
  const spec = tinySpec(ref, { steps: 4, evalEvery: 4 })
  const { sizes } = spec
  const model = await new Promise<World['model']>((resolve, reject) => {
    let id = ''
    const started = shipped.core.run({ kind: 'train', keep: true, spec: { ...spec, sizes: { ...sizes, family } } }, (event) => {
      if (event.type === 'ended') void started.then(() => shipped.core.describe({ id }).then(resolve, reject), reject)
    })
    started.then(({ model }) => {
      id = model!.id
    }, reject)
  })
  return { ...shipped, model, handle: { id: model.id } }
}

const SIZES = { nLayer: 2, nHead: 2, nEmbd: 16, nCtx: 64 }

describe.each([
  ['two layers of byte pairs, as GPT-1', () => imported({ type: 'openai-gpt', sizes: SIZES })],
  ['GPT-2: pre-norm, byte pairs', () => imported({ type: 'gpt2', sizes: SIZES })],
  ['weights that were stored in halves', () => imported({ type: 'gpt2', dtype: 'F16', sizes: SIZES })],
  ['two layers of characters', () => trained('gpt')],
] as const)('%s', (name, open) => {
  let world: World
  beforeAll(async () => {
    world = await open()
  })

  it('reach counts its tokens', async () => {
    const text = name.includes('characters') ? PROSE.slice(0, 80) : TEXT
    const readings = await measure(reach, { text }, world)
    for (const value of Object.values(readings)) expect(Number.isFinite(value)).toBe(true)
    const tokens = (await world.core.windowLosses(world.handle, text, [])).tokens.length
    const { losses } = await world.core.windowLosses(world.handle, text, [{ from: tokens - 2, to: tokens }])
    expect(losses[0]).toBeGreaterThan(0)
  })

  it('LayerNorm is followed in every block, before or after its sub-layer', async () => {
    for (const layer of [0, 1])
      for (const norm of ['ln_1', 'ln_2'])
        expect((await measure(layerNormSteps, { text: 'the sea', layer, norm }, world)).difference).toBeLessThan(1e-4)
  })

  it('the bag of words is shuffled, and without positions nobody notices in the first layer', async () => {
    const { movedWith, movedWithout } = await measure(wordBag, { text: 'the old man of the sea', layer: 0 }, world)
    expect(movedWithout).toBeLessThan(1e-6)
    expect(movedWith).toBeGreaterThan(10 * movedWithout!)
  })
})

it('a model that is no GPT is refused in one sentence where there is nothing to take apart', async () => {
  const world = await trained('mlp')
  for (const widget of [layerNormSteps, wordBag])
    await expect(measure(widget, { text: 'The cat sat' }, world)).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(/^This figure .* the open model .*\.$/),
    })
  expect((await measure(reach, { text: PROSE.slice(0, 80) }, world)).bitsAtAll).toBeGreaterThan(0)
})
