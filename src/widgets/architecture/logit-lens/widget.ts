/** What the open model would say if it stopped after each block. */
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { lensOf, MOST_TOKENS, readingsOf } from './lens.ts'

export default defineWidget({
  id: 'logit-lens',
  title: 'The logit lens',
  teaches:
    'The table that turns the last state into scores can read every state before it, and shows the guess taking shape from block to block.',
  params: { text: text(1, MOST_TOKENS), place: whole(0, MOST_TOKENS - 1), depth: whole(0, 48) },
  defaults: { text: 'the people of the united st', place: MOST_TOKENS - 1, depth: 48 },
  shown: ['place', 'depth'],
  needs: 'model',
  readings: {
    tokens: 'tokens that are read',
    blocks: 'blocks of the model',
    decides: 'blocks after which the guess at the chosen token is the last one and stays so; 0 is the embedding',
    late: 'tokens whose guess comes only with the last block',
    final: 'share of that guess at the end',
    early: 'share of that guess at the embedding, before any block',
    difference: 'largest difference of the last scores from the model’s own logits',
  },
  compute: ({ text: read }, { core, handle, model }) => lensOf(core, handle, model, read),
  readingsOf: (lens, { place }) => readingsOf(lens, place),
})
