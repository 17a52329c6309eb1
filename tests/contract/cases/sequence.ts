/** Contract cases of the ops that know the order of tokens: rotary positions, shared heads, windows, a recurrent layer. */
import { rotaryTable } from '../../../src/core/ops/rotary/reference.ts'
import { make, weight } from './case.ts'

const none = [weight('w', 1)]

/** Decoding ones stand at positions so large that a GPU's own sine goes wrong; one head has fours of pairs, and one has more besides. */
const rotations = [
  { batch: 1, time: 1, heads: 1, kvHeads: 1, headSize: 2, inverse: 0, decode: 1, position: 1999, add: false },
  { batch: 3, time: 7, heads: 3, kvHeads: 2, headSize: 6, inverse: 1, decode: 0, position: 0, add: true },
  { batch: 2, time: 19, heads: 2, kvHeads: 1, headSize: 22, inverse: 0, decode: 0, position: 5, add: false },
  { batch: 1, time: 1, heads: 4, kvHeads: 4, headSize: 16, inverse: 0, decode: 1, position: 1234, add: true },
].map(({ position, add, ...args }) => {
  const { batch, time, heads, kvHeads, headSize, inverse, decode } = args
  const options = [inverse && 'inverse', decode && `token ${position}`, add && 'addend'].filter(Boolean)
  const title = [`[${batch},${time}], ${heads} + 2×${kvHeads} heads of ${headSize}`, ...options].join(', ')
  return make('rotary', title, none, (t) => {
    const ctx = decode ? 2000 : time
    const shape = [batch, time, (heads + 2 * kvHeads) * headSize]
    const numbers = rotaryTable(ctx, headSize, 10_000)
    const inputs = {
      x: t.input('x', shape),
      table: t.input('table', [ctx, 2, headSize / 2]),
      addend: add ? t.input('addend', shape) : undefined,
    }
    t.call('rotary', inputs, { y: t.activation('y', shape) }, args)
    return { position, fill: { table: (i) => numbers[i]! } }
  })
})

/** One key head for all, heads that do not divide, one for each. */
const repetitions = [
  { rows: 5, heads: 3, kvHeads: 1, headSize: 3 },
  { rows: 7, heads: 5, kvHeads: 2, headSize: 8 },
  { rows: 33, heads: 4, kvHeads: 4, headSize: 6 },
].flatMap((args, i) => {
  const { rows, heads, kvHeads, headSize } = args
  const narrow = [rows, (heads + 2 * kvHeads) * headSize]
  const wide = [rows, 3 * heads * headSize]
  const title = `${rows} rows, ${heads} heads of ${headSize} on ${kvHeads}`
  const add = i % 2 === 1
  return [
    make('repeatHeads', title, none, (t) => {
      t.call('repeatHeads', { x: t.input('x', narrow) }, { y: t.activation('y', wide) }, args)
      return undefined
    }),
    make('repeatHeadsBackward', `${title}${add ? ', addend' : ''}`, none, (t) => {
      const inputs = { dy: t.input('dy', wide), addend: add ? t.input('addend', narrow) : undefined }
      t.call('repeatHeadsBackward', inputs, { dx: t.activation('dx', narrow) }, args)
      return undefined
    }),
  ]
})

/** A window of one, one longer than the sequence, and one inside it. */
const windows = [
  { batch: 2, time: 5, width: 3, window: 1 },
  { batch: 1, time: 3, width: 8, window: 5 },
  { batch: 3, time: 23, width: 7, window: 4 },
].flatMap((args, i) => {
  const { batch, time, width, window } = args
  const shape = [batch, time, width]
  const wide = [batch, time, window * width]
  const title = `[${shape.join(',')}], ${window} tokens`
  const add = i % 2 === 1
  return [
    make('contextWindow', title, none, (t) => {
      t.call('contextWindow', { x: t.input('x', shape) }, { y: t.activation('y', wide) }, args)
      return undefined
    }),
    make('contextWindowBackward', `${title}${add ? ', addend' : ''}`, none, (t) => {
      const inputs = { dy: t.input('dy', wide), addend: add ? t.input('addend', shape) : undefined }
      t.call('contextWindowBackward', inputs, { dx: t.activation('dx', shape) }, args)
      return undefined
    }),
  ]
})

/** One step, an odd width, one in fours, and one wider than a workgroup. */
const recurrences = [
  { batch: 2, time: 1, width: 5 },
  { batch: 3, time: 13, width: 37 },
  { batch: 5, time: 9, width: 76 },
  { batch: 1, time: 5, width: 260 },
].flatMap((args) => {
  const { batch, time, width } = args
  const shape = [batch, time, width]
  const title = `[${shape.join(',')}]`
  // A product of the state must not drown x: a saturated tanh would hide a wrong sum.
  const scaled = { 'flat/weight': (i: number) => Math.sin(i * i) / Math.sqrt(width) }
  return [
    make('recurrence', title, [weight('w', width, width)], (t) => {
      t.call('recurrence', { x: t.input('x', shape), weight: t.weight('w') }, { h: t.activation('h', shape) }, args)
      return { fill: scaled }
    }),
    make('recurrenceBackward', title, [weight('w', width, width)], (t) => {
      const inputs = { dh: t.input('dh', shape), h: t.input('h', shape), weight: t.weight('w') }
      t.call('recurrenceBackward', inputs, { dx: t.activation('dx', shape), previous: t.activation('previous', shape) }, args)
      return { fill: { ...scaled, h: (i) => Math.tanh(Math.sin(i * 1.3) * 2) } }
    }),
  ]
})

export const sequences = [...rotations, ...repetitions, ...windows, ...recurrences]
