/** A model taken apart: every number equals the reference's, and the past is the past to the bit. */
import { expect, it } from 'vitest'
import { readModelFolder } from '../core/checkpoint/hfFolder.ts'
import { unzipFolder } from '../core/checkpoint/zip.ts'
import { Inspector } from '../core/inspect/inspector.ts'
import { modelLayout } from '../core/model/plans.ts'
import { createReferenceRuntime } from '../core/runtime/reference/reference.ts'
import { createCore } from './core.ts'
import { weightsOf } from './modelRecord.ts'
import type { CoreApi, ModelHandle } from './protocol.ts'
import { listener, PROSE, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

const TEXT = 'The cat sat on'
const NAMES = ['embed', 'h.1.attn.probs', 'logits', 'losses', 'grad/h.0.ln_1.weight', 'grad/h.1.attn.out', 'h.0.mlp.c_fc.weight']

async function trained(steps = 50): Promise<{ core: CoreApi; modelId: string; handle: ModelHandle }> {
  const core = createCore(testEnvironment())
  const { ref } = await core.addText('Prose', PROSE)
  const heard = listener()
  const { model } = await trainOn(core, tinySpec(ref, { steps, evalEvery: 10 }), heard.hear)
  expect(await heard.ended).toMatchObject({ status: 'done' })
  return { core, modelId: model.id, handle: { id: model.id } }
}

const modelOf = async (core: CoreApi, id: string) => readModelFolder(unzipFolder((await core.exportZip(id)).data))

it('reads every named number as the reference computes it', async () => {
  const { core, modelId, handle } = await trained()
  const model = await modelOf(core, modelId)
  const layout = modelLayout(model.config)
  const store = await createReferenceRuntime().createStore(layout)
  store.write('weight', weightsOf(model))
  const ids = model.tokenizer.encode(TEXT)
  const inspector = await Inspector.create(store, model.config, layout, { time: ids.length - 1, backwards: true })
  inspector.run(ids.slice(0, -1), ids.slice(1))
  const expected = await inspector.read(NAMES)

  const probe = await core.probe(handle, TEXT, NAMES)
  expect(probe.tokens.join('')).toBe(TEXT.slice(0, -1))
  expect(probe.targets!.join('')).toBe(TEXT.slice(1))
  expect(probe.tensors.map(({ name, shape }) => ({ name, shape }))).toEqual(expected.map(({ name, shape }) => ({ name, shape })))
  probe.tensors.forEach(({ name, data }, i) => {
    const largest = Math.max(...expected[i]!.data.map(Math.abs))
    const apart = Math.max(...data.map((value, k) => Math.abs(value - expected[i]!.data[k]!)))
    expect(apart / largest, name).toBeLessThan(2e-5)
  })
  const names = (await core.tensorNames(handle, TEXT)).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(NAMES))
  const [alone] = (await core.probe(handle, TEXT, ['gradNorm'])).tensors
  expect(alone!.data[0]).toBeGreaterThan(0)
  await expect(core.probe(handle, TEXT, ['h.0.atn.out'])).rejects.toMatchObject({
    code: 'bad-argument',
    hint: expect.stringContaining('h.0.attn.out'),
  })
})

it('moves one weight, and the loss follows the gradient', async () => {
  const { core, handle } = await trained()
  const request = { name: 'h.0.attn.c_proj.weight', index: 37, epsilon: 1e-2 }
  const moved = await core.nudge(handle, TEXT, request)
  expect(Math.abs(moved.measured - moved.predicted)).toBeLessThan(0.1 * Math.abs(moved.predicted) + 2e-6)
  expect(await core.nudge(handle, TEXT, request)).toEqual(moved)
  await expect(core.nudge(handle, TEXT, { ...request, epsilon: 3.5e38 })).rejects.toMatchObject({ code: 'bad-argument' })
  await expect(core.nudge(handle, TEXT, { ...request, index: 256 })).rejects.toMatchObject({
    code: 'bad-argument',
    message: expect.stringContaining('256'),
  })
  await expect(core.nudge(handle, TEXT, { ...request, name: 'h.9.attn.c_proj.weight' })).rejects.toMatchObject({ code: 'bad-argument' })
})

it('takes byte pairs apart, and layers that share their weights', async () => {
  const core = createCore(testEnvironment())
  const { ref } = await core.addText('Prose', PROSE)
  const spec = tinySpec(ref, { steps: 30, evalEvery: 10 })
  const heard = listener()
  const { model } = await trainOn(
    core,
    { ...spec, tokenizer: 'bpe:270', sizes: { ...spec.sizes, variant: { shared: true, nKvHead: 1, positions: 'rotary' } } },
    heard.hear,
  )
  await heard.ended
  const handle = { id: model.id }
  const { tokens, tensors } = await core.probe(handle, 'The cat \u{1f600}', ['h.1.attn.probs', 'grad/h.0.attn.c_attn.weight'])
  expect(tokens.at(-1)).toBe('\ufffd')
  expect(tensors[0]!.shape).toEqual([1, 2, tokens.length, tokens.length])
  const request = { name: 'h.0.mlp.c_proj.weight', index: 5, epsilon: 1e-2 }
  const moved = await core.nudge(handle, TEXT, request)
  expect(Math.abs(moved.measured - moved.predicted)).toBeLessThan(0.1 * Math.abs(moved.predicted) + 2e-6)
  await expect(core.nudge(handle, TEXT, { ...request, name: 'h.1.mlp.c_proj.weight' })).rejects.toMatchObject({
    hint: expect.stringContaining('h.0.mlp'),
  })
})

it('says what a vocabulary cannot write, where a model came without its text and is measured on the course’s', async () => {
  const { core, modelId } = await trained(10)
  const { fileName, data } = await core.exportZip(modelId)
  const folder = new Map([...unzipFolder(data)].filter(([name]) => !/^(run\.json|training_state)/.test(name)))
  const files = [...folder].map(([name, bytes]) => ({ name: `${fileName}/${name}`, data: bytes.slice().buffer as ArrayBuffer }))
  const { id } = await core.importModel(files)
  const imported = { id }
  await expect(core.operate(imported, { noMask: true })).rejects.toMatchObject({
    code: 'bad-text',
  })
  await expect(core.passages(imported, 1, 8)).rejects.toMatchObject({ code: 'not-found' })
  await expect(core.describe({ id, step: 0 })).rejects.toMatchObject({ code: 'bad-argument' })
  expect((await core.probe(imported, TEXT, ['losses'])).loss).toBeGreaterThan(0)
})

it('cuts parts out and measures the loss, and leaves the model as it was', async () => {
  const { core, modelId, handle } = await trained()
  const before = await core.nextToken(handle, TEXT, { temperature: 1, topK: 0, topP: 1, seed: 1 })
  const whole = await core.operate(handle, {})
  expect(whole.lossAfter).toBe(whole.lossBefore)
  const cuts = [
    { noScale: true },
    { noMask: true },
    { noPositions: true },
    { residuals: ['h.0.mlp'] },
    { norms: ['h.1.ln_2'] },
    { heads: [{ layer: 0, head: 1, with: 'nothing' as const }] },
  ]
  for (const cut of cuts) {
    const { lossBefore, lossAfter } = await core.operate(handle, cut)
    expect(lossBefore).toBe(whole.lossBefore)
    expect(Math.abs(lossAfter - lossBefore), JSON.stringify(cut)).toBeGreaterThan(1e-5)
  }
  expect(await core.nextToken(handle, TEXT, { temperature: 1, topK: 0, topP: 1, seed: 1 })).toEqual(before)

  const heard = listener()
  const { model } = await core.run(
    {
      kind: 'branch',
      keep: true,
      modelId,
      branch: { surgery: { norms: ['h.1.ln_2'], heads: [{ layer: 0, head: 1, with: 'nothing' }] }, training: { steps: 60 } },
    },
    heard.hear,
  )
  expect(await heard.ended).toMatchObject({ status: 'done', step: 60 })
  expect(model!.config.surgery).toBeDefined()
  expect(model!.parameters).toBe((await core.models()).find(({ id }) => id === modelId)!.parameters - 32)
})

it('keeps its past: any step can be shown, and a branch from it repeats the run to the bit', async () => {
  const { core, modelId } = await trained()
  const kept = await core.history(modelId)
  expect(kept).toEqual([0, 10, 20, 30, 40, 50])

  for (const step of [20, 27]) {
    const heard = listener()
    const { model } = await core.run({ kind: 'branch', keep: true, modelId, branch: { step } }, heard.hear)
    expect(await heard.ended).toMatchObject({ status: 'done', step: 50 })
    expect((await modelOf(core, model!.id)).weights).toEqual((await modelOf(core, modelId)).weights)
    expect(heard.steps()[0]!.step).toBe(step + 1)
  }

  const now = await core.describe({ id: modelId, step: 50 })
  const sampling = { temperature: 1, topK: 0, topP: 1, seed: 1 }
  const late = await core.nextToken({ id: modelId, step: 50 }, TEXT, sampling)
  const then = await core.describe({ id: modelId, step: 13 })
  expect([now.step, then.step]).toEqual([50, 13])
  const early = await core.nextToken({ id: modelId, step: 13 }, TEXT, sampling)
  expect(early.candidates[0]!.probability).not.toBe(late.candidates[0]!.probability)
  await expect(core.describe({ id: modelId, step: 51 })).rejects.toMatchObject({ code: 'bad-argument' })
  await core.remove(modelId)
  expect(await core.history(modelId)).toEqual([])
})

it('says what of a text it does not know, counted and named, with whatever it reads of it', async () => {
  const { core, handle } = await trained(10)
  const [known, strange] = ['The cat sat.', 'The cät sat. ä.']
  const says = /^2 of 15 characters \(13 %\) are not in the vocabulary: "ä" \(U\+00E4\) twice\. The model sees <unk> instead\.$/
  expect((await core.probe(handle, strange, ['losses'])).unknown).toMatch(says)
  expect((await core.attention(handle, strange)).unknown).toMatch(says)
  expect((await core.nudge(handle, strange, { name: 'h.0.mlp.c_proj.weight', index: 5, epsilon: 1e-2 })).unknown).toMatch(says)
  expect(await core.probe(handle, known, ['losses'])).not.toHaveProperty('unknown')
  await expect(core.probe(handle, 'ä ö ü', ['losses'])).rejects.toMatchObject({ code: 'bad-text' })
})
