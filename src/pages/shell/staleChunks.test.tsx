/** A chunk that is gone reloads the page only where nothing is lost by it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const reloadIfThere = vi.hoisted(() => vi.fn(async () => true))
vi.mock('../../ui/reload.ts', () => ({ reloadIfThere }))

import { reloadAfterDeploy } from './staleChunks.ts'

let busy = false
reloadAfterDeploy(() => busy)
beforeEach(() => sessionStorage.clear())
afterEach(() => void reloadIfThere.mockClear())
const fail = () => dispatchEvent(new Event('vite:preloadError', { cancelable: true }))

test('not while a run is under way', () => {
  busy = true
  fail()
  expect(reloadIfThere).not.toHaveBeenCalled()
  busy = false
})

test('once, and only if the course still answers and no run has begun by then', () => {
  expect(fail()).toBe(true) // the failure itself is told in its place
  fail()
  expect(reloadIfThere).toHaveBeenCalledTimes(1)
  const [isBusy] = reloadIfThere.mock.calls[0] as unknown as [() => boolean]
  busy = true
  expect(isBusy()).toBe(true)
  busy = false
})
