/** The open model as Hugging Face's files: each tensor's name there, and the same logits after the way out and back. */
import { within } from '../../../experiments/within.ts'
import { roundTrip } from '../../../experiments/roundTrip.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text } from '../../frame/params.ts'
import { readingsOf, secondShape } from './exchange.ts'

export default defineWidget({
  id: 'exchange',
  title: 'Out and back',
  teaches: 'A model’s file is a list of named arrays: with the names and shapes that another program expects, it is that program’s model.',
  needs: 'model',
  params: { text: text(2, 120), shape: choice(['open', 'gpt2']) },
  defaults: { text: 'the people of the united states', shape: 'open' },
  readings: {
    tensors: 'tensors in the file',
    parameters: 'numbers in them',
    kilobytes: 'size of the exported zip, kB',
    conv1d: 'matrices that are stored as [in, out]',
    square: 'of them, square ones',
    renamed: 'tensors with another name than here, apart from a prefix',
    tied: '1 where the output matrix is the token table, and 0 where it is stored on its own',
    difference: 'largest difference of a logit after export and import',
    loss: 'mean loss on the text of the model that was read back, nats a token',
  },
  compute: ({ text: read, shape }, { core, model, signal }) =>
    shape === 'open' ? roundTrip(core, model.id, read, 'F32') : secondShape(within(core, 'Out and back', signal), read),
  readingsOf,
})
