/** Between two models: the scene is the new one's, the numbers for a moment the old one's. */
import { expect, test } from 'vitest'
import { Bitmaps } from './bitmaps.ts'
import type { MapNumbers } from './data.ts'
import type { TensorItem } from './scene.ts'
import { cutTo } from './Words.tsx'

test.each([
  ['columns', { rows: [0, 96], columns: [48, 96] }],
  ['rows', { rows: [16, 96], columns: [0, 16] }],
] as const)('a part whose %s the smaller model before it does not have is left bare, and breaks nothing', (_, window) => {
  const name = 'h.0.attn.c_attn.weight'
  const item: TensorItem = {
    part: 'h.0.attn',
    name,
    kind: 'weight',
    box: { x: 0, y: 0, w: 10, h: 10 },
    colour: 'query',
    turned: false,
    ...window,
  }
  const weights = new Map([[name, { data: new Float32Array(16 * 48), rows: 16, width: 48 }]])
  const numbers: MapNumbers = {
    mode: 'forward',
    activations: new Map(),
    weights,
    changes: null,
    guesses: [],
    expected: [],
    of: 'small',
  }
  expect(new Bitmaps().get(item, numbers, 10, 10, true)).toBeNull()
})

test('a long token is cut to its column, and is not there where nothing of it could be read', () => {
  expect(cutTo('␣people', 10)).toBe('␣people')
  expect(cutTo('␣people', 4.2)).toBe('␣pe…')
  expect(cutTo('␣people', 1.5)).toBe('')
  expect(cutTo('p', 1)).toBe('p')
})
