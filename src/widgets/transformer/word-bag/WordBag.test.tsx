/** By hand and by the model the layer gives the same numbers; a shuffle is seen with positions only. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import WordBag from './View.tsx'

afterEach(cleanup)

test('the figure says that nothing moved without positions, and something with them', async () => {
  prepare({ current: model })
  const { nEmbd: C } = model.config
  const wave = (n: number, by: number) => Float32Array.from({ length: n }, (_, i) => Math.sin(by * (i + 1)))
  answer({
    probe: async (_handle, text) => {
      const tokens = [...text]
      return {
        tokens,
        targets: null,
        loss: null,
        tensors: [
          { name: 'ids', shape: [1, tokens.length], data: Float32Array.from(tokens, (t) => (t === ' ' ? 0 : t === 'a' ? 1 : 2)) },
          { name: 'tokens_embed.weight', shape: [3, C], data: wave(3 * C, 1.7) },
          { name: 'positions_embed.weight', shape: [32, C], data: wave(32 * C, 0.9) },
        ],
      }
    },
    weights: async (_handle, names) =>
      names.map((name, i) => {
        const inner = name.includes('c_attn') ? 3 * C : name.includes('mlp') ? 4 * C : C
        const n = name.endsWith('bias') || name.includes('ln_') ? inner : inner * C
        return { name, shape: [n], data: wave(n, 1 + 0.3 * i) }
      }),
  })
  render(<WordBag text="a bbb aa b a" seed={3} />)
  await waitFor(() => expect(screen.getByText(/Moved by/).textContent).not.toMatch(/ 0\.0 %/))
  fireEvent.click(screen.getByRole('button', { name: 'without' }))
  expect(screen.getByText(/Moved by 0\.0 %/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'In order' }))
  await waitFor(() => expect(screen.getByText(/the one that you wrote/)).toBeTruthy())
})
