/** Trains the net as the playground does, to its end. A toy on points of its own: no model is asked. */
import type { NetResult } from '../../../worker/protocol.ts'
import type { Measure, Readings } from '../../contract.ts'
import type { MlpParams } from './meta.ts'
import { specOf } from './spec.ts'
import { trainNet } from '../../../experiments/runToEnd.ts'

export const readingsOf = ({
  parameters,
  step,
  trainLoss,
  testLoss,
  trainAccuracy,
  testAccuracy,
}: Omit<Extract<NetResult, { kind: 'mlp' }>, 'status' | 'backend'>): Readings => ({
  parameters,
  steps: step,
  trainLoss,
  testLoss,
  trainAccuracy,
  testAccuracy,
})

export const measure: Measure<MlpParams> = async (params, { core }) => readingsOf(await trainNet(core, specOf(params)))
