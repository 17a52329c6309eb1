/** The groups are the library's, in every language, and the sample follows the language. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import snowball from 'snowball-stemmers'
import { afterEach, expect, test } from 'vitest'
import type { MeasuredWorld as World } from '../../frame/define.ts'
import { LANGUAGES } from '../../../language/stemmers.ts'
import { groupsOf } from './groups.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { SAMPLES } from './samples.ts'
import StemLanguages from './View.tsx'

afterEach(cleanup)

test.each(LANGUAGES)('%s: every word stands under its own stem, and the rules join some', async (language) => {
  const algorithm = snowball!.newStemmer(language)
  const groups = await groupsOf(SAMPLES[language], language)
  for (const { stem, words } of groups) for (const word of words) expect(algorithm.stem(word)).toBe(stem)
  expect(groups.some(({ words }) => words.length > 2)).toBe(true)
})

test('another text, other readings', async () => {
  expect(await measure(widget, { language: 'english' }, { text: 'talk talks talked' } as World)).toEqual({ words: 3, stems: 1, shared: 1 })
})

test('the course’s text changes with the language; the learner’s own stays', async () => {
  render(<StemLanguages />)
  const box = screen.getByRole('textbox') as HTMLTextAreaElement
  fireEvent.click(screen.getByRole('button', { name: 'French' }))
  expect(box.value).toBe(SAMPLES.french)
  fireEvent.change(box, { target: { value: 'chantez chantait' } })
  expect((await screen.findByRole('rowheader')).textContent).toBe('chant-')
  fireEvent.click(screen.getByRole('button', { name: 'German' }))
  expect(box.value).toBe('chantez chantait')
})
