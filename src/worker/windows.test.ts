/** Windows that begin alike are one pass, and each gives what a pass of its own gives; what is known is not computed again. */
import { expect, it } from 'vitest'
import { openWasm } from '../core/runtime/wasm/node.ts'
import { createCore } from './core.ts'
import { counting } from './testing/counting.ts'
import { listener, PROSE, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'
import { passesOver } from './windows.ts'

const ids = (text: string) => Int32Array.from(text, (letter) => letter.charCodeAt(0))

it('joins what begins alike where no token sees what comes after it, and nothing where one does', () => {
  const config = { nLayer: 1, nHead: 1, nEmbd: 4, nCtx: 64, nVocab: 128, dropout: 0 }
  const windows = ['ab', 'abcd', 'abc', 'bcd', 'abcd'].map(ids)
  const joined = passesOver(windows, config)
  expect(joined.map(({ room, rows }) => [room, rows.map((row) => [row.ids.length, [...row.ends].sort()])])).toEqual([
    [
      16,
      [
        [4, [2, 3, 4]],
        [3, [3]],
      ],
    ],
  ])
  const alone = passesOver(windows, { ...config, surgery: { noMask: true } })
  expect(alone.map(({ room, rows }) => [room, rows.length])).toEqual([
    [3, 1],
    [2, 2],
    [1, 1],
  ])
})

it('gives each window the loss that a probe of it alone gives, whole and cut, and remembers it', async () => {
  const counts = { stores: 0, compiled: 0, uploads: 0 }
  const core = createCore(testEnvironment({ openWasm: async () => counting(await openWasm({ threads: 1 }), counts) }))
  const { ref } = await core.addText('Prose', PROSE)
  const heard = listener()
  const { model } = await trainOn(core, tinySpec(ref, { steps: 20 }), heard.hear)
  await heard.ended
  const text = 'The cat sat on the mat and saw 3 birds.'
  const windows = [1, 2, 5, 16].flatMap((seen) => [30, 31, 38].map((at) => ({ from: at - seen, to: at + 1 })))
  for (const handle of [{ id: model!.id }, { id: model!.id, without: { noMask: true } }]) {
    const { tokens, losses } = await core.windowLosses(handle, text, windows)
    expect(tokens.join('')).toBe(text)
    for (const [i, { from, to }] of windows.entries()) {
      const { tensors } = await core.probe(handle, text.slice(from, to), ['losses'])
      expect(losses[i]).toBeCloseTo(tensors[0]!.data.at(-1)!, 5)
    }
    const before = { ...counts }
    expect((await core.windowLosses(handle, text, windows)).losses).toEqual(losses)
    expect(counts).toEqual(before)
  }
  await expect(core.windowLosses({ id: model!.id }, text, [{ from: 0, to: 20 }])).rejects.toMatchObject({ code: 'bad-argument' })
})
