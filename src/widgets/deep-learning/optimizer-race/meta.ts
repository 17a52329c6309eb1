/** Four optimizers on one surface, by their true update rules. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { number, whole } from '../../frame/numbers.ts'

export const SURFACES = ['bowl', 'ravine', 'bend', 'saddle'] as const
export type SurfaceName = (typeof SURFACES)[number]
export const OPTIMIZERS = ['sgd', 'momentum', 'rmsprop', 'adam'] as const
export type OptimizerName = (typeof OPTIMIZERS)[number]

export const meta: WidgetMeta = {
  id: 'optimizer-race',
  title: 'Optimizers on a surface',
  teaches: 'The gradient is the same for all; what an optimizer makes of it decides how many steps it takes.',
  params: v.strictObject({
    surface: v.optional(v.picklist(SURFACES)),
    sgd: number(0.0001, 2),
    momentum: number(0.0001, 2),
    rmsprop: number(0.0001, 2),
    adam: number(0.0001, 2),
    steps: whole(1, 500),
    x: number(-3, 3),
    y: number(-3, 3),
  }),
  needs: [],
  readings: {
    lossSgd: 'loss after the last step of plain gradient descent',
    lossMomentum: 'the same with momentum',
    lossRmsprop: 'the same with RMSProp',
    lossAdam: 'the same with Adam',
    stepsSgd: 'steps to a loss of 0.05; one more than were taken where it was not reached',
    stepsMomentum: 'the same with momentum',
    stepsRmsprop: 'the same with RMSProp',
    stepsAdam: 'the same with Adam',
  },
}

/** A learning rate for each optimizer, the number of steps, and where they start. */
export type RaceParams = Partial<Record<OptimizerName, number>> & { surface?: SurfaceName; steps?: number; x?: number; y?: number }
