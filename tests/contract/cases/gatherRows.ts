/** Cases of picking rows: some never, some twice, in no order. */
import { type Case, make } from './case.ts'

/** rows, picked, width */
const SHAPES = [
  [5, 1, 3],
  [70, 9, 37],
  [67, 130, 36],
]

export const picks: readonly Case[] = SHAPES.flatMap(([rows, picked, width], i) => {
  const args = { rows, picked, width }
  const fill = { at: (n: number) => (n * n * 5 + 3) % rows }
  const add = i !== 1
  return [
    make('gatherRows', `${picked} of [${rows},${width}]`, [], (t) => {
      const inputs = { x: t.input('x', [rows, width]), at: t.input('at', [picked], 'i32') }
      t.call('gatherRows', inputs, { y: t.activation('y', [picked, width]) }, args)
      return { fill }
    }),
    make('gatherRowsBackward', `${picked} of [${rows},${width}]${add ? ', addend' : ''}`, [], (t) => {
      const addend = add ? t.input('addend', [rows, width]) : undefined
      const inputs = { dy: t.input('dy', [picked, width]), at: t.input('at', [picked], 'i32'), addend }
      t.call('gatherRowsBackward', inputs, { dx: t.activation('dx', [rows, width]) }, args)
      return { fill }
    }),
  ]
})
