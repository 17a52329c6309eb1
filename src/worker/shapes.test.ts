/** Runs of other families and variants, through the worker: estimated, trained, stopped, gone on with, asked. */
import { expect, it } from 'vitest'
import { type ModelConfig, parameterCount } from '../core/config.ts'
import { createCore } from './core.ts'
import type { ModelSizes } from './protocol.ts'
import { listener, PROSE, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

const shapes: [string, Partial<ModelSizes>][] = [
  ['a recurrent network', { family: 'rnn' }],
  ['rotary positions, and norms that come first', { variant: { norm: 'pre', positions: 'rotary', nKvHead: 1 } }],
  ['a head that says nothing', { surgery: { heads: [{ layer: 1, head: 0, with: 'nothing' }] } }],
]

it.each(shapes)('%s', async (_, shape) => {
  const core = createCore(testEnvironment())
  const { ref } = await core.addText('Prose', PROSE)
  const plain = tinySpec(ref, { steps: 20 })
  const spec = { ...plain, sizes: { ...plain.sizes, ...shape } }
  const { parameters } = await core.estimate(spec)

  const heard = listener()
  const { model } = await trainOn(core, spec, heard.hear)
  expect(await heard.ended).toMatchObject({ status: 'done', step: 20 })
  const config: ModelConfig = { ...spec.sizes, nVocab: model.config.nVocab }
  expect(model).toMatchObject({ config: shape, parameters, spec: { sizes: shape } })
  expect(parameterCount(config)).toBe(parameters)

  const again = listener()
  const resumed = await core.run({ kind: 'resume', keep: true, modelId: model.id, totalSteps: 30 }, again.hear)
  expect(await again.ended).toMatchObject({ status: 'done', step: 30 })
  expect(resumed.model).toMatchObject({ config: shape, spec: { sizes: shape } })

  const handle = { id: model.id }
  const { candidates } = await core.nextToken(handle, 'The ', { temperature: 1, topK: 0, topP: 1, seed: 1 })
  expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5)
  if (shape.family === 'rnn')
    await expect(core.attention(handle, 'The ')).rejects.toMatchObject({ code: 'bad-argument', message: expect.stringContaining('rnn') })
})
