/** Whatever a figure asks of a model, what the model does not know of the text is heard. */
import { expect, it } from 'vitest'
import type { CoreApi } from '../../worker/protocol.ts'
import { hearing } from './hearing.ts'

const SENTENCE = '2 of 15 characters (13 %) are not in the vocabulary: "ä" (U+00E4) twice. The model sees <unk> instead.'
const LISTED = 'Not in this model’s vocabulary: ä ↵'

const handle = { id: 'm' }
const dice = { temperature: 1, topK: 0, topP: 1, seed: 1 }
const asked: Record<string, [said: unknown, heard: string, ask: (core: CoreApi) => Promise<unknown>]> = {
  probe: [SENTENCE, SENTENCE, (core) => core.probe(handle, 'ä', ['losses'])],
  attention: [SENTENCE, SENTENCE, (core) => core.attention(handle, 'ä')],
  nudge: [SENTENCE, SENTENCE, (core) => core.nudge(handle, 'ä', { name: 'w', index: 0, epsilon: 1 })],
  windowLosses: [SENTENCE, SENTENCE, (core) => core.windowLosses(handle, 'ä', [])],
  sample: [SENTENCE, SENTENCE, (core) => core.sample(handle, 'ä', 1, dice, () => {})],
  nextToken: [['ä', '\n'], LISTED, (core) => core.nextToken(handle, 'ä\n', dice)],
  classify: [['ä', '\n'], LISTED, (core) => core.classify('m', ['ä\n'])],
}

it.each(Object.entries(asked))('%s', async (name, [unknown, sentence, ask]) => {
  for (const [said, heard] of [
    [{ unknown }, [sentence]],
    [{}, []],
    [{ unknown: [] }, []],
  ] as const) {
    const { core, unknown } = hearing({ [name]: async () => said } as unknown as CoreApi)
    expect(await ask(core)).toBe(said)
    await ask(core)
    expect(unknown()).toEqual(heard)
  }
})

it('other commands are passed on', async () => {
  const { core, unknown } = hearing({ models: async () => [] } as unknown as CoreApi)
  expect(await core.models()).toEqual([])
  expect(unknown()).toEqual([])
})
