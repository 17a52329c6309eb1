/** The attention view asks for the right text and shows the right head. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { CoreApi } from '../../../worker/protocol.ts'
import { headOf, lastTokens, sharpest } from '../../../instruments/attention.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import AttentionView from './View.tsx'

afterEach(cleanup)

/** Two layers of two heads over two tokens; the second token's shares are p and 1 − p. */
const attention = {
  tokens: ['a', 'b'],
  nLayer: 2,
  nHead: 2,
  probabilities: Float32Array.from([0.1, 0.2, 0.3, 0.4].flatMap((p) => [1, 0, p, 1 - p])),
}

test('a head’s weights are cut out of all of them', () => {
  expect([...headOf(attention, 1, 0)].map((v) => v.toFixed(1))).toEqual(['1.0', '0.0', '0.3', '0.7'])
})

test('the sharpest head is shown first', () => {
  expect(sharpest(attention)).toEqual({ layer: 0, head: 0 })
  expect(sharpest({ ...attention, probabilities: Float32Array.from([0.5, 0.4, 0.05, 0.5].flatMap((p) => [1, 0, p, 1 - p])) })).toEqual({
    layer: 1,
    head: 0,
  })
})

test('the last tokens of a text, by character', () => {
  expect(lastTokens('a🐋b', 2)).toBe('🐋b')
})

test('it reads the lesson’s text, and a head is chosen by its layer and number', async () => {
  prepare({ current: model })
  const asked = vi.fn<CoreApi['attention']>(async () => attention)
  answer({ attention: asked })
  render(<AttentionView text="ab" />)
  const map = await screen.findByRole('slider', { name: /layer 0, head 0/ })
  expect(asked).toHaveBeenCalledWith({ id: model.id }, 'ab')
  expect(map.getAttribute('aria-valuetext')).toContain('.900')
  fireEvent.click(within(screen.getByRole('group', { name: 'layer' })).getByRole('button', { name: '1' }))
  fireEvent.click(within(screen.getByRole('group', { name: 'head' })).getByRole('button', { name: '1' }))
  expect(screen.getByRole('slider', { name: /layer 1, head 1/ }).getAttribute('aria-valuetext')).toContain('.600')
})

test('a failure is said in place of the map', async () => {
  prepare({ current: model })
  answer({ attention: () => Promise.reject({ message: 'The text is empty for this model.' }) })
  render(<AttentionView text="?" />)
  expect(await screen.findByText(/The text is empty for this model/)).toBeTruthy()
})

test('the share that is spoken of explains itself: its scores, its softmax, its gradient', async () => {
  prepare({ current: model })
  // One layer's queries, keys and values [1,2,3·2]: head 0 is the first number of each third.
  const qkv = Float32Array.from([0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0])
  const probe = vi.fn<CoreApi['probe']>(async (_handle, _text, names) => ({
    tokens: ['a', 'b'],
    targets: null,
    loss: null,
    tensors: names.map((name) =>
      name.startsWith('grad/') ? { name, shape: [1, 2, 1, 1], data: new Float32Array(4) } : { name, shape: [1, 2, 6], data: qkv },
    ),
  }))
  const p = Math.exp(2) / (Math.exp(2) + 1)
  const probabilities = Float32Array.from([p, p, p, p].flatMap((share) => [1, 0, share, 1 - share]))
  answer({ probe, attention: async () => ({ ...attention, probabilities }) })
  render(<AttentionView text="ab" />)
  const map = await screen.findByRole('slider')
  fireEvent.keyDown(map, { key: 'ArrowLeft' })
  fireEvent.click(screen.getByRole('button', { name: /h\.\d\.attn\.probs at 0, 0, 1, 0/ }))
  expect(await screen.findByText('exp(2.000) / Σ exp(scores) = 7.389 / 8.389')).toBeTruthy()
  expect(probe).toHaveBeenCalledWith({ id: model.id }, 'ab', ['h.0.attn.c_attn'])
})
