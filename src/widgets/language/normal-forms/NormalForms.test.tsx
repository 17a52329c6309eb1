/** One press trains three models, one after the other, and the bars show what their losses come to. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { session } from '../../../session/index.ts'
import type { CoreApi, RunEvent } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import NormalForms from './NormalForms.tsx'

afterEach(cleanup)

const TEXT = 'The dogs were barking at the houses. '.repeat(60)

test('it shows the losses of the core in bits for each word', async () => {
  prepare({ current: model })
  let run = 0
  const train = vi.fn(async (_: unknown, onEvent: (event: RunEvent) => void) => {
    const ids = { runId: ++run, modelId: `m${run}` }
    onEvent({ type: 'evaluation', ...ids, evaluation: { step: 20, trainLoss: 1, validationLoss: Math.LN2 * 2, bitsPerCharacter: 2 } })
    setTimeout(() => onEvent({ type: 'ended', ...ids, status: 'done', step: 20 }))
    return { runId: run, model: { ...model, id: `m${run}` } }
  })
  answer({
    train,
    texts: async () => [],
    addText: (async (_: string, content: string) => ({ ref: { kind: 'stored', id: content.slice(0, 12) } })) as CoreApi['addText'],
    removeText: async () => {},
    remove: async () => {},
  })
  const onReadings = vi.fn()
  render(<NormalForms steps={20} text={TEXT} onReadings={onReadings} />)
  fireEvent.click(screen.getByRole('button', { name: 'Train all three' }))
  await screen.findByText(/Bits for each word/, {}, { timeout: 10_000 })
  expect(train).toHaveBeenCalledTimes(3)
  // 36 characters for 7 words and their blanks, at 2 bits each
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  const { wordBits, stemBits } = onReadings.mock.lastCall![0]
  expect(wordBits).toBeGreaterThan(stemBits)
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  expect(screen.getByRole('row', { name: /^words/ }).textContent).toContain(wordBits.toFixed(2))
})

test('it waits while another run goes on', () => {
  prepare({ current: model })
  session.setState({ run: { status: 'running', step: 1 } as never })
  render(<NormalForms text={TEXT} />)
  expect(screen.getByRole('button').getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByRole('status').textContent).toContain('Another run goes on')
})
