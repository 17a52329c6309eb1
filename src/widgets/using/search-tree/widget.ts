/** Greedy, beams, dice and the exact optimum in one tree on the open model, each token with its probability. */
import { defineWidget } from '../../frame/define.ts'
import { choice, number, text, whole } from '../../frame/params.ts'
import { readingsOf } from './tree.ts'

/** Texts with dice. */
const SAMPLES = 3
/** Beginnings that the exact search may read: about as many passes, which a page can wait for. */
export const EXACT = 300

export default defineWidget({
  id: 'search-tree',
  title: 'Four ways through the tree',
  teaches:
    'The likeliest next token is not the way to the likeliest text; beams come closer, and for short texts the best of all can be found for certain.',
  params: {
    text: text(0, 80),
    tokens: whole(2, 60),
    beams: whole(1, 16),
    lengthPenalty: number(0, 2),
    /** whether texts end at a full stop */
    end: choice(['no', 'stop']),
    seed: whole(1, 9999),
  },
  defaults: { text: 'I have ', tokens: 8, beams: 4, lengthPenalty: 0, end: 'no', seed: 1 },
  needs: 'model',
  readings: {
    beams: 'beams',
    greedy: 'ln of the probability of the greedy text',
    beam: 'ln of the probability of the best text that the beams found',
    beamScore: 'that, divided by its length to the power of the length penalty',
    length: 'tokens of that text',
    sample: 'mean of ln of the probability over the texts with dice',
    exact: 'ln of the probability of the best of all texts, where it was found',
    missed: 'by how much the best of all scores more than the beams’ best',
    readings: 'beginnings that were read to find it',
  },
  compute: ({ text, tokens, beams, lengthPenalty, end, seed }, { core, handle }) =>
    core.search(handle, text, {
      tokens,
      beams,
      lengthPenalty,
      end: end === 'stop' ? '.' : '',
      samples: Array.from({ length: SAMPLES }, (_, i) => ({ temperature: 1, topK: 0, topP: 1, seed: seed * SAMPLES + i })),
      exact: tokens <= 12 && end === 'no' ? EXACT : 0,
    }),
  readingsOf: (found, { beams }) => readingsOf(found, beams),
})
