/** The same arithmetic for every size: which model makes most of it. */
import { defineWidget } from '../../frame/define.ts'
import { choice, number, whole } from '../../frame/params.ts'
import { nothingYet, type Progress, readingsOf, type Tries, tryOut } from './tries.ts'

export default defineWidget({
  id: 'five-minutes',
  title: 'The same arithmetic for every size',
  teaches: 'With a fixed amount of arithmetic a small model reads much text and a large one little; somewhere between them lies the best.',
  params: {
    layers: whole(1, 12),
    heads: whole(1, 16),
    width: whole(4, 512),
    context: whole(4, 256),
    batch: whole(1, 64),
    rate: number(1e-6, 0.1),
    norm: choice(['after', 'before']),
    seed: whole(1, 99),
    work: whole(1, 10_000_000),
  },
  defaults: { layers: 4, heads: 4, width: 128, context: 64, batch: 8, rate: 1e-3, norm: 'after', seed: 1, work: 20 },
  shown: ['layers', 'heads', 'width', 'context', 'batch', 'rate', 'norm', 'seed', 'work'],
  needs: 'device',
  readings: {
    bits: 'surprise of the last run at held-out text, bits per character',
    parameters: 'its parameters',
    steps: 'its steps',
    work: 'arithmetic that it was given, billions of operations',
  },
  compute: (_, { core }) => nothingYet(core),
  run: async (params, { core }, report: (so: Progress) => void, before: Tries | null) =>
    tryOut(core, params, before ?? (await nothingYet(core)), report),
  readingsOf,
})
