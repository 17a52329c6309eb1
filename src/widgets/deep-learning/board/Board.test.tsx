/** The board shows its records, tells shipped from the learner's own, and keeps what was trained. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { learning } from '../../../session/learning.ts'
import type { RunSpec } from '../../../worker/protocol.ts'
import { answer, model, prepare, tell } from '../../testing/session.ts'
import Board from './View.tsx'
import records from './records.json'
import { readBoard, specOf } from './records.ts'

const board = readBoard(records)

beforeEach(() => learning.getState().erase())
afterEach(cleanup)

test('it opens with the lesson’s rung and says that its record was shipped', async () => {
  prepare()
  render(<Board rung="mlp" />)
  const panel = await screen.findByRole('group', { name: 'MLP' })
  const mlp = board.rungs.find(({ id }) => id === 'mlp')!
  expect(panel.textContent).toContain(`the shipped record, ${mlp.bitsPerCharacter.toFixed(3)} bits, wrote`)
  expect(panel.textContent).toContain(mlp.sample)
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  for (const { bitsPerCharacter } of board.rungs) expect(screen.getByRole('cell', { name: bitsPerCharacter.toFixed(3) })).toBeTruthy()
})

test('a rung is trained with its record’s settings, and its score is kept as the learner’s', async () => {
  prepare({ current: model })
  const bigram = board.rungs[0]!
  let asked: RunSpec | undefined
  answer(
    tell((job) => {
      asked = job.kind === 'train' ? job.spec : undefined
      return [
        { type: 'evaluation', evaluation: { step: 4000, trainLoss: 1, validationLoss: 1, bitsPerCharacter: 3.21 } },
        { type: 'sample', sample: { step: 4000, prompt: 'We will ', text: 'my own words', validationLoss: 1 } },
        { type: 'ended', status: 'done', step: 4000 },
      ]
    }),
  )
  const onReadings = vi.fn()
  render(<Board onReadings={onReadings} />)
  fireEvent.click(await screen.findByRole('button', { name: 'Train it here' }))
  await vi.waitFor(() => expect(onReadings).toHaveBeenLastCalledWith({ bits: 3.21, parameters: bigram.parameters }))
  expect(asked).toEqual(specOf(board, bigram))
  expect(screen.getByRole('group', { name: 'Bigram' }).textContent).toContain('yours, 3.210 bits, writes')
  cleanup()
  render(<Board />)
  await vi.waitFor(() => expect(screen.getByRole('group', { name: 'Bigram' }).textContent).toContain('my own words'))
  expect(learning.getState().scores).toMatchObject({ 'board/bigram': { bits: 3.21, written: 'my own words' } })
  cleanup()

  const again = vi.fn()
  render(<Board onReadings={again} />)
  await vi.waitFor(() => expect(again).toHaveBeenLastCalledWith({ bits: 3.21, parameters: bigram.parameters }))
  act(() => learning.getState().score('board/bigram', { bits: 1, written: 'of another run', settings: 'other' }))
  expect(screen.getByRole('group', { name: 'Bigram' }).textContent).not.toContain('of another run')
})

test('the best n-gram is counted again by the core, and stands beside the rungs', async () => {
  prepare({ current: model })
  const { order } = board.counted
  const orders = Array.from({ length: 8 }, (_, i) => ({ order: i + 1, bits: 3 - i / 10, unseen: 0, entries: 7 }))
  answer({ ngrams: async () => ({ orders, best: orders[7]!, contexts: [], written: 'words that were counted' }) })
  const onReadings = vi.fn()
  render(<Board rung="n-gram" onReadings={onReadings} />)
  const panel = await screen.findByRole('group', { name: 'Best n-gram' })
  expect(panel.textContent).toContain(board.counted.sample)
  fireEvent.click(screen.getByRole('button', { name: 'Count it here' }))
  await vi.waitFor(() => expect(onReadings).toHaveBeenLastCalledWith({ bits: orders[order - 1]!.bits, parameters: board.counted.entries }))
  expect(panel.textContent).toContain('words that were counted')
})
