/** The six broken runs over three seeds: the evidence fits the fault alone, and a plausible other repair does not bring them back. */
import { describe, expect, test } from 'vitest'
import { type Asked, MARGIN, type Outcome, readingsOf, tryOut } from '../../src/widgets/training/broken-runs/lab.ts'
import { DIAGNOSES, type Name, NAMES, PATIENTS } from '../../src/widgets/training/broken-runs/patients.ts'
import { verdictOn } from '../../src/widgets/training/broken-runs/refute.ts'
import { openWorld } from '../support/world.ts'

/** Repairs that are not its own, of runs in which they change anything. */
const WRONG: Partial<Record<Name, Partial<Asked>>> = {
  B: { repair: 'rate', rate: 0.001 },
  C: { repair: 'warmup', warmup: 300 },
  E: { repair: 'rate', rate: 0.001 },
  F: { repair: 'warmup', warmup: 120 },
}

describe.each([1, 2, 3])('seed %i', (seed) => {
  let last: Outcome | null = null
  test.each(NAMES)('run %s', { timeout: 600_000 }, async (name) => {
    const { core } = await openWorld()
    const asked: Asked = { name, repair: 'nothing', rate: 0.1, warmup: 10, steps: 600, seed }
    last = await tryOut(core, asked, () => {}, last)
    const { broken, healthy } = last
    expect(DIAGNOSES.filter((diagnosis) => verdictOn(diagnosis, broken, healthy).fits)).toEqual([PATIENTS[name].fault])
    expect(readingsOf(last).behind).toBeGreaterThan(MARGIN)
    const wrong = WRONG[name]
    if (!wrong) return
    const readings = readingsOf(await tryOut(core, { ...asked, ...wrong }, () => {}, last))
    console.log(`seed ${seed}, run ${name}, ${JSON.stringify(wrong)}: ${readings.behind} nats behind`)
    expect(readings.behind).toBeGreaterThan(MARGIN)
  })
})
