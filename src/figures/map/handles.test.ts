/** Every handle lights something in every kind of map that has it, and a part lights a handle that lights it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ModelConfig } from '../../core/config.ts'
import { HANDLE_NAMES, HANDLES, handleNamed, handleOf } from './handles.ts'
import { layoutMap } from './layout.ts'

const SHIPPED: ModelConfig = { nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, nVocab: 92, dropout: 0 }
const tokens = [...'the people']
const wide = layoutMap({ config: SHIPPED, tokens, frame: { width: 1344, height: 712 } })
const narrow = layoutMap({ config: SHIPPED, tokens, frame: { width: 600, height: 712 } }, { layer: 2 })

test.each(HANDLE_NAMES)('%s', (name) => {
  for (const scene of [wide, narrow]) {
    const boxes = HANDLES[name].boxes(scene)
    expect(boxes.length).toBeGreaterThan(0)
    for (const { x, y, w, h } of boxes) {
      expect(Math.min(w, h)).toBeGreaterThan(0)
      expect(x >= 0 && y >= 0 && x + w <= scene.width && y + h <= scene.height).toBe(true)
    }
  }
})

test('a block has one of each, and the stem is one', () => {
  for (const name of ['query', 'value/mix', 'residual/attention', 'residual/feed-forward'] as const)
    expect(HANDLES[name].boxes(wide)).toHaveLength(4)
  expect(HANDLES['probability/heads'].boxes(wide)).toHaveLength(16)
  expect(HANDLES['residual/norm'].boxes(wide)).toHaveLength(8)
  expect(HANDLES.residual.boxes(wide)).toHaveLength(1)
})

test('a part that is pointed at lies in what its word lights', () => {
  for (const { id, box } of wide.parts.filter(({ id }) => !/^h\.\d+$/.test(id))) {
    const name = handleOf(id)
    expect(name, id).not.toBeNull()
    const inside = HANDLES[name!]
      .boxes(wide)
      .some(({ x, y, w, h }) => box.x >= x && box.y >= y && box.x + box.w <= x + w && box.y + box.h <= y + h)
    expect(inside, `${id} in ${name}`).toBe(true)
  }
})

test('what is lit in another figure is not a part of the map', () => {
  expect(handleNamed('query/row-3')).toBeNull()
  expect(handleNamed(null)).toBeNull()
})

/** Lessons whose coloured words speak of the map alone, or nearly; `others` belong to their other figures. */
const LESSONS: readonly { lesson: string; least: number; others?: readonly string[] }[] = [
  { lesson: 'architecture/the-whole-machine', least: 13 },
  { lesson: 'fine-tuning/the-process', least: 3 },
  { lesson: 'advanced/modified-architecture', least: 6 },
  { lesson: 'advanced/share-and-prune', least: 2, others: ['gradient/worth'] },
  { lesson: 'advanced/fewer-bits', least: 2 },
  { lesson: 'advanced/teach-and-adapt', least: 1 },
]

test.each(LESSONS)('every coloured word of $lesson lights a part of it', ({ lesson, least, others = [] }) => {
  const text = readFileSync(`curriculum/${lesson}.md`, 'utf8')
  expect(text).toContain('::widget{id=model-map')
  const words = [...text.matchAll(/\(figure:([^)]+)\)/g)].map(([, name]) => name!).filter((name) => !others.includes(name))
  expect(words.length).toBeGreaterThanOrEqual(least)
  expect(words.filter((name) => !handleNamed(name))).toEqual([])
})
