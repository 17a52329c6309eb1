/** What the Lab was opened for comes back out of the history as it went in, and nothing else is taken for it. */
import { expect, it } from 'vitest'
import { errandState, readErrand } from './errand.ts'

const errand = { back: '/assigned/2zabc', of: 'Week 3', task: 'Small and good', goal: 'loss < 2' }

it('comes back', () => expect(readErrand(structuredClone(errandState(errand)))).toEqual(errand))
it.each([[null], [undefined], [{ section: 'quiz-a' }], [{ errand: { ...errand, back: 'https://evil.example' } }]])('%j is none', (state) =>
  expect(readErrand(state)).toBeNull(),
)
