/** What the hidden units of a feed-forward layer do on a text. */
import { readingsOf, unitsOf } from './units.ts'
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'hidden-units',
  title: 'Hidden units',
  teaches: 'Most hidden units are quiet at most tokens; each of the others fires where it finds what it has learned to look for.',
  params: {
    text: text(1, 120),
    layer: whole(0, 23),
    rank: whole(0, 4095),
  },
  needs: 'model',
  readings: {
    units: 'hidden units in the layer',
    below: 'share of pre-activations below 0',
    deviation: 'standard deviation of the pre-activations',
    firing: 'share of units, over all tokens, whose output is above 0.5',
    strongest: 'largest output of the chosen unit',
    share: 'share of the model’s parameters in its feed-forward layers',
  },
  defaults: { text: 'The captain said: "There she blows!" and we saw the whale.', layer: 0, rank: 0 },
  shown: ['rank'],
  fit: ({ layer }, { config }) => ({ layer: Math.min(layer, config.nLayer - 1) }),
  compute: ({ text, layer }, { core, handle, model }) => unitsOf(core, handle, model, text, layer),
  readingsOf,
})
