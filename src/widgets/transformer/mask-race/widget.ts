/** With and without the causal mask, trained side by side and measured place by place. */
import { type Progress, race, readingsOf } from './race.ts'
import { defineWidget } from '../../frame/define.ts'
import { whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'mask-race',
  title: 'With and without the mask',
  teaches: 'Without the causal mask the training loss collapses, because the model copies the answer, and it has not learned to write.',
  params: { context: whole(2, 16), width: whole(8, 64), steps: whole(10, 2000) },
  needs: 'device',
  readings: {
    lossMasked: 'held-out loss with the mask, as in training, nats per token',
    lossUnmasked: 'the same without it, nats per token',
    writingMasked: 'loss with the mask when only the text so far is given, nats per token',
    writingUnmasked: 'the same without it, nats per token',
    copied: 'loss without the mask at all places but the last, as in training, nats per token',
    lastPlace: 'loss without the mask at the last place of a window, nats per token',
  },
  /** so small that both take seconds on a CPU, and yet copying is discovered */
  defaults: { context: 8, width: 32, steps: 600 },
  run: (params, { core }, report: (so: Progress) => void) => race(core, params, report),
  readingsOf,
})
