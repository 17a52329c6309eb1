/** The arithmetic of a shared step, against numbers worked by hand. */
import { expect, test } from 'vitest'
import { costOf, memoryOf, sentBytes, type Setting, windowsOf } from './cluster.ts'

/** A thousand parameters of four bytes, a block of a hundred, and a window's activations of 500 bytes. */
const account = {
  bytes: { weights: 4000, gradients: 4000, moments: 8000, activations: 500, cache: 0 },
  flops: { forward: 2000, both: 6000 },
}
const setting = (over: Partial<Setting>): Setting => ({ devices: 4, way: 'ddp', precision: '32', batch: 16, micro: 2, link: 1, ...over })

test('a copy costs the same on any number of devices, a share falls with them but for one block', () => {
  for (const devices of [1, 4, 16])
    expect(memoryOf(account, 100, setting({ devices }))).toMatchObject({ weights: 4000, gradients: 4000, moments: 8000 })
  expect(memoryOf(account, 100, setting({ way: 'fsdp' }))).toEqual({ weights: 1400, gradients: 1400, moments: 2000, activations: 1000 })
  expect(memoryOf(account, 100, setting({ way: 'fsdp', devices: 1 }))).toMatchObject({ weights: 4000, moments: 8000 })
})

test('in mixed precision weights take 6 bytes, gradients and activations half, moments stay', () => {
  expect(memoryOf(account, 100, setting({ precision: '16' }))).toEqual({ weights: 6000, gradients: 2000, moments: 8000, activations: 500 })
})

test('one device sends nothing; four send 3/4 of twice, or of three times, the gradients', () => {
  expect(sentBytes(account, setting({ devices: 1 }))).toBe(0)
  expect(sentBytes(account, setting({}))).toBe(6000)
  expect(sentBytes(account, setting({ way: 'fsdp' }))).toBe(9000)
  expect(sentBytes(account, setting({ precision: '16' }))).toBe(3000)
})

test('a batch that does not divide waits for the device with one window more, and small passes add up', () => {
  expect(windowsOf({ batch: 17, devices: 4 })).toBe(5)
  const cost = costOf(account, 100, 10, 6e5, setting({ batch: 17 }))
  expect(cost.accumulations).toBe(3)
  expect(cost.computing).toBeCloseTo((5 * 10 * 6000) / 6e5)
  expect(cost.sending).toBeCloseTo(6e-6)
  expect(cost.tokensPerSecond).toBeCloseTo(170 / (0.5 + 6e-6), 3)
})

test('twice the devices on the same batch are never twice as fast once something is sent', () => {
  const at = (devices: number) => costOf(account, 100, 10, 6e9, setting({ devices, batch: 64 })).tokensPerSecond
  expect(at(2) / at(1)).toBeLessThan(2)
  expect(at(64) / at(32)).toBeLessThan(at(4) / at(2))
})
