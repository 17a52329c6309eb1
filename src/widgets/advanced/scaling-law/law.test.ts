/** Sizes are chosen by what they cost; their runs are one queue, the first seed's models stay, and the next size is trained once it was predicted. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { parameterCount } from '../../../core/config.ts'
import type { JobView } from '../../../worker/protocol.ts'
import { ladderFor, RATIO, secondsOf } from './ladder.ts'
import { climb, fitted, predicted, type Progress, readingsOf, type Value } from './law.ts'
import { csvOf } from './csv.ts'

const few = { minutes: '2', steps: 4, seed: 3 } as const

test('six to ten sizes, each with its share of characters, cost as much as was asked for', async () => {
  const { core } = await openWorld()
  const [two, five] = await Promise.all((['2', '5'] as const).map((minutes) => ladderFor(core, minutes, 1e5, 1)))
  for (const { rungs, next } of [two!, five!]) {
    expect(rungs.length + 1).toBeGreaterThanOrEqual(6)
    for (const { parameters, tokens } of [...rungs, next]) expect(tokens / parameters / RATIO).toBeCloseTo(1, 1)
    expect(next.seeds).toHaveLength(1)
  }
  expect(five!.next.flops).toBeGreaterThan(two!.next.flops)
  const flops = ({ rungs, next }: typeof two & object) => [...rungs, next].reduce((sum, rung) => sum + rung.flops * rung.seeds.length, 0)
  // Two ordinary cores do 12 GFLOP/s in steps as small.
  expect(flops(two!) / 12e9).toBeLessThan(120)
  expect(flops(five!) / 12e9).toBeLessThan(300)
  expect(secondsOf(two!.rungs[0]!)).toBeCloseTo(two!.rungs[0]!.seconds * 2)
})

test('one queue; the models of the first seed stay; the next size waits for a guess', { timeout: 300_000 }, async () => {
  const { core } = await openWorld()
  let longest = 0
  await core.watchJobs((jobs: JobView[]) => {
    longest = Math.max(longest, jobs.length)
  })
  const reports: Progress[] = []
  const before = await predicted(core, few)
  expect(readingsOf(before)).toBe(null)
  const ladder = await climb(core, before, false, (so) => reports.push(so))
  const count = ladder.rungs.reduce((sum, { seeds }) => sum + seeds.length, 0)
  expect(ladder.runs).toHaveLength(count)
  expect(longest).toBe(count)
  expect(reports.at(-1)!.done).toHaveLength(count)
  expect(ladder.after).toBe(null)
  const kept = (await core.models()).filter(({ origin }) => origin === 'trained')
  expect(kept.map(({ parameters }) => parameters).sort((a, b) => a - b)).toEqual(ladder.rungs.map(({ parameters }) => parameters))
  expect(kept.map(({ config }) => parameterCount(config)).sort((a, b) => a - b)).toEqual(ladder.rungs.map(({ parameters }) => parameters))
  expect(kept.every(({ name }) => name.startsWith('Scaling law, '))).toBe(true)
  // What is trained stays as it is, and the law knows nothing of what came after it.
  const whole = await climb(core, ladder, true, () => {})
  expect(whole.runs).toBe(ladder.runs)
  // Runs of four steps read equally many tokens, whatever their size.
  expect(fitted(whole, 'tokens')).toBe(null)
  expect(fitted(whole, 'flops')!.law).toEqual(fitted(ladder, 'flops')!.law)
  expect(readingsOf(whole)).toEqual(readingsOf(ladder))
  const lines = csvOf(whole).split('\n')
  expect(lines).toHaveLength(count + 2)
  expect(lines.at(-1)).toBe([whole.next.width, whole.next.parameters, whole.next.tokens, whole.next.flops, 3, whole.after!.loss].join(','))
})

test('a queue that is stopped leaves nothing waiting', { timeout: 300_000 }, async () => {
  const { core } = await openWorld()
  const { within } = await import('../../../experiments/within.ts')
  const stop = new AbortController()
  const before = await predicted(core, few)
  const climbing = climb(within(core, 'the figure', stop.signal), before, false, () => stop.abort())
  await expect(climbing).rejects.toMatchObject({ code: 'stopped' })
  await expect.poll(async () => (await core.jobs()).length).toBe(0)
})

test('the law that made the losses is found on every axis', async () => {
  const { core } = await openWorld()
  const before = await predicted(core, few)
  const run = (rung: Value['rungs'][number]) => ({ rung, seed: 1, curve: [], model: null, loss: 1.2 + 40 * rung.parameters ** -0.4 })
  const { law, next } = fitted({ ...before, runs: before.rungs.map(run) }, 'parameters')!
  expect(law.E).toBeCloseTo(1.2, 3)
  expect(next).toBeCloseTo(1.2 + 40 * before.next.parameters ** -0.4, 4)
})
