/** Goals of challenges: what they mean over readings, and what is said of one that cannot be read. */
import { expect, it } from 'vitest'
import { holds, parseGoal, readingsIn } from './goal.ts'

const readings = { loss: 2, bigram: 2.5, parameters: 60_000, zero: 0 }

it.each([
  ['loss < bigram', true],
  ['loss < bigram and parameters <= 50000', false],
  ['loss < bigram and parameters <= 60_000', true],
  ['loss > bigram or parameters = 60000', true],
  ['loss > bigram or loss = 2 and zero = 1', false],
  ['(loss > bigram or loss = 2) and zero = 0', true],
  ['bigram - loss >= .5', true],
  ['bigram - loss * 2 >= 0', false],
  ['(bigram - loss) * 2 == 1', true],
  ['loss / 4 != 5e-1', false],
  ['-loss < -1.5', true],
  ['missing > 0', false],
  ['missing < 0 or missing >= 0', false],
  ['zero / zero = 0', false],
])('%s is %s', (text, right) => {
  expect(holds(parseGoal(text), readings)).toBe(right)
})

it.each([
  ['', 'at its end a number or the name of a reading is missing'],
  ['loss', 'at its end a comparison (<, <=, >, >=, =, !=) is missing'],
  ['loss < ', 'at its end a number or the name of a reading is missing'],
  ['loss < 3 parameters > 2', 'before "parameters > 2" "and" or "or" is missing'],
  ['(loss < 3', 'at its end ")" is missing'],
  ['loss < 3; alert(1)', '"; alert(1)" cannot be read'],
  ['loss < and', 'before "and" a number or the name of a reading is missing'],
])('%j is refused', (text, message) => {
  expect(() => parseGoal(text)).toThrow(message)
})

it('knows which readings it needs', () => {
  expect(readingsIn(parseGoal('a < b and (a + c) > 2'))).toEqual(['a', 'b', 'c'])
})
