/** A cut is pressed, and the next token's shares are those of the whole model and of what is left of it. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { CoreApi } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import Surgery from './View.tsx'

afterEach(cleanup)

const entry = (id: number, token: string, probability: number) => {
  const logit = Math.log(probability)
  return { id, token, logit, scaled: logit, probability, kept: probability }
}

test('before and after the cut, side by side and what moved', async () => {
  prepare({ current: model })
  const nextToken = vi.fn<CoreApi['nextToken']>(async ({ without }) => ({
    tokens: ['a'],
    unknown: [],
    cropped: false,
    logSumExp: 0,
    candidates: without?.noMask ? [entry(0, 'a', 0.25), entry(1, 'b', 0.75)] : [entry(0, 'a', 0.75), entry(1, 'b', 0.25)],
  }))
  answer({
    describe: async ({ without }) => ({ ...model, config: { ...model.config, surgery: without } }),
    nextToken,
    operate: async (_, { noMask }) => ({ lossBefore: 1, lossAfter: noMask ? 1.5 : 1, tokens: 64 }),
  })
  render(<Surgery cut="mask" prompt="abc" />)
  fireEvent.click(await screen.findByRole('button', { name: 'the causal mask' }))
  const cut = await screen.findByRole('region', { name: /without the mask/ })
  await waitFor(() => expect(within(cut).getAllByRole('row')[1]!.textContent).toContain('.250'))
  expect(nextToken).toHaveBeenCalledWith({ id: model.id }, 'abc', expect.anything())
  expect(nextToken).toHaveBeenCalledWith({ id: model.id, without: { noMask: true } }, 'abc', expect.anything())
  fireEvent.click(screen.getByRole('button', { name: 'only what differs' }))
  expect(screen.getByText(/In all, .500 of the probability/)).toBeTruthy()
  expect(screen.getByRole('table', { name: /of the models/ }).textContent).toContain('cut out–the mask')
})
