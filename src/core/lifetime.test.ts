/** Work settles as it does while its doer lives; an end is heard at once, and later too. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { lifetime } from './lifetime.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const never = new Promise<never>(() => {})

it('gives what the work gives, or why it failed', async () => {
  const life = lifetime()
  await expect(life.within(Promise.resolve(3))).resolves.toBe(3)
  await expect(life.within(Promise.reject(new Error('its own')))).rejects.toThrow('its own')
})

it('ends all waits with the first reason, those that come later too', async () => {
  const life = lifetime()
  const waits = [life.within(never), life.within(never)]
  life.end('gone')
  life.end('gone again')
  for (const wait of [...waits, life.within(Promise.resolve(3))]) await expect(wait).rejects.toBe('gone')
})

it('keeps nothing of a wait that is over', async () => {
  const life = lifetime()
  let kept = 0
  const held = new FinalizationRegistry(() => kept--)
  await (async () => {
    for (let i = 0; i < 200; i++) {
      const result = { i }
      kept++
      held.register(result, undefined)
      await life.within(Promise.resolve(result))
    }
  })()
  for (let turn = 0; turn < 20 && kept > 10; turn++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(kept).toBeLessThanOrEqual(10)
  life.end('gone')
})
