/** What is left with a platform: read as it was written, and noticed where it was cut or changed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack, unpack } from './suspended.ts'
import { noise } from './testing/noise.ts'

describe('a state', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const state = pack(text)!
        expect(state.length).toBeLessThanOrEqual(4096)
        expect(state).toMatch(/^[\x21-\x7e]+$/)
        expect(unpack(state)).toEqual({ kind: 'state', text })
      }),
    )
  })

  it('that has no room is not written', () => {
    expect(pack(noise(2000))).not.toBeNull()
    expect(pack(noise(6000))).toBeNull()
  })

  it('of nothing is nothing', () => expect(unpack('')).toEqual({ kind: 'nothing' }))

  it('cut anywhere is noticed', () => {
    const state = pack(noise(300))!
    for (let length = 1; length < state.length; length += 7) expect(unpack(state.slice(0, length)).kind, `${length} characters`).toBe('cut')
  })

  it('changed anywhere is noticed', () => {
    const state = pack(noise(300))!
    for (let at = 0; at < state.length; at += 5) {
      const other = `${state.slice(0, at)}${state[at] === 'A' ? 'B' : 'A'}${state.slice(at + 1)}`
      expect(unpack(other).kind, `character ${at}`).toBe('cut')
    }
  })

  it.each(['undefined', '{"a":1}', 'p.3.00000000.abc', 'p.'])('that is %s is none of ours', (state) => {
    expect(unpack(state).kind).toBe('cut')
  })
})
