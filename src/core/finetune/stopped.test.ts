import { describe, expect, it } from 'vitest'
import { config } from '../../../tests/support/tinyTask.ts'
import { STATE } from '../checkpoint/moments.ts'
import { taskLayout } from './grow.ts'
import { PAPER } from './settings.ts'
import { RECORD, readMoments, readRecord, writeStopped } from './stopped.ts'

const layout = taskLayout(config, 2)
const filled = (value: number) => {
  const flat = new Float32Array(layout.size)
  for (const { offset, shape } of layout.parameters) flat.fill(value, offset, offset + shape.reduce((a, b) => a * b))
  return flat
}
const snapshot = { weights: filled(1), m: filled(-0.5), v: filled(0.25), step: 7, cursor: 7 }
const asked = { settings: PAPER, data: { id: 'sentiment', train: 8, heldOut: 4, sha256: 'a'.repeat(64) }, context: 16 }
const folder = (change: Partial<typeof snapshot> = {}) => writeStopped(layout, { ...snapshot, ...change }, asked)

describe('a stopped run', () => {
  it('is read as it was written', () => {
    const record = readRecord(folder(), 'run')
    expect(record).toEqual({ version: 1, step: 7, ...asked })
    expect(readMoments(folder(), layout, record)).toEqual({ m: snapshot.m, v: snapshot.v })
  })

  it.each([
    ['a missing record', () => new Map([...folder()].filter(([name]) => name !== RECORD)), '"run" has no finetuning.json'],
    ['missing moments', () => new Map([...folder()].filter(([name]) => name !== STATE)), '"run" has no training_state.safetensors'],
    ['a record that was cut', () => folder().set(RECORD, folder().get(RECORD)!.slice(0, 60)), 'finetuning.json is not valid JSON'],
    ['moments of another step', () => folder().set(STATE, folder({ step: 6 }).get(STATE)!), 'is of step 6, but finetuning.json of step 7'],
    [
      'moments of another model',
      () =>
        folder().set(
          STATE,
          writeStopped(
            taskLayout(config, 3),
            { ...snapshot, m: new Float32Array(taskLayout(config, 3).size), v: new Float32Array(taskLayout(config, 3).size) },
            asked,
          ).get(STATE)!,
        ),
      '"score.weight" with the shape [3,',
    ],
    ['a negative square', () => folder({ v: filled(-1) }), 'a mean of squares is never negative'],
  ])('%s is refused', (_, make, message) => {
    expect(() => {
      const files = make()
      readMoments(files, layout, readRecord(files, 'run'))
    }).toThrow(message)
  })
})
