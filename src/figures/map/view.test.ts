/** Zoom keeps the point under the pointer, and the scene in the frame. */
import { expect, test } from 'vitest'
import { between, fitBox, fitWhole, held, toScene, zoomAt } from './view.ts'

const scene = { width: 1344, height: 712 }
const frame = { width: 1344, height: 712 }

test('the point under the pointer stays there', () => {
  const view = zoomAt(fitWhole(scene, frame), 3, 600, 300, scene, frame)
  expect(view.k).toBe(3)
  expect(toScene(view, 600, 300)).toEqual([600, 300])
  const more = zoomAt(view, 2, 610, 340, scene, frame)
  const [x, y] = toScene(view, 610, 340)
  expect(toScene(more, 610, 340)[0]).toBeCloseTo(x)
  expect(toScene(more, 610, 340)[1]).toBeCloseTo(y)
})

test('nothing is zoomed out beyond the whole, nor dragged out of the frame', () => {
  expect(zoomAt(fitWhole(scene, frame), 0.1, 5, 5, scene, frame)).toEqual(fitWhole(scene, frame))
  expect(held({ k: 2, x: 500, y: -9000 }, scene, frame)).toEqual({ k: 2, x: 0, y: -712 })
})

test('a tall scene fits a low frame', () => {
  const view = fitWhole({ width: 1344, height: 2800 }, { width: 1344, height: 900 })
  expect(view.k).toBeCloseTo(900 / 2800)
  expect(view.x).toBeGreaterThan(0)
})

test('a box is shown in the middle, and on the way there zoom is even', () => {
  const to = fitBox({ x: 100, y: 100, w: 10, h: 10 }, frame)
  expect(toScene(to, 672, 356)).toEqual([105, 105])
  const from = fitWhole(scene, frame)
  expect(between(from, to, 0)).toEqual(from)
  expect(between(from, to, 1).x).toBeCloseTo(to.x)
  expect(between(from, to, 0.5).k).toBeCloseTo(Math.sqrt(from.k * to.k))
})
