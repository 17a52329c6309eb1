/** The shipped records are of the rungs as they are now, each better than the one before; the cheapest is run again. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { RUNGS } from '../../../cli/rungs.ts'
import { experiment } from '../../../experiments/experiment.ts'
import records from './records.json'
import { charactersOf, readBoard, specOf } from './records.ts'

const board = readBoard(records)

test('settings are those of `npm run board`, and all rungs read equally many characters', () => {
  expect(board.rungs.map(({ id, sizes, training }) => ({ id, sizes, training }))).toEqual(RUNGS)
  expect(new Set(board.rungs.map(charactersOf)).size).toBe(1)
})

test('every rung beats the one before', () => {
  const bits = [board.uniformBits, ...board.rungs.map(({ bitsPerCharacter }) => bitsPerCharacter)]
  for (const [i, now] of bits.entries()) if (i > 0) expect(now).toBeLessThan(bits[i - 1]!)
})

test('the core, asked for the first rung, gets the shipped score', async () => {
  const { core } = await openWorld()
  const { evaluations, parameters } = await experiment(core, specOf(board, board.rungs[0]!))
  expect(parameters).toBe(board.rungs[0]!.parameters)
  expect(evaluations.at(-1)!.bitsPerCharacter).toBeCloseTo(board.rungs[0]!.bitsPerCharacter, 3)
})
