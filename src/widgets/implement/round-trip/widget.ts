/** The open model written in 32 or 16 bits and read back: how large the file is, and how far apart the logits are. */
import { roundTrip } from '../../../experiments/roundTrip.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text } from '../../frame/params.ts'

export default defineWidget({
  id: 'round-trip',
  title: 'Round trip',
  teaches: 'A model has arrived when its logits are those that it left with, within a tolerance that was stated before.',
  needs: 'model',
  params: { text: text(2, 120), as: choice(['F32', 'F16', 'BF16']) },
  defaults: { text: 'the people of the united states', as: 'F32' },
  readings: {
    kilobytes: 'size of the exported zip, kB',
    difference: 'largest difference of a logit after export and import',
    loss: 'mean loss on the text of the model that was read back, nats a token',
    change: 'how far that loss is from the model’s own, nats a token',
  },
  compute: ({ text: read, as }, { core, model }) => roundTrip(core, model.id, read, as),
  readingsOf: ({ bytes, difference, before, after }) => ({ kilobytes: bytes / 1000, difference, loss: after, change: after - before }),
})
