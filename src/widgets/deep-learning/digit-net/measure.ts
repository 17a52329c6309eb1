/** Trains the net to its end. A toy on digits of its own: no model is asked. */
import type { NetResult } from '../../../worker/protocol.ts'
import type { Measure, Readings } from '../../contract.ts'
import type { DigitNetParams } from './meta.ts'
import { specOf } from './spec.ts'
import { trainNet } from '../../../experiments/runToEnd.ts'

type Result = Extract<NetResult, { kind: 'cnn' }>

export const readingsOf = ({ testAccuracy, shiftedAccuracy, testLoss, parameters }: Result): Readings => ({
  accuracy: testAccuracy,
  shiftedAccuracy,
  testLoss,
  parameters,
})

export const measure: Measure<DigitNetParams> = async (params, { core }) => readingsOf(await trainNet(core, specOf(params)))
