/** Finite weights can make a loss and logits that are none: what leaves the core says so. */
import { expect, it } from 'vitest'
import { tinyModel } from '../../tests/support/tinyModel.ts'
import { flatten } from './checkpoint/tensors.ts'
import { modelLayout } from './model/plans.ts'
import { openWasm } from './runtime/wasm/node.ts'
import { Decoder } from './sample/decoder.ts'
import { nextToken } from './sample/nextToken.ts'
import { Evaluator } from './train/evaluator.ts'
import { lossOverText } from './train/lossOverText.ts'

it('weights of 1e38', async () => {
  const { config, weights, tokenizer } = tinyModel()
  const layout = modelLayout(config)
  const store = await (await openWasm()).createStore(layout, { training: false })
  store.write(
    'weight',
    flatten(layout, weights).map((value) => Math.sign(value) * 1e38),
  )
  const refused = expect.objectContaining({ code: 'not-a-number', hint: expect.stringMatching(/broken/) })
  const ids = tokenizer.encode('Call me Ishmael. Call me Ishma')
  await expect(lossOverText(store, config, ids)).rejects.toThrowError(refused)
  const evaluator = await Evaluator.create(store, config, layout, 2)
  await expect(evaluator.meanLoss(evaluator.windows(ids))).rejects.toThrowError(refused)
  const decoder = await Decoder.create(store, config, layout, tokenizer)
  await expect(decoder.logitsAfter([1, 2])).rejects.toThrowError(refused)
  await expect(nextToken(decoder, tokenizer, 'Call', { temperature: 1, topK: 0, topP: 1 })).rejects.toThrowError(refused)
  await expect(decoder.draw([1, 2], [{ temperature: 1, topK: 0, topP: 1, dice: 0.5 }])).rejects.toThrowError(refused)
})
