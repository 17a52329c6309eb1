/** The search of figures: by any of their words, with those that are called so before those that only speak of it. */
import { expect, it } from 'vitest'
import { findFigures } from './findFigures.ts'

const figure = (id: string, title: string, teaches: string, readings = {}) => ({ id, title, teaches, part: 'start', readings })
const figures = [
  figure('trainer', 'Train a model', 'How attention learns', { validationLoss: 'nats' }),
  figure('attention-map', 'Attention map', 'Where a head looks'),
  figure('model-count', 'Count the parameters', 'What a model has'),
]
const ids = (sought: string): string[] => findFigures(figures, sought).map(({ id }) => id)

it.each([
  ['', ['trainer', 'attention-map', 'model-count']],
  ['ATTENTION', ['attention-map', 'trainer']],
  ['model start', ['trainer', 'model-count']],
  ['validationloss', ['trainer']],
  ['a model  count', ['model-count']],
  ['nothing of this', []],
])('%j', (sought, found) => expect(ids(sought)).toEqual(found))
