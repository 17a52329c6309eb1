/** Rows differ in what they begin with alone; three seeds give a mean with its interval; squares are the base's numbers beside drawn ones. */
import { expect, test, vi } from 'vitest'
import type { CoreApi, JobEvent, JobSpec, ModelSummary, TuningReport } from '../../../worker/protocol.ts'
import { climb, intervalAt, planned, prepared, readingsOf } from './ladder.ts'
import { labelOf, nameOf, rowsOf } from './rows.ts'

test('the table has three rows, the ladder one for each number of blocks, and the full row is in both', () => {
  expect(rowsOf(4, 'table').map((row) => labelOf(row, 4, 'table'))).toEqual(['full', 'no pre-training', 'no auxiliary LM'])
  expect(rowsOf(2, 'layers').map((row) => labelOf(row, 2, 'layers'))).toEqual(['no pre-training', 'embeddings', '1 block', 'all 2 blocks'])
  expect(nameOf(rowsOf(4, 'table')[0]!)).toBe(nameOf(rowsOf(4, 'layers').at(-1)!))
  expect(new Set([...rowsOf(4, 'table'), ...rowsOf(4, 'layers')].map(nameOf)).size).toBe(7)
})

test('steps are epochs over as many stories as fit', () => {
  expect(planned(120)).toEqual({ epochs: 4, counts: { train: 240, heldOut: 200 } })
  expect(planned(12)).toEqual({ epochs: 1, counts: { train: 96, heldOut: 192 } })
})

/** A core whose tunings are right as often as their number says. */
function told() {
  const jobs: JobSpec[] = []
  const run = async (spec: JobSpec, onEvent: (event: JobEvent) => void) => {
    jobs.push(spec)
    const jobId = `j${jobs.length}`
    const model = { id: jobId, kind: 'classifier', totalSteps: 3, task: { reports: [] } } as unknown as ModelSummary
    const report = (accuracy: number) => ({ accuracy }) as TuningReport
    for (const news of [
      { type: 'started', model },
      { type: 'report', report: report(0.25) },
      { type: 'report', report: report(jobs.length / 10) },
      { type: 'ended', status: 'done', step: 3 },
    ] as const)
      onEvent({ jobId, ...news })
    return { jobId, model }
  }
  const core = {
    run,
    discard: vi.fn(async () => {}),
    suggestTuning: async () => ({ settings: { epochs: 9, batch: 9, lambda: 0.5, seed: 9 } }),
    tuningSeconds: async () => 7,
    shortcuts: async () => [
      { name: 'most frequent label', accuracy: 0.4 },
      { name: 'all words', accuracy: 0.9 },
    ],
    weights: async (_: unknown, names: string[]) =>
      names.map((name, i) => ({ name, shape: [60, 50], data: new Float32Array(3000).fill(i) })),
  } as unknown as CoreApi
  return { core, jobs, handle: { id: 'base' }, model: { config: { nLayer: 1 } } as ModelSummary }
}

test('a row is tuned once with each seed from what it says, and its mean has an interval', async () => {
  const { jobs, ...world } = told()
  const before = await prepared(world, 120)
  expect(before).toMatchObject({ floor: 0.4, shortcut: { name: 'all words' }, seconds: 7, steps: 120 })
  expect(before.squares.map(({ name, trained }) => [name, trained.length, trained[0]])).toEqual([
    ['tokens_embed.weight', 48 * 48, 0],
    ['h.0.mlp.c_fc.weight', 48 * 48, 1],
  ])
  const row = { from: 'base', transferred: 0, auxiliary: 'without' } as const
  expect(readingsOf(before, row)).toBeNull()
  const after = await climb(world, row, before, () => {})
  expect(jobs).toHaveLength(3)
  expect(jobs[2]).toMatchObject({
    kind: 'finetune',
    keep: false,
    modelId: 'base',
    transferred: 0,
    settings: { seed: 3, lambda: 0, epochs: 4, batch: 8 },
  })
  expect(after.runs['0 alone']).toEqual([1, 2, 3].map((seed) => ({ seed, before: 0.25, accuracy: seed / 10 })))
  // Deviation 0.1 over three seeds: 4.303 · 0.1 / √3.
  expect(intervalAt(after, '0 alone')!.mean).toBeCloseTo(0.2, 12)
  expect(intervalAt(after, '0 alone')!.half).toBeCloseTo(0.2484, 3)
  expect(readingsOf(after, row)).toMatchObject({ transferred: 0, shortcut: 0.9, examples: 240 })
  await climb(world, { from: 'nothing', transferred: 1, auxiliary: 'with' }, after, () => {})
  expect(jobs.at(-1)).toMatchObject({ pretrained: false, settings: { lambda: 0.5 } })
  expect(jobs.at(-1)).not.toHaveProperty('transferred')
})
