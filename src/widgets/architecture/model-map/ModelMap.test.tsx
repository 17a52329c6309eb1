/** The map under the keyboard and the hand: parts are reached, named, opened and left again; typing asks once a letter; modes say what they show. */
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { light, litNow } from '../../../ui/highlight.ts'
import type { CoreApi, Probe } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import ModelMap from './View.tsx'

const TOKENS = [...'abc']
const { nHead: H, nEmbd: C, nVocab: V } = model.config

/** Numbers of the shapes that this model's pass has, told apart by their place. */
function tensor(name: string, T: number) {
  const bare = name.replace('grad/', '')
  if (bare === 'losses') return { name, shape: [T], data: new Float32Array(T).fill(1) }
  const [rows, width] = bare.endsWith('probs')
    ? [H * T, T]
    : bare === 'logits'
      ? [T, V]
      : bare === 'positions_embed.weight'
        ? [model.config.nCtx, C]
        : [T, bare.endsWith('c_attn') ? 3 * C : bare.includes('c_fc') ? 4 * C : C]
  return { name, shape: [1, rows, width], data: Float32Array.from({ length: rows * width }, (_, i) => ((i % 7) + 1) / 28) }
}

const probe = vi.fn<CoreApi['probe']>(async (_handle, text, names) => {
  const backwards = names.includes('losses')
  const tokens = [...text].slice(0, backwards ? -1 : undefined)
  return { tokens, targets: null, loss: backwards ? 1.25 : null, tensors: names.map((name) => tensor(name, tokens.length)) } as Probe
})

function open(onParams = vi.fn()) {
  render(<ModelMap text="abc" open="" onParams={onParams} />)
  return onParams
}
const map = () => screen.findByLabelText(/^Model map/)
const press = (element: Element, ...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(element, { key })
}

afterEach(cleanup)
beforeEach(() => {
  probe.mockClear()
  prepare({ current: model })
  answer({
    probe,
    history: async () => [],
    tensorNames: async () =>
      ['embed', 'h.0.ln_1', 'h.0.attn.out', 'logits'].flatMap((name) => [name, `grad/${name}`]).map((name) => ({ name, shape: [] })),
    nextToken: async () => ({
      tokens: TOKENS,
      candidates: TOKENS.map((token, id) => ({ id, token, logit: 0, scaled: 0, probability: 1 / 3, kept: 1 / 3 })),
      logSumExp: 0,
      unknown: [],
      cropped: false,
    }),
    pooledWeights: async (_handle, asked) => asked.map(({ name }) => ({ name, rows: 2, columns: 2, data: Float32Array.of(1, 2, 3, 4) })),
    weights: async () => [],
  })
})

test('one sentence on focus: size, text and guess', async () => {
  open()
  expect((await map()).getAttribute('aria-label')).toMatch(/2 blocks over 3 letters\. The likeliest next is [abc], \.\d{3}/)
})

test('Space goes through the machine, and each operation is said', async () => {
  open()
  const stage = await map()
  press(stage, ' ')
  expect(await screen.findAllByText(/the row of the token table/)).not.toHaveLength(0)
  for (let i = 0; i < 20; i++) press(stage, ' ')
  await waitFor(() => expect(stage.querySelector('[aria-live]')?.textContent).toMatch(/block \d/))
})

test('a head is walked to, opened, read cell by cell and left again', async () => {
  const onParams = open()
  const stage = await map()
  for (let i = 0; i < 12 && !/head 0, row c/.test(stage.querySelector('[aria-live]')?.textContent ?? ''); i++) press(stage, ' ')
  expect(stage.querySelector('[aria-live]')?.textContent).toMatch(/block 0, head 0, row c: /)
  press(stage, 'Enter')
  expect(onParams).toHaveBeenLastCalledWith({ open: '0.0' })
  expect(screen.getByRole('navigation', { name: 'Where you are in the model' }).textContent).toContain('head 0')
  const head = await map()
  for (let i = 0; i < 12 && !/head 0, row/.test(head.querySelector('[aria-live]')?.textContent ?? ''); i++) press(head, ' ')
  press(head, 'Enter')
  expect(await screen.findByRole('dialog', { name: /c reads c/ })).toBeTruthy()
  press(head, 'ArrowLeft')
  expect(await screen.findByRole('dialog', { name: /c reads b/ })).toBeTruthy()
  press(head, 'Escape', 'Escape', 'Escape')
  await waitFor(() => expect(onParams).toHaveBeenLastCalledWith({ open: '' }))
})

test('a typed letter asks the core once', async () => {
  open()
  await map()
  probe.mockClear()
  fireEvent.change(screen.getByLabelText('Text; the map follows'), { target: { value: 'abca' } })
  await waitFor(() => expect(screen.getByLabelText(/over 4 letters/)).toBeTruthy())
  expect(probe).toHaveBeenCalledTimes(1)
})

test('b goes backwards and says the loss; without a past, Change says why it shows nothing', async () => {
  open()
  press(await map(), 'b')
  expect(await screen.findByText(/1\.250 nats, the mean over 2 predictions/)).toBeTruthy()
  press(await map(), 'c')
  expect(await screen.findByText(/came without its past/)).toBeTruthy()
})

test('with a past, Change shows how far the weights moved since the kept step before', async () => {
  const pooled = vi.fn<CoreApi['pooledWeights']>(async (_handle, asked) =>
    asked.map(({ name }) => ({ name, rows: 2, columns: 2, data: Float32Array.of(1, 2, 3, 4) })),
  )
  answer({ history: async () => [0, model.step - 1, model.step], pooledWeights: pooled })
  open()
  press(await map(), 'c')
  expect(await screen.findByText(/changed in the weights/)).toBeTruthy()
  await waitFor(() => expect(pooled.mock.lastCall?.[2]).toEqual({ id: model.id, step: model.step - 1 }))
})

test('the table has a row for every letter, and the parts with their sizes', async () => {
  open()
  await map()
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  const guesses = screen.getByRole('table', { name: 'After each letter, the likeliest next' })
  expect(guesses.querySelectorAll('tbody tr')).toHaveLength(3)
  expect(screen.getByRole('rowheader', { name: 'block 1, head 1' })).toBeTruthy()
})

test('a word of the text lights its part, and a part that is walked to lights its word', async () => {
  open()
  const stage = await map()
  const lit = () => stage.querySelector('svg[data-lit]')?.getAttribute('data-lit')
  expect(lit()).toBeUndefined()
  act(() => light('query'))
  expect(lit()).toBe('query')
  act(() => light('query/row-3'))
  expect(lit()).toBeUndefined()
  act(() => light(null))
  for (let i = 0; i < 12 && litNow() !== 'key'; i++) press(stage, ' ')
  expect(litNow()).toBe('key')
  expect(lit()).toBeUndefined()
  cleanup()
  expect(litNow()).toBeNull()
})

test('the small map of a lesson is lit where the lesson is, and opens nothing', async () => {
  const onParams = vi.fn()
  render(<ModelMap text="abc" size="small" lit="value" onParams={onParams} />)
  const stage = await map()
  expect(stage.querySelector('svg[data-lit="value"]')).toBeTruthy()
  for (let i = 0; i < 12 && !/head 0, row/.test(stage.querySelector('[aria-live]')?.textContent ?? ''); i++) press(stage, ' ')
  press(stage, 'Enter', 'b')
  expect(onParams).not.toHaveBeenCalled()
})

test('GPT-1’s shape: twelve blocks, its counts, and not one number asked for', async () => {
  const pooled = vi.fn<CoreApi['pooledWeights']>(async () => [])
  render(<ModelMap text="abc" open="" shape="gpt-1" />)
  const stage = await screen.findByLabelText(/the shape of GPT-1, 12 blocks of 12 heads, 116,534,784 numbers, none of them loaded/)
  probe.mockClear()
  answer({ pooledWeights: pooled })
  press(stage, ' ', ' ', ' ')
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  const row = (name: string) => screen.getByRole('rowheader', { name }).closest('tr')!.textContent
  expect(row('the token table, wte')).toContain('31,087,104')
  expect(row('block 11, attention’s first weights, c_attn')).toContain('1,769,472')
  expect(row('block 0, the feed-forward layer’s first weights, c_fc')).toContain('2,359,296')
  expect(screen.queryByText(/expects/)).toBeNull()
  expect(probe).not.toHaveBeenCalled()
  expect(pooled).not.toHaveBeenCalled()
})
