/** Runs that choose byte-pair encoding: what depends on the tokens follows them, and what is per character does not. */
import { expect, it } from 'vitest'
import { memoryBlobs } from '../storage/memory.ts'
import { createCore } from './core.ts'
import type { RunSpec } from './protocol.ts'
import { listener, PROSE, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

const sampling = { temperature: 1, topK: 0, topP: 1, seed: 1 }

it('trains on byte-pair tokens, says what it loses per character, and goes on after a reload', async () => {
  const blobs = memoryBlobs()
  const core = createCore(testEnvironment({ blobs }))
  const { ref } = await core.addText('Prose', PROSE)
  const spec: RunSpec = { ...tinySpec(ref), tokenizer: 'bpe:280' }
  const characters = await core.estimate(tinySpec(ref))
  const estimate = await core.estimate(spec)
  expect(estimate.parameters - characters.parameters).toBe(16 * (280 - (await core.textInfo(ref)).vocabulary.length))

  const heard = listener()
  await trainOn(core, spec, heard.hear)
  expect(await heard.ended).toMatchObject({ status: 'done' })
  const [model] = await core.models()
  expect(model!.spec!.tokenizer).toBe('bpe:280')
  expect(model!.config.nVocab).toBe(280)
  expect(model!.uniformLoss).toBeCloseTo(Math.log(280), 12)
  expect(model!.validationLoss).toBeLessThan(model!.uniformLoss!)
  // 24 merges on so regular a text join more than two characters into a token.
  const per = model!.charactersPerToken!
  expect(per).toBeGreaterThan(1.5)
  expect(model!.bitsPerCharacter).toBeCloseTo(model!.validationLoss! / per / Math.LN2, 12)
  expect(heard.events.flatMap((event) => (event.type === 'evaluation' ? [event.evaluation.bitsPerCharacter] : [])).at(-1)).toBeCloseTo(
    model!.bitsPerCharacter!,
    12,
  )

  const handle = { id: model!.id }
  const next = await core.nextToken(handle, 'The cat', sampling)
  expect(next.tokens.join('')).toBe('The cat')
  expect(next.unknown).toEqual([])
  const drawn: string[] = []
  const { text } = await core.sample(handle, 'The cat', 30, sampling, ({ token }) => drawn.push(token))
  expect(drawn.join('')).toBe(text)

  const second = createCore(testEnvironment({ blobs }))
  const rest = listener()
  await second.run({ kind: 'resume', keep: true, modelId: model!.id, totalSteps: 70 }, rest.hear)
  expect(await rest.ended).toMatchObject({ status: 'done', step: 70 })
  expect((await second.models())[0]).toMatchObject({
    spec: { tokenizer: 'bpe:280' },
    charactersPerToken: per,
    bigramLoss: model!.bigramLoss,
  })
})

it('an imported folder tells its tokenizer', async () => {
  const core = createCore(testEnvironment())
  const { ref } = await core.addText('Prose', PROSE)
  const heard = listener()
  const { model } = await trainOn(core, { ...tinySpec(ref, { steps: 2, evalEvery: 0 }), tokenizer: 'bpe:300' }, heard.hear)
  await heard.ended
  const { data, fileName } = await core.exportZip(model.id)
  const other = createCore(testEnvironment())
  const imported = await other.importModel([{ name: fileName, data: data.slice().buffer }])
  expect(imported.spec!.tokenizer).toMatch(/^bpe:\d+$/)
  expect(imported.bitsPerCharacter).toBeCloseTo((await core.models())[0]!.bitsPerCharacter!, 12)
})

it('refuses a vocabulary that the bytes fill already', async () => {
  const core = createCore(testEnvironment())
  const { ref } = await core.addText('Prose', PROSE)
  await expect(core.estimate({ ...tinySpec(ref), tokenizer: 'bpe:200' })).rejects.toMatchObject({
    code: 'bad-argument',
    message: expect.stringContaining('257'),
  })
})
