/** The race to its end. A toy of its own: no model is asked. */
import type { Measure, Readings } from '../../contract.ts'
import type { RaceParams } from './meta.ts'
import { race } from './race.ts'

export function readingsOf(params: RaceParams): Readings {
  const [sgd, momentum, rmsprop, adam] = race(params)
  return {
    lossSgd: sgd!.loss,
    lossMomentum: momentum!.loss,
    lossRmsprop: rmsprop!.loss,
    lossAdam: adam!.loss,
    stepsSgd: sgd!.arrived,
    stepsMomentum: momentum!.arrived,
    stepsRmsprop: rmsprop!.arrived,
    stepsAdam: adam!.arrived,
  }
}

export const measure: Measure<RaceParams> = async (params) => readingsOf(params)
