/** A shuffle is seen with positions only, and what is shown follows from what the core says. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import WordBag from './View.tsx'

afterEach(cleanup)

test('the figure says that nothing moved without positions, and something with them', async () => {
  prepare({ current: model })
  const { nEmbd: C } = model.config
  const probed = (tokens: string[], name: string, values: number[]) => ({
    tokens,
    targets: null,
    loss: null,
    tensors: [{ name, shape: [1, tokens.length, values.length / tokens.length], data: Float32Array.from(values) }],
  })
  answer({
    probe: async (_handle, text) =>
      probed(
        [...text],
        'ids',
        Array.from(text, (_, i) => i),
      ),
    // With positions a token counts by its place, without only by what it is.
    probeTokens: async ({ without }, ids, [name]) => {
      const last = ids.reduce((sum, id, place) => sum + (without?.noPositions ? id : id * place), 0)
      return probed(
        ids.map(String),
        name!,
        ids.flatMap(() => Array.from({ length: C }, () => last)),
      )
    },
  })
  render(<WordBag text="a bbb aa b a" seed={3} />)
  await waitFor(() => expect(screen.getByText(/Moved by/).textContent).not.toMatch(/ 0\.0 %/))
  fireEvent.click(screen.getByRole('button', { name: 'without' }))
  expect(screen.getByText(/Moved by 0\.0 %/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'In order' }))
  await waitFor(() => expect(screen.getByText(/the one that you wrote/)).toBeTruthy())
})
