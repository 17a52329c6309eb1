/** Four optimizers on one surface, by their true update rules. */
import { readingsOf, SURFACES } from './race.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, number, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'optimizer-race',
  title: 'Optimizers on a surface',
  teaches: 'The gradient is the same for all; what an optimizer makes of it decides how many steps it takes.',
  params: {
    surface: choice(SURFACES),
    sgd: number(0.0001, 2),
    momentum: number(0.0001, 2),
    rmsprop: number(0.0001, 2),
    adam: number(0.0001, 2),
    steps: whole(1, 500),
    x: number(-3, 3),
    y: number(-3, 3),
  },
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
  /** what is left out depends on the surface */
  derive: (params) => readingsOf(params),
  readingsOf: (readings) => readings,
})
