/** While a learner types, nothing is allocated, compiled or uploaded; and what is read does not depend on the room that a window has. */
import { expect, it } from 'vitest'
import { readModelFolder } from '../core/checkpoint/hfFolder.ts'
import { unzipFolder } from '../core/checkpoint/zip.ts'
import { Inspector } from '../core/inspect/inspector.ts'
import { modelLayout } from '../core/model/plans.ts'
import { createReferenceRuntime } from '../core/runtime/reference/reference.ts'
import { openWasm } from '../core/runtime/wasm/node.ts'
import { createCore } from './core.ts'
import { weightsOf } from './modelRecord.ts'
import { counting } from './testing/counting.ts'
import { listener, PROSE, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

const SAMPLING = { temperature: 1, topK: 0, topP: 1, seed: 1 }

async function trained(steps = 20) {
  const counts = { stores: 0, compiled: 0, uploads: 0 }
  const core = createCore(testEnvironment({ openWasm: async () => counting(await openWasm({ threads: 1 }), counts) }))
  const { ref } = await core.addText('Prose', PROSE)
  const heard = listener()
  const { model } = await trainOn(core, tinySpec(ref, { steps, evalEvery: 10 }), heard.hear)
  expect(await heard.ended).toMatchObject({ status: 'done' })
  return { core, counts, handle: { id: model.id }, model }
}

it('types twenty letters into every question without a store, a plan or an upload', async () => {
  const { core, counts, handle } = await trained()
  const other = { ...handle, step: 10 }
  const ask = async (text: string): Promise<void> => {
    for (const each of [handle, other]) {
      await core.nextToken(each, text, SAMPLING)
      await core.attention(each, text)
      await core.probe(each, text, ['h.1.attn.out'])
      await core.probe(each, text, ['losses', 'grad/h.1.attn.out'])
      await core.nudge(each, text, { name: 'h.0.mlp.c_fc.weight', index: 3, epsilon: 0.01 })
      await core.weights(each, ['tokens_embed.weight'])
      await core.tensorNames(each, text)
    }
  }
  const text = 'The cat sat on the mat and saw 3 birds.'
  await ask(text.slice(0, 2))
  await ask(text)
  const before = { ...counts }
  for (let letters = 3; letters <= 22; letters++) await ask(text.slice(0, letters))
  expect(counts).toEqual(before)
})

it('cuts heads and moves them without a store or a plan of their own, and other parts with one each', async () => {
  const { core, counts, handle } = await trained()
  const silent = (layer: number, head: number) => ({ heads: [{ layer, head, with: 'nothing' as const }] })
  const first = await core.operate(handle, silent(0, 0))
  const before = { ...counts }
  const again = await core.operate(handle, silent(0, 0))
  expect(again).toEqual(first)
  const alike = await core.operate(handle, { heads: [{ layer: 1, head: 1, with: 'uniform' }] })
  await core.operate(handle, {}, { from: { layer: 0, head: 0 }, to: { layer: 1, head: 1 } })
  expect([counts.stores, counts.compiled]).toEqual([before.stores, before.compiled])
  await core.operate(handle, { noScale: true })
  const once = { ...counts }
  await core.operate(handle, { noScale: true })
  expect(counts).toEqual(once)
  expect([counts.stores, counts.compiled]).toEqual([before.stores + 1, before.compiled + 1])
  // Weights that are 0 are the plan's own cut, to the bit.
  expect((await core.operate({ ...handle, without: { heads: [{ layer: 1, head: 1, with: 'uniform' }] } }, {})).lossBefore).toBe(
    alike.lossAfter,
  )
  expect((await core.operate({ ...handle, without: silent(0, 0) }, {})).lossBefore).toBe(first.lossAfter)
})

it('reads what is left of a model by its handle: the same tensors, and the whole stays as it is', async () => {
  const { core, handle } = await trained()
  const text = 'The cat sat'
  const whole = await core.attention(handle, text)
  const without = { heads: [{ layer: 0, head: 1, with: 'uniform' as const }] }
  const cut = await core.attention({ ...handle, without }, text)
  const row = (of: typeof whole, layer: number, head: number, i: number) => {
    const T = of.tokens.length
    const from = ((layer * of.nHead + head) * T + i) * T
    return [...of.probabilities.subarray(from, from + i + 1)]
  }
  for (const share of row(cut, 0, 1, 3)) expect(share).toBeCloseTo(0.25, 6)
  expect(row(cut, 0, 0, 3)).toEqual(row(whole, 0, 0, 3))
  expect(row(cut, 1, 0, 3)).not.toEqual(row(whole, 1, 0, 3))
  expect((await core.describe({ ...handle, without })).config.surgery).toMatchObject(without)
  expect(await core.attention(handle, text)).toEqual(whole)
  await expect(core.attention({ ...handle, without: { heads: [{ layer: 9, head: 0, with: 'nothing' }] } }, text)).rejects.toMatchObject({
    code: 'bad-config',
  })
})

it('of a text that exceeds the context, gradients are those of the window that is shown', async () => {
  const { core, handle } = await trained()
  const model = readModelFolder(unzipFolder((await core.exportZip(handle.id)).data))
  const { nCtx } = model.config
  const text = 'The cat sat on the mat and saw 3 birds.'
  const shown = await core.probe(handle, text, ['h.1.attn.out'])
  const gradients = await core.probe(handle, text, ['losses', 'grad/h.1.attn.out', 'grad/h.0.mlp.c_fc.weight'])
  expect(shown.tokens).toHaveLength(nCtx)
  expect(gradients.tokens).toEqual(shown.tokens.slice(0, -1))
  expect(gradients.targets).toEqual(shown.tokens.slice(1))

  const layout = modelLayout(model.config)
  const store = await createReferenceRuntime().createStore(layout)
  store.write('weight', weightsOf(model))
  const ids = model.tokenizer.encode(text).slice(-nCtx)
  const reference = await Inspector.create(store, model.config, layout, { time: nCtx - 1, backwards: true })
  reference.run(ids.slice(0, -1), ids.slice(1))
  const expected = await reference.read(gradients.tensors.map(({ name }) => name))
  for (const [i, { name, shape, data }] of expected.entries()) {
    expect(gradients.tensors[i]!.shape, name).toEqual(shape)
    const largest = Math.max(...data.map(Math.abs))
    expect(Math.max(...data.map((x, k) => Math.abs(x - gradients.tensors[i]!.data[k]!))) / largest, name).toBeLessThan(2e-5)
  }
  const losses = expected[0]!.data
  expect(gradients.loss).toBeCloseTo(losses.reduce((a, b) => a + b, 0) / losses.length, 5)
  // The loss alone has room for one token more.
  expect((await core.probe(handle, text, ['losses'])).tokens).toHaveLength(nCtx)
})

it('a model that is deleted, a step that is not kept: one sentence, and others answer on', async () => {
  const { core, handle } = await trained()
  const gone = await core.duplicate(handle.id)
  await core.probe({ id: gone.id }, 'The cat', ['embed'])
  await core.remove(gone.id)
  await expect(core.probe({ id: gone.id }, 'The cat', ['embed'])).rejects.toMatchObject({ code: 'not-found', message: expect.any(String) })
  await expect(core.probe({ ...handle, step: 999 }, 'The cat', ['embed'])).rejects.toMatchObject({ code: 'bad-argument' })
  expect((await core.probe(handle, 'The cat', ['embed'])).tokens).toHaveLength(7)
})
