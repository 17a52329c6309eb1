/** Two models that differ in one thing, trained side by side. */
import { type Progress, race, readingsOf } from './race.ts'
import { VARIANTS, type VariantName } from './variants.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'

const names = Object.keys(VARIANTS) as [VariantName, ...VariantName[]]

export default defineWidget({
  id: 'variant-race',
  title: 'A race of two variants',
  teaches: 'Two models from the same seed and the same batches, with one difference: their curves say what the difference does.',
  needs: 'device',
  params: { a: choice(names), b: choice(names), layers: whole(1, 12), heads: whole(1, 16), width: whole(4, 256), steps: whole(10, 2000) },
  /** small: both runs together take some seconds on a CPU */
  defaults: { a: 'gpt-1', b: 'no-positions', layers: 1, heads: 2, width: 32, steps: 600 },
  readings: {
    lossA: 'loss of the first on held-out text at the end, nats per token',
    lossB: 'the same of the second',
    difference: 'lossB − lossA, nats per token',
    parametersA: 'parameters of the first',
    parametersB: 'parameters of the second',
    headWidth: 'numbers in a query of one head, d',
  },
  run: (params, { core }, report: (so: Progress) => void) => race(core, params, report),
  readingsOf,
})
