/** Surprise over windows is the core's own; words and kinds are averaged as by hand. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import type { Probe } from '../../../worker/protocol.ts'
import { averageBy, byName, measureWords } from './kinds.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { bitsWithin, piecesOf, surprises } from './surprise.ts'

const probeOf = (targets: string[], losses: number[]): Probe => ({
  tokens: [],
  targets,
  loss: 0,
  tensors: [{ name: 'losses', shape: [losses.length], data: Float32Array.from(losses.map((bits) => bits * Math.LN2)) }],
})

test('tokens find their places, longer ones and unknown characters too', () => {
  const places = piecesOf(probeOf(['ab', '<unk>', 'c'], [1, 2, 4]), 'xab✻c', 5).map(({ start, end, bits }) => [
    start,
    end,
    Math.round(bits),
  ])
  expect(places).toEqual([
    [1, 3, 1],
    [3, 4, 2],
    [4, 5, 4],
  ])
})

test('a word’s bits are those of its tokens; the word that was not guessed in full has none', () => {
  const pieces = piecesOf(probeOf(['b', ' ', 'c', 'd'], [8, 1, 2, 4]), 'ab cd', 5)
  expect(bitsWithin(pieces, 3, 5)).toBeCloseTo(6, 5)
  expect(bitsWithin(pieces, 0, 2)).toBeNull()
  const token = (text: string, start: number) => ({ text, start, pos: 'NOUN' as const, lemma: text, isWord: true })
  const words = measureWords([token('ab', 0), token('cd', 3)], pieces, () => 'place')
  expect(words).toHaveLength(1)
  expect(averageBy(words, byName)[0]).toMatchObject({ kind: 'place', words: 1, examples: ['cd'] })
  expect(averageBy(words, byName)[0]!.perLetter).toBeCloseTo(3, 5)
})

test('a text that fits the context costs what one probe says; a longer one is covered once', async () => {
  const { core, handle, model } = await openWorld()
  const short = 'The people of the United States.'
  const pieces = await surprises(core, handle, short, model.config.nCtx)
  const { loss } = await core.probe(handle, short, ['losses'])
  expect(pieces.reduce((sum, { bits }) => sum + bits, 0) / pieces.length).toBeCloseTo(loss! / Math.LN2, 5)
  const long = 'We will work for the people of this country. '.repeat(8)
  const all = await surprises(core, handle, long, model.config.nCtx)
  expect(all.map(({ start }) => start)).toEqual(Array.from({ length: long.length - 1 }, (_, i) => i + 1))
})

test('other weights or another text, other readings', async () => {
  const text = 'We met Anna Keller in Paris, and she was happy to see us there.'
  const [own, noisy] = [await openWorld({ text }), await openWorld({ text, noise: 0.3 })]
  const readings = await measure(widget, {}, own)
  expect(readings.nameBits).toBeGreaterThan(readings.otherBits!)
  expect((await measure(widget, {}, noisy)).wordBits).not.toBeCloseTo(readings.wordBits!, 2)
  expect((await measure(widget, { text: 'She was happy.' }, own)).wordBits).not.toBeCloseTo(readings.wordBits!, 2)
})
