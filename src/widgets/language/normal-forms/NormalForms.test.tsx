/** One press trains three models, one after the other, and the bars show what their losses come to. */
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { session } from '../../../session/index.ts'
import type { CoreApi } from '../../../worker/protocol.ts'
import { answer, model, prepare, tell } from '../../testing/session.ts'
import NormalForms from './View.tsx'

afterEach(cleanup)

const TEXT = 'The dogs were barking at the houses. '.repeat(60)

test('it shows the losses of the core in bits for each word', async () => {
  prepare({ current: model })
  const jobs = tell(() => [
    { type: 'evaluation', evaluation: { step: 20, trainLoss: 1, validationLoss: Math.LN2 * 2, bitsPerCharacter: 2 } },
    { type: 'ended', status: 'done', step: 20 },
  ])
  answer({
    ...jobs,
    texts: async () => [],
    addText: (async (_: string, content: string) => ({ ref: { kind: 'stored', id: content.slice(0, 12) } })) as CoreApi['addText'],
    removeText: async () => {},
  })
  const onReadings = vi.fn()
  render(<NormalForms steps={20} text={TEXT} onReadings={onReadings} />)
  fireEvent.click(screen.getByRole('button', { name: 'Train all three' }))
  await screen.findByText(/Bits for each word/, {}, { timeout: 10_000 })
  expect(jobs.run).toHaveBeenCalledTimes(3)
  expect(jobs.discard).toHaveBeenCalledTimes(3)
  // 36 characters for 7 words and their blanks, at 2 bits each
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  const { wordBits, stemBits } = onReadings.mock.lastCall![0]
  expect(wordBits).toBeGreaterThan(stemBits)
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  expect(screen.getByRole('row', { name: /^words/ }).textContent).toContain(wordBits.toFixed(2))
})

test('it waits for what is under way, says when its turn comes, and lets the learner stop that one', async () => {
  const { stopJob } = prepare({ current: model })
  answer({
    run: () => new Promise(() => {}),
    texts: async () => [],
    addText: (async () => ({ ref: { kind: 'stored', id: 'x' } })) as never,
  })
  const { getByRole } = render(<NormalForms text={TEXT} />)
  fireEvent.click(getByRole('button', { name: 'Train all three' }))
  await screen.findByRole('button', { name: 'Stop' })
  const job = { kind: 'train', modelId: null, step: 0, totalSteps: 0, secondsLeft: null, unsaved: false } as const
  act(() =>
    session.setState({
      jobs: [
        { ...job, jobId: 'a', title: 'my run', keep: true, status: 'running', startsInSeconds: null },
        { ...job, jobId: 'b', title: 'Words, stems and lemmas as training text', keep: false, status: 'queued', startsInSeconds: 12 },
      ],
    }),
  )
  expect(screen.getByText(/It waits for “my run”/).textContent).toContain('in about 12 s')
  fireEvent.click(screen.getByRole('button', { name: 'Stop that one and start this' }))
  expect(stopJob).toHaveBeenCalledWith('a')
})
