/** The gallery can open every widget. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { declared } from '../../widgets/declared.ts'
import { exampleOf, parametersOf } from './parameters.ts'

it.each(Object.entries(declared))('%s opens with its example', (_, meta) => {
  expect(v.safeParse(meta.schema, exampleOf(meta)).issues).toBeUndefined()
})

it('says what a parameter takes', () => {
  const meta = {
    entries: {
      cut: v.picklist(['mask', 'heads']),
      steps: v.optional(v.pipe(v.string(), v.regex(/^\d+$/, 'must be a whole number'))),
    },
  }
  expect(parametersOf(meta)).toEqual([
    { name: 'cut', needed: true, takes: '“mask”, “heads”' },
    { name: 'steps', needed: false, takes: 'must be a whole number' },
  ])
  expect(exampleOf(meta)).toEqual({ cut: 'mask' })
})
