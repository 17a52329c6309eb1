/** A real student: taught and alone begin and read alike, a softer teacher doubts more, and nothing of it stays. */
import { expect, test } from 'vitest'
import { tinyTrained } from '../../../../tests/support/tinyTrained.ts'
import { entropyOf, listen, readingsOf, softened, teach } from './distil.ts'

test('a student alone and one that is taught', { timeout: 120_000 }, async () => {
  const { core, model } = await tinyTrained()
  const heard = await listen(core, { id: model.id }, 'the cat')
  const shares = softened(heard.candidates, 1)
  for (const { id, share } of shares) expect(share).toBeCloseTo(heard.candidates.find((each) => each.id === id)!.probability, 5)
  expect(heard.candidates.find(({ id }) => id === heard.came)!.token).toBe('t')
  const doubt = [0.5, 1, 4].map((temperature) => entropyOf(softened(heard.candidates, temperature)))
  expect(doubt).toEqual(doubt.toSorted((a, b) => a - b))
  expect(readingsOf(heard, 1)).toEqual({ entropy: doubt[1] })

  const models = (await core.models()).length
  const said: string[] = []
  const settings = { layers: 1, temperature: 1, steps: 10, seed: 1 }
  const once = await teach(core, model, settings, ({ who }) => said.push(who), heard)
  const [student] = once.done
  expect(new Set(said)).toEqual(new Set(['alone', 'taught']))
  expect(once.teacher).toBeCloseTo(model.validationLoss!, 5)
  expect(student!.alone).not.toBe(student!.taught)
  expect(readingsOf(once, 1)).toMatchObject({ gain: student!.alone - student!.taught, parameters: student!.parameters })
  // Another temperature has the same student alone, who is not trained again.
  said.length = 0
  const twice = await teach(core, model, { ...settings, temperature: 4 }, ({ who }) => said.push(who), once)
  expect(new Set(said)).toEqual(new Set(['taught']))
  expect(twice.done.map(({ alone }) => alone)).toEqual([student!.alone, student!.alone])
  expect(twice.done[1]!.taught).not.toBe(student!.taught)
  expect(await core.models()).toHaveLength(models)
})
