/** The architecture is a line for each choice. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { prepare } from '../../widgets/testing/session.ts'
import type { RunSpec } from '../../worker/protocol.ts'
import { Architecture } from './Architecture.tsx'

afterEach(cleanup)

const spec: RunSpec = {
  text: { kind: 'bundled', id: 'moby-dick' },
  sizes: { nLayer: 2, nHead: 2, nEmbd: 16, nCtx: 16, dropout: 0 },
  training: { batch: 4, steps: 60, learningRate: 1e-2, warmup: 5, weightDecay: 0.01, clip: 1, evalEvery: 25, seed: 3 },
  samplePrompt: 'The ',
}
test('a choice of the architecture becomes the draft’s, and all are there', () => {
  const [editVariant, chooseFamily] = [vi.fn(), vi.fn()]
  prepare({ editVariant, chooseFamily })
  const { rerender } = render(<Architecture draft={spec} />)
  expect(
    screen
      .getAllByRole('group', { hidden: true })
      .map((group) => group.querySelector(':scope > legend')?.textContent)
      .filter(Boolean),
  ).toEqual(['family', 'norm stands', 'kind of norm', 'activation', 'positions', 'output', 'blocks', 'biases'])
  fireEvent.click(screen.getByText('RMSNorm'))
  expect(editVariant).toHaveBeenCalledWith({ normKind: 'rms' })
  fireEvent.click(screen.getByText('bigram'))
  expect(chooseFamily).toHaveBeenCalledWith('bigram')
  rerender(<Architecture draft={{ ...spec, sizes: { ...spec.sizes, family: 'bigram' } }} />)
  expect(screen.queryByText('RMSNorm')).toBeNull()
  expect(screen.getByText(/A table with a row for each token/)).toBeDefined()
})
