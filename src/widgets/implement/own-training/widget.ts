/** The learner's own code trains, beside the core. */
import { runInSandbox } from '../../../sandbox/client.ts'
import { runHere } from '../../../sandbox/run.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text, whole } from '../../frame/params.ts'
import { difference, lastLoss, type Race, race } from './race.ts'

export default defineWidget({
  id: 'own-training',
  title: 'Your code trains',
  teaches: 'The code of the exercises is a whole GPT: from the same weights and batches its loss is the core’s, step by step.',
  params: {
    own: text(1500, 4000),
    /** the learner's, as far as it has passed its tests, or all of the lessons' own */
    code: choice(['mine', 'lesson']),
    steps: whole(10, 1000),
    seed: whole(1, 99),
  },
  defaults: { code: 'mine', steps: 600, seed: 1 },
  needs: 'device',
  readings: {
    loss: 'loss of the code’s last 50 steps, nats a token',
    coreLoss: 'the core’s of the same steps',
    difference: 'largest difference between the two losses of a step',
    lines: 'lines of code',
  },
  async run(params, { core, signal }, report: (so: Race) => void) {
    // What a browser keeps is asked for in a browser only.
    const pieces = params.code === 'lesson' ? {} : (await import('../../../instruments/ownCode.ts')).ownCode()
    return race(core, params, pieces, runInSandbox, signal, report)
  },
  readingsOf: (so) => ({ loss: lastLoss(so.mine), coreLoss: lastLoss(so.core), difference: difference(so), lines: so.lines }),
  /** Where nobody has written code, it is the lessons' own. */
  async measure(params, { core }) {
    const so = await race(core, params, {}, runHere, new AbortController().signal, () => {})
    return { loss: lastLoss(so.mine), coreLoss: lastLoss(so.core), difference: difference(so), lines: so.lines }
  },
})
