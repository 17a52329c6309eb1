/** Tags are the library's, in context; ambiguities follow the text. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { MeasuredWorld as World } from '../../frame/define.ts'
import { readTokens } from '../../../language/wink.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import PosTagger from './View.tsx'

afterEach(cleanup)

test('words stand over the library’s tags, and one spelling with two is found', async () => {
  const onReadings = vi.fn()
  render(<PosTagger text="I saw the saw." onReadings={onReadings} />)
  const list = await screen.findByRole('list', { name: 'Words with their parts of speech' }, { timeout: 10_000 })
  const tokens = await readTokens('I saw the saw.')
  expect([...list.children].map((item) => item.textContent)).toEqual(tokens.map(({ text, pos }) => `${text} ${pos}`))
  expect(screen.getByRole('group', { name: /One spelling/ }).textContent).toContain('saw: verb, noun')
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'The dogs bark.' } })
  await vi.waitFor(() => expect(onReadings).toHaveBeenLastCalledWith(expect.objectContaining({ words: 3, ambiguous: 0, mostTags: 1 })))
})

test('the measurement is of the text', async () => {
  expect(await measure(widget, {}, { text: 'I saw the saw.' } as World)).toEqual({ words: 4, tags: 4, ambiguous: 1, mostTags: 2 })
  expect(await measure(widget, { text: '12' }, { text: 'I saw the saw.' } as World)).toEqual({
    words: 0,
    tags: 0,
    ambiguous: 0,
    mostTags: 0,
  })
})
