/** The attention view asks for the right text and shows the right head. */
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { session } from '../../../session/index.ts'
import type { CoreApi } from '../../../worker/protocol.ts'
import { headOf, lastTokens, sharpest } from '../../../instruments/attention.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import AttentionView from './View.tsx'

// A page loads these when a second model is named; a test does not wait for their code.
beforeAll(async () => {
  await Promise.all(['BesidePicker', 'Compare', 'NumberDifferences'].map((name) => import(`../../../instruments/compare/${name}.tsx`)))
}, 60_000)
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

/** The other model gives its second token's shares the other way round. */
const flipped = { ...attention, probabilities: Float32Array.from([0.1, 0.2, 0.3, 0.4].flatMap((p) => [1, 0, 1 - p, p])) }

test('two models side by side: one head of both, and only what differs', async () => {
  prepare({ current: model })
  answer({
    history: async () => [20, 60, 100],
    attention: async ({ id }) => (id === model.id ? attention : flipped),
    describe: async ({ id, step = 60 }) => ({ ...model, id, name: 'another', step }),
  })
  const onParams = vi.fn()
  render(<AttentionView text="ab" beside="other@20" onParams={onParams} />)
  const right = await screen.findByRole('region', { name: /another, step 20/ })
  const left = screen.getByRole('region', { name: /step 100/ })
  await waitFor(() => expect(screen.getAllByRole('slider')).toHaveLength(2))
  // A head chosen on one side is shown on both.
  fireEvent.click(within(within(left).getByRole('group', { name: 'layer' })).getByText('1'))
  expect(within(right).getByRole('slider').getAttribute('aria-label')).toContain('layer 1, head 0')
  fireEvent.click(screen.getByRole('button', { name: 'only what differs' }))
  // Layer 1, head 0 reads .3 and .7 here, .7 and .3 there.
  await waitFor(() => expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('b reads −0.400 more from b'))
  expect(screen.getByText(/On average \.200 of what a token reads/)).toBeTruthy()
  const facts = screen.getByRole('table', { name: /of the models/ })
  expect(
    within(facts)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent),
  ).toEqual(['step10020'])
  const numbers = screen.getByRole('table', { name: /of the figure’s numbers/ })
  expect(within(numbers).getByRole('row', { name: /reads itself/ }).textContent).toContain('−0.500')
  // A step of this model's own past, by the picker.
  fireEvent.change(screen.getByLabelText('beside it'), { target: { value: '@60' } })
  expect(onParams).toHaveBeenLastCalledWith({ beside: '@60' })
  fireEvent.change(screen.getByLabelText('beside it'), { target: { value: '' } })
  expect(await screen.findAllByRole('slider')).toHaveLength(1)
})

test('what a model beside does not know of the text is said by its name', async () => {
  prepare({ current: model })
  const unknown = '1 of 2 characters (50 %) is not in the vocabulary: "b" (U+0062) once. The model sees <unk> instead.'
  answer({
    history: async () => [],
    attention: async ({ id }) => (id === model.id ? attention : { ...flipped, unknown }),
    describe: async ({ id }) => ({ ...model, id, name: 'another' }),
  })
  render(<AttentionView text="ab" beside="other" />)
  expect(await screen.findByText(`another: ${unknown}`)).toBeTruthy()
  expect(screen.queryByText(unknown)).toBeNull()
})

test('a model that is no more is one sentence, and the open one stays on show', async () => {
  prepare({ current: model })
  const gone = { code: 'not-found', message: 'There is no model with this id.', hint: 'It may have been deleted.' }
  answer({ history: async () => [], attention: async () => attention, describe: () => Promise.reject(gone) })
  render(<AttentionView text="ab" beside="gone" />)
  expect(await screen.findByText(/There is no model with this id/)).toBeTruthy()
  expect(screen.getAllByRole('slider')).toHaveLength(1)
})

describe('while another model stands beside it', () => {
  const other = { ...model, id: 'other', name: 'another', step: 40 }
  const beside = async () => {
    const described = vi.fn<CoreApi['describe']>(async () => other)
    const asked = vi.fn<CoreApi['attention']>(async ({ id }) => (id === model.id ? attention : flipped))
    prepare({ current: model, models: [model, other] })
    answer({ history: async () => [], attention: asked, describe: described })
    render(<AttentionView text="ab" beside="other" />)
    await screen.findByText(/another, step 40/)
    await waitFor(() => expect(screen.getAllByRole('slider')).toHaveLength(2))
    return { described, asked }
  }

  test('its training ends: it is read again, as it is by then', async () => {
    const { described, asked } = await beside()
    const before = asked.mock.calls.filter(([{ id }]) => id === 'other').length
    described.mockResolvedValue({ ...other, step: 60 })
    act(() => session.setState({ models: [model, { ...other, step: 60, savedAt: 1 }] }))
    expect(await screen.findByText(/another, step 60/)).toBeTruthy()
    await waitFor(() => expect(asked.mock.calls.filter(([{ id }]) => id === 'other')).toHaveLength(before + 1))
    expect(screen.getAllByRole('slider')).toHaveLength(2)
  })

  test('it is deleted: one sentence in its place, and the open one stays on show', async () => {
    const { described } = await beside()
    described.mockRejectedValue({ code: 'not-found', message: 'There is no model with this id.', hint: 'It may have been deleted.' })
    act(() => session.setState({ models: [model] }))
    expect(await screen.findByText(/There is no model with this id/)).toBeTruthy()
    expect(screen.getAllByRole('slider')).toHaveLength(1)
    expect(screen.getAllByText(/step 100/).length).toBeGreaterThan(0)
  })

  test('a step of it is no longer kept: the same', async () => {
    const { described, asked } = await beside()
    described.mockResolvedValue({ ...other, step: 60 })
    asked.mockImplementation(async ({ id }) => {
      if (id === model.id) return attention
      throw { code: 'not-found', message: 'Step 60 is not kept.', hint: 'Choose another.' }
    })
    act(() => session.setState({ models: [model, { ...other, step: 60, savedAt: 1 }] }))
    expect(await screen.findByText(/Step 60 is not kept/)).toBeTruthy()
    expect(screen.getAllByRole('slider')).toHaveLength(1)
  })
})

test('a model may be named in place of the open one', async () => {
  prepare({ current: model })
  const asked = vi.fn<CoreApi['attention']>(async () => attention)
  answer({ history: async () => [], attention: asked, describe: async ({ id, step = 60 }) => ({ ...model, id, name: 'another', step }) })
  render(<AttentionView text="ab" model="world" />)
  expect(await screen.findByText(/another, step 60/)).toBeTruthy()
  await waitFor(() => expect(asked).toHaveBeenLastCalledWith({ id: 'world' }, 'ab'))
})
