/** The whole open model, drawn from its plan with its real numbers. */
import { HANDLE_NAMES } from '../../../figures/map/handles.ts'
import { readForward } from '../../../instruments/map/read.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, matching, text } from '../../frame/params.ts'

/** A map of more letters than this has columns too narrow to be told apart. */
export const MOST = 128

export default defineWidget({
  id: 'model-map',
  title: 'The model map',
  teaches: 'All of a model at once: what every part of it makes of a text, and how its parts hang together.',
  needs: 'model',
  params: {
    text: text(1, MOST),
    mode: choice(['forward', 'backward', 'change']),
    open: matching(/^(\d{1,2}(\.\d{1,2})?)?$/, 'must be a block, such as 2, or a head of it, such as 2.1'),
    shape: choice(['open', 'gpt-1']),
    size: choice(['full', 'small']),
    lit: choice(HANDLE_NAMES),
    follow: choice(['yes', 'no']),
  },
  defaults: { text: 'the people of the union', mode: 'forward', shape: 'open', size: 'full', follow: 'no' },
  shown: ['mode', 'open', 'shape'],
  readings: {
    tokens: 'tokens of the text that the model reads',
    share: 'share of the likeliest next token, after the whole text',
    hits: 'tokens that were the likeliest after those before them',
    stream: 'mean length of the vectors on the residual stream below the logits',
  },
  compute: ({ text }, { core, handle, model }) => readForward({ core, handle, config: model.config }, text),
  readingsOf: ({ tokens, expected, guesses, top }) => ({
    tokens: tokens.length,
    share: expected[0]!.share,
    hits: guesses.filter(({ hit }) => hit).length,
    stream: top,
  }),
})
