/** A law that made the losses is found again; noise widens the intervals, and what is no law is refused. */
import { describe, expect, it } from 'vitest'
import { bootstrap, fitPowerLaw, lossAt, type PowerLaw, reaches } from './powerLaw.ts'
import { normal, streamKey } from './random.ts'

const SIZES = [4e3, 8e3, 16e3, 32e3, 64e3, 128e3, 256e3]
const made = (law: PowerLaw, noise = 0, seed = 1) =>
  SIZES.map((x, i) => ({ x, loss: lossAt(law, x) + noise * normal(streamKey(seed, 0, 0), i) }))

describe('a fit', () => {
  it.each<PowerLaw>([
    { E: 1.69, A: 406.4, alpha: 0.34 },
    { E: 0, A: 9.3, alpha: 0.076 },
    { E: 0.5, A: 2e4, alpha: 1.1 },
  ])('finds E $E, A $A and α $alpha', (law) => {
    const { E, A, alpha } = fitPowerLaw(made(law))
    expect(E).toBeCloseTo(law.E, 4)
    expect(alpha).toBeCloseTo(law.alpha, 4)
    expect(A / law.A).toBeCloseTo(1, 3)
  })

  it('has a smaller sum of squares than its neighbours', () => {
    const measured = made({ E: 1, A: 60, alpha: 0.4 }, 0.02)
    const squares = (law: PowerLaw) => measured.reduce((s, { x, loss }) => s + (loss - lossAt(law, x)) ** 2, 0)
    const best = fitPowerLaw(measured)
    for (const near of [
      { ...best, E: best.E + 0.01 },
      { ...best, A: best.A * 1.01 },
      { ...best, alpha: best.alpha * 1.01 },
    ])
      expect(squares(best)).toBeLessThan(squares(near))
  })

  it('has no floor below zero, and does not rise', () => {
    const straight = SIZES.map((x) => ({ x, loss: 3 - 0.3 * Math.log10(x) }))
    expect(fitPowerLaw(straight).E).toBeGreaterThanOrEqual(0)
    const rising = SIZES.map((x, i) => ({ x, loss: 1 + 0.1 * i }))
    expect(fitPowerLaw(rising)).toMatchObject({ A: 0 })
    expect(fitPowerLaw(rising).E).toBeCloseTo(1.3)
  })

  it('says where a loss is reached, and where it never is', () => {
    const law = { E: 1, A: 60, alpha: 0.4 }
    expect(reaches(law, lossAt(law, 5e5))).toBeCloseTo(5e5, 0)
    expect(reaches(law, 1)).toBe(Infinity)
  })

  it('refuses too few sizes and what is no measurement', () => {
    const three = made({ E: 1, A: 60, alpha: 0.4 }).slice(0, 3)
    expect(() => fitPowerLaw([...three, ...three])).toThrow('runs of 3 sizes cannot tell them')
    expect(() => fitPowerLaw([...three, { x: 0, loss: 2 }])).toThrow('A loss of 2 at 0 is no measurement')
    expect(() => fitPowerLaw([...three, { x: 9, loss: Number.NaN }])).toThrow('no measurement')
  })
})

describe('its intervals', () => {
  const law = { E: 1, A: 60, alpha: 0.4 }

  it('are points where there is no noise, wider with more of it, and the same for the same seed', () => {
    const width = (noise: number) => {
      const { low, high } = bootstrap(made(law, noise), { draws: 100 }).runAt(512e3)
      return high - low
    }
    expect(width(0)).toBeLessThan(1e-6)
    expect(width(0.02)).toBeGreaterThan(width(0.005))
    expect(bootstrap(made(law, 0.01)).E).toEqual(bootstrap(made(law, 0.01)).E)
  })

  it('hold the next run in most worlds, and are wider for a run than for the curve', () => {
    let held = 0
    for (let seed = 1; seed <= 20; seed++) {
      const sure = bootstrap(made(law, 0.01, seed), { draws: 100 })
      const { low, high } = sure.runAt(512e3)
      const next = lossAt(law, 512e3) + 0.01 * normal(streamKey(seed, 1, 0), 0)
      if (low <= next && next <= high) held++
      const curve = sure.curveAt(16e3)
      const run = sure.runAt(16e3)
      expect(run.high - run.low).toBeGreaterThan(curve.high - curve.low)
    }
    expect(held).toBeGreaterThanOrEqual(14)
  })
})
