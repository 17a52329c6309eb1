/** Values as SCORM 1.2 wants them. */
import { describe, expect, it } from 'vitest'
import { checksum, choice, decimal, identifier, plain, response, timespan } from './values.ts'

describe('a score', () => {
  it('has a point, and at most two digits behind it', () => {
    expect([0, 100, 87.5, 66.66666, 33.3].map(decimal)).toEqual(['0', '100', '87.5', '66.66', '33.3'])
  })
  it('is never rounded up to a pass mark', () => expect(decimal(79.9999)).toBe('79.99'))
  it.each([Number.NaN, -1, 100.01, Number.POSITIVE_INFINITY])('of %s is refused', (score) => {
    expect(() => decimal(score)).toThrow(`this one is ${score}`)
  })
})

describe('a time', () => {
  it.each([
    [0, '00:00:00.00'],
    [61_230, '00:01:01.23'],
    [3_600_000 * 123, '123:00:00.00'],
    [Number.MAX_SAFE_INTEGER, '9999:59:59.99'],
    [-5, '00:00:00.00'],
  ])('of %i ms is %s', (ms, said) => expect(timespan(ms)).toBe(said))
})

describe('a name', () => {
  it('is visible ASCII and stays apart from others', () => {
    expect(identifier('start/a#b')).toBe('start/a#b')
    expect(identifier('eigene Aufgabe ü')).toBe('eigene_20Aufgabe_20_fc')
    expect(identifier('')).toBe('_')
    const [one, other] = ['x'.repeat(300), `${'x'.repeat(299)}y`].map(identifier)
    expect(one).toHaveLength(255)
    expect(one).not.toBe(other)
  })
})

describe('an answer', () => {
  it('stands on one line of at most 255 characters, none of them halved', () => {
    expect(response('  two\n lines ')).toBe('two lines')
    const long = response('🙂'.repeat(200))
    expect(long.length).toBeLessThanOrEqual(255)
    expect(long).toMatch(/^(🙂)+…$/u)
  })
  it('of a choice is one of 36 characters', () => {
    expect([0, 25, 26, 35].map(choice).join('')).toBe('az09')
    expect([36, -1, 0.5, 'a', undefined].map(choice)).toEqual([null, null, null, null, null])
  })
})

describe('a number', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [4, '4'],
    [-2.5, '-2.5'],
    [0.1, '0.1'],
    [1 / 3, '0.333333333333333315'],
    [2.5e-7, '0.00000025'],
    [123_456_789.25, '123456789.25'],
    [1e21, null],
    [1e-30, null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
  ])('%d is %s', (value, said) => {
    expect(plain(value)).toBe(said)
    if (said !== null) expect(Number(said)).toBe(value === 0 ? 0 : value)
  })
})

it('the checksum is CRC-32', () => {
  // The check value of the polynomial: "123456789" gives cbf43926.
  expect(checksum('123456789')).toBe('cbf43926')
  expect(checksum('')).toBe('00000000')
})
