/** What an instructor types: a goal's mistakes are explained, and a due date is one moment for everyone. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localOf, withZone } from './due.ts'
import { goalFault } from './goalFault.ts'

describe('a goal', () => {
  const readings = { loss: 'nats', steps: 'steps trained' }
  it.each([
    ['', null],
    ['loss < 2 and steps <= 1_000', null],
    ['loss <', 'It cannot be read: at its end a number or the name of a reading is missing.'],
    ['loss < 2 ; drop', 'It cannot be read: "; drop" cannot be read.'],
    ['los < 2', '“los” is measured by nothing here; there is loss, steps.'],
    ['1 < 2', 'It compares numbers alone: name one of the readings.'],
    ['constructor > 1', '“constructor” is measured by nothing here; there is loss, steps.'],
  ])('%s', (goal, fault) => expect(goalFault(goal, readings)).toBe(fault))

  it('over a figure that measures nothing says so', () => {
    expect(goalFault('loss < 2', {})).toMatch(/this figure measures nothing, so take another/)
  })
})

describe('a due date', () => {
  it('is the same moment after its field as before it', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), (date) => {
        const moment = new Date(Math.floor(date.getTime() / 60_000) * 60_000)
        const due = withZone(localOf(moment.toISOString()))!
        expect(due).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d$/)
        expect(Date.parse(due)).toBe(moment.getTime())
      }),
    )
  })
  it('that is not set is none', () => {
    expect(withZone('')).toBeNull()
    expect([localOf(null), localOf('soon')]).toEqual(['', ''])
  })
})
