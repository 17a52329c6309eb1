/** Hints say what the tensor library says, what was written before, and what the learner has named. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exercises } from '../../../exercises/all.ts'
import { EXERCISES } from '../../../exercises/exercise.ts'
import { fieldsIn, functionsIn, hintsOf } from './hints.ts'

const library = readFileSync('src/sandbox/tensor.ts', 'utf8')

test('the library’s functions with their types and what is said of them, and the fields of its tensor', () => {
  const found = functionsIn(library)
  expect(found.map(({ name }) => name)).toEqual(library.match(/(?<=^export function )\w+/gm))
  expect(found.find(({ name }) => name === 'add')).toEqual({
    name: 'add',
    type: '(a: Tensor, b: Tensor): Tensor',
    about: 'a + b. A shorter b is added to every row of a: a bias, [n], to [..,n].',
  })
  expect(fieldsIn(library).map(({ name, type }) => `${name}: ${type}`)).toEqual(
    [
      'data: Float64Array',
      'grad: Float64Array',
      'shape: readonly number[]',
      'parents: readonly Tensor[] = []',
      'back: () => void = () => {}',
    ].map((line) => line.replace(/ = .*/, '')),
  )
})

test('every function of a lesson’s code has a hint there and after it, and the learner’s own goes before', () => {
  for (const [i, id] of EXERCISES.entries()) {
    const own = exercises[id].solution.match(/(?<=^function )\w+/gm) ?? []
    for (const later of EXERCISES.slice(i)) {
      const names = hintsOf(later, library, '').map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining([...own, 'add']))
    }
  }
  const [first] = EXERCISES
  const mine = hintsOf(first!, library, '// twice\nfunction add(x: number): number {\n  return 2 * x\n}\n')
  expect(mine.filter(({ name }) => name === 'add')).toEqual([{ name: 'add', type: '(x: number): number', about: 'twice' }])
})
