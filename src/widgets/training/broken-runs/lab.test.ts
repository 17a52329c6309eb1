/** Every broken run shows what it is by and refutes what it is not; its repair is the healthy run, and the others' are not. */
import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import type { CoreApi } from '../../../worker/protocol.ts'
import { type Asked, MARGIN, type Outcome, readingsOf, tryOut } from './lab.ts'
import { DIAGNOSES, healthy, mended, type Name, NAMES, PATIENTS, withMistake } from './patients.ts'
import { verdictOn } from './refute.ts'

let core: CoreApi
let last: Outcome | null = null
beforeAll(async () => {
  core = (await openWorld()).core
})

const of = async (name: Name, change: Partial<Asked> = {}): Promise<Outcome> => {
  last = await tryOut(core, { name, repair: 'nothing', rate: 0.1, warmup: 10, steps: 600, seed: 1, ...change }, () => {}, last)
  return last
}

describe.each(NAMES)('run %s', (name) => {
  const { size, fault } = PATIENTS[name]

  test('the evidence fits its own fault and no other, and it is behind', { timeout: 300_000 }, async () => {
    const outcome = await of(name)
    const fits = DIAGNOSES.filter((diagnosis) => verdictOn(diagnosis, outcome.broken, outcome.healthy).fits)
    expect(fits).toEqual([fault])
    expect(readingsOf(outcome).behind).toBeGreaterThan(MARGIN)
    for (const diagnosis of DIAGNOSES)
      expect(verdictOn(diagnosis, outcome.healthy, outcome.healthy).fits, `${diagnosis} of a healthy run`).toBe(false)
  })

  test('only its own repair undoes its fault', () => {
    const sound = healthy(size, { steps: 600, seed: 1 })
    const { learningRate: rate, warmup } = sound.training
    const same = (change: (typeof DIAGNOSES)[number]) => {
      const { faults, ...rest } = mended(withMistake(sound, fault), { repair: change, rate, warmup })
      const left = Object.values(faults).some(Boolean)
      return !left && JSON.stringify(rest) === JSON.stringify({ sizes: sound.sizes, training: sound.training })
    }
    expect(DIAGNOSES.filter(same)).toEqual([fault])
  })
})

test('repaired, a run is the healthy one to the bit, and nothing of it is left', { timeout: 300_000 }, async () => {
  const outcome = await of('F', { repair: 'biases' })
  expect(outcome.mended!.curve).toEqual(outcome.healthy.curve)
  expect(readingsOf(outcome).behind).toBe(0)
  expect((await core.models()).every(({ origin }) => origin === 'shipped')).toBe(true)
  expect(await core.jobs()).toEqual([])
  expect((await core.texts()).every(({ ref }) => ref.kind === 'bundled')).toBe(true)
})
