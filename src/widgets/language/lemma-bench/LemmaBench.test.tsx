/** Lemmas follow the context, stems do not; both are the libraries'. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { stemmer } from 'stemmer'
import { afterEach, expect, test, vi } from 'vitest'
import type { MeasuredWorld as World } from '../../frame/define.ts'
import LemmaBench from './View.tsx'
import { splitsOf } from './lemmas.ts'
import { readWords } from './readWords.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'

afterEach(cleanup)

test('the passage has the spellings that the lesson speaks of, and their stems cannot tell', async () => {
  const words = await readWords(widget.defaults.text as string)
  for (const { spelling, stem } of words) expect(stem).toBe(stemmer(spelling))
  const lemmas = Object.fromEntries(splitsOf(words).map(({ spelling, readings }) => [spelling, readings.map(({ lemma }) => lemma)]))
  expect(lemmas).toMatchObject({ saw: ['see', 'saw'], leaves: ['leave', 'leaf'], meeting: ['meet', 'meeting'] })
})

test('another text, other readings', async () => {
  expect(await measure(widget, {}, { text: 'I saw the saw.' } as World)).toEqual({
    words: 4,
    spellings: 3,
    lemmas: 4,
    stems: 3,
    split: 1,
    differ: 1,
  })
})

test('it reads what is typed', async () => {
  const onReadings = vi.fn()
  render(<LemmaBench text="I saw the saw." onReadings={onReadings} />)
  expect((await screen.findByRole('group', { name: 'One spelling, two lemmas' }, { timeout: 10_000 })).textContent).toContain(
    'saw: see as VERB, saw as NOUN. One stem: saw.',
  )
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'The mice ran home.' } })
  await vi.waitFor(() => expect(onReadings).toHaveBeenLastCalledWith(expect.objectContaining({ split: 0, words: 4 })))
  expect(screen.getAllByRole('row').map((row) => row.textContent)).toContain('miceNOUNmousemice ≠')
})
