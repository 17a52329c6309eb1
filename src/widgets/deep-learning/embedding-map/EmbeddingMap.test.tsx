/** Each number of the map opens to its sum, and the sum comes to it. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import { close, press, sumIn } from '../../testing/sums.ts'
import EmbeddingMap from './View.tsx'

afterEach(cleanup)

test('cosines, coordinates, means and the share of the plane are explained with the model’s own numbers', async () => {
  const names = ['a', 'e', 'i', 'b', 'c']
  const C = 8
  const data = Float32Array.from({ length: names.length * C }, (_, i) => Math.sin(1.7 * i * i))
  prepare({ current: model })
  answer({
    nextToken: async () =>
      ({ tokens: [], candidates: names.map((token, id) => ({ id, token, logit: 0, probability: 0.2, kept: true })) }) as never,
    weights: async () => [{ name: 'tokens_embed.weight', shape: [names.length, C], data }],
  })
  render(<EmbeddingMap token="e" />)
  const vector = (i: number) => Array.from(data.subarray(i * C, (i + 1) * C))
  const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)
  await screen.findByText('vowel to vowel', {}, { timeout: 10_000 })
  const cosine = await press(/: cosine of e and b\. Explain/)
  expect(await sumIn(cosine)).toBeCloseTo(dot(vector(1), vector(3)), 2)
  expect(cosine.textContent).toContain(
    `= ${(dot(vector(1), vector(3)) / Math.hypot(...vector(1)) / Math.hypot(...vector(3))).toFixed(3).replace('-', '−')}`,
  )
  await close()

  const shown = screen.getByRole('button', { name: /: e along the first component/ }).textContent!
  expect(await sumIn(await press(/: e along the first component/))).toBeCloseTo(Number(shown.replace('−', '-')), 1)
  await close()

  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([a, b]) => dot(vector(a!), vector(b!)) / Math.hypot(...vector(a!)) / Math.hypot(...vector(b!)))
  expect(await sumIn(await press(/: mean cosine of a vowel to another/))).toBeCloseTo(
    pairs.reduce((a, b) => a + b),
    2,
  )
  await close()

  const share = screen.getByRole('button', { name: /: share of the variance/ }).textContent!
  const plane = await press(/: share of the variance/)
  const [first, second, total] = [...plane.textContent!.matchAll(/\d+\.\d{4}/g)].map(Number)
  expect((first! + second!) / total!).toBeCloseTo(Number(share), 2)
  await close()

  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  expect(screen.getAllByRole('button', { name: /along the (first|second) component\. Explain/ })).toHaveLength(2 * names.length)
})
